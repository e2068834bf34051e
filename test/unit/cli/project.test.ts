import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CheckReport } from '../../../src/cli/render-check';
import { gluePy, joulewise, withFiles } from './in-process';

async function check(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<CheckReport & { status: number }> {
  let outcome: (CheckReport & { status: number }) | undefined;
  await withFiles({ '.git/HEAD': '', ...files }, async (cwd) => {
    const { stdout, status } = await joulewise(['check', ...args, '--format', 'json'], { cwd });
    outcome = { ...(JSON.parse(stdout) as CheckReport), status };
  });
  assert.ok(outcome);
  return outcome;
}

const severities = ({ findings }: CheckReport): readonly string[] => findings.map(({ path, severity }) => `${path} ${severity}`);

describe('joulewise check in a project', () => {
  it('follows [tool.joulewise], and the command line before it', async () => {
    const files = { 'pyproject.toml': '[tool.joulewise]\nignore = ["precision"]\n', 'a.py': gluePy };
    assert.deepEqual(severities(await check(files, '.')), []);
    assert.deepEqual(severities(await check(files, '.', '--select', 'hf-trainer-fp32')), ['a.py warning']);
  });

  it('shows a rule with the severity that the nearest file gives it', async () => {
    const files = {
      'joulewise.toml': '[rules]\nhf-trainer-fp32 = "off"\n',
      'a.py': gluePy,
      'lab/joulewise.toml': '[rules]\nhf-trainer-fp32 = "information"\n',
      'lab/a.py': gluePy,
    };
    assert.deepEqual(severities(await check(files, '.')), ['lab/a.py information']);
  });

  it('says once what is wrong in the file, and goes on without it', async () => {
    const report = await check({ 'joulewise.toml': '\nlevle = "hint"\n', 'a.py': gluePy, 'b.py': gluePy }, '.');
    assert.equal(report.findings.length, 2);
    assert.deepEqual(report.errors, [{ path: 'joulewise.toml', message: 'Line 2: Joulewise has no option "levle". Did you mean level?' }]);
    assert.equal(report.status, 1);
  });
});

describe('findings of a project that names its hardware', () => {
  it('say what they save of this run', async () => {
    await withFiles({ '.git/HEAD': '', 'joulewise.toml': 'hardware = "A100"\nzone = "FR"\n', 'a.py': gluePy }, async (cwd) => {
      const { stdout } = await joulewise(['check', 'a.py'], { cwd });
      assert.match(stdout, /\n {4}here: about [\d.,]+\s?k?Wh \(.*\) of [\d.,]+\s?k?Wh \(.*\) per run\n/u);
    });
    await withFiles({ '.git/HEAD': '', 'a.py': gluePy }, async (cwd) => {
      assert.ok(!(await joulewise(['check', 'a.py'], { cwd })).stdout.includes('here:'));
    });
  });
});

describe('joulewise estimate in a project', () => {
  it('runs on the hardware of the file, unless the command line names another', async () => {
    await withFiles({ '.git/HEAD': '', 'joulewise.toml': 'hardware = "H100"\nzone = "FR"\n', 'a.py': gluePy }, async (cwd) => {
      const machine = async (...args: readonly string[]): Promise<unknown> => {
        const { stdout } = await joulewise(['estimate', 'a.py', '--format', 'json', ...args], { cwd });
        const { machine, grid } = JSON.parse(stdout) as { machine: { hardware: string }; grid: { zone: string } };
        return [machine.hardware.includes('h100'), grid.zone];
      };
      assert.deepEqual(await machine(), [true, 'FR']);
      assert.deepEqual(await machine('--hardware', 'A100', '--zone', 'DE'), [false, 'DE']);
    });
  });
});
