import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/process.mjs';
import { check } from '../../src/cli/commands/check';

const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');

describe('the GitHub Action and the pre-commit hooks', () => {
  for (const file of ['action.yml', '.pre-commit-hooks.yaml']) {
    it(`of ${file} pass options that check has`, () => {
      const passed = [...text(file).matchAll(/(?<=[\s("])--([a-z-]+)/gu)].map(([, name = '']) => name);
      assert.ok(passed.length > 0);
      assert.deepEqual(
        passed.filter((name) => !(name in check.options)),
        [],
      );
    });
  }

  it('use no action of somebody else that is not pinned to a commit', () => {
    const used = [...text('action.yml').matchAll(/uses:\s*(\S+)/gu)].map(([, action = '']) => action);
    assert.deepEqual(
      used.filter((action) => !/@[0-9a-f]{40}$/u.test(action)),
      [],
    );
  });

  it('name a program that runs, and prints nothing but its report', () => {
    const [program = ''] = /(?<=entry: )\S+/u.exec(text('.pre-commit-hooks.yaml')) ?? [];
    const { status, stdout } = spawnSync(process.execPath, [path.join(root, program), 'check', '-'], {
      input: 'x = 1\n',
      encoding: 'utf8',
    });
    assert.equal(stdout, 'No costly pattern found in 1 file.\n');
    assert.equal(status, 0);
  });
});
