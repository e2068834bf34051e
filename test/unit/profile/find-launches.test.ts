import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findLaunches } from '../../../src/profile/launch/find-launches';

const tree: Readonly<Record<string, string>> = {
  '/home/me/': 'project',
  '/home/me/project/': 'src\nscripts\nconfigs\n.git',
  '/home/me/project/src/': 'train.py',
  '/home/me/project/scripts/': 'run.sh\nnotes.md',
  '/home/me/project/scripts/run.sh': 'accelerate launch --config_file configs/four.yaml src/train.py\n',
  '/home/me/project/configs/four.yaml': 'num_processes: 4\n',
};

describe('the search for launches', () => {
  it('asks for what is not loaded, one folder further up at a time, and not above the root of the repository', () => {
    const loaded = new Map<string, string | null>();
    const asked: string[][] = [];
    for (;;) {
      const { launches, wants } = findLaunches('/home/me/project/src/train.py', (path) => loaded.get(path));
      if (wants.length === 0) {
        assert.deepEqual(
          launches.map(({ processes }) => processes),
          [{ count: 4, perNode: 4 }],
        );
        break;
      }
      asked.push([...new Set(wants)]);
      wants.forEach((path) => loaded.set(path, tree[path] ?? null));
    }
    assert.deepEqual(asked.slice(0, 4), [
      ['/home/me/project/src/'],
      ['/home/me/project/'],
      ['/home/me/project/scripts/'],
      ['/home/me/project/scripts/run.sh'],
    ]);
    assert.ok(asked.flat().includes('/home/me/project/configs/four.yaml'));
    assert.equal(asked.flat().includes('/home/me/'), false);
  });
});
