import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import { gluePy, joulewise, withFiles } from './in-process';

const other = gluePy.replace('"out"', '"out2"');
const debugged = 'import torch\ntorch.autograd.set_detect_anomaly(True)\nloss.backward()\n';

async function inProject(
  use: (check: (...args: readonly string[]) => ReturnType<typeof joulewise>, cwd: string) => Promise<void>,
): Promise<void> {
  await withFiles({ 'a.py': gluePy, 'lab/b.py': gluePy }, (cwd) => use((...args) => joulewise(['check', ...args], { cwd }), cwd));
}

describe('joulewise check --baseline', () => {
  it('is written where there is none, with every finding once, and ends with 0', async () => {
    await inProject(async (check, cwd) => {
      const { status, stdout } = await check('.', '--baseline');
      assert.deepEqual([status, stdout], [0, 'No costly pattern found in 2 files, 2 known to the baseline.\n']);
      const { findings } = JSON.parse(await readFile(path.join(cwd, '.joulewise-baseline.json'), 'utf8')) as { findings: object[] };
      assert.deepEqual(findings[0], {
        rule: 'hf-trainer-fp32',
        path: 'a.py',
        text: 'args = TrainingArguments("out", num_train_epochs=3, per_device_train_batch_size=32)',
        count: 1,
      });
      assert.equal(findings.length, 2);
    });
  });

  it('keeps out what it knows, wherever its line has moved, and shows what is new', async () => {
    await inProject(async (check, cwd) => {
      await check('.', '--baseline', 'known.json');
      await writeFile(path.join(cwd, 'a.py'), `# a new head\n\n${gluePy.replace('args =', 'args  =')}${debugged}`);
      const { status, stdout } = await check('.', '--baseline', 'known.json', '--format', 'json');
      const report = JSON.parse(stdout) as { findings: { line: number }[]; known: number };
      assert.equal(status, 1);
      assert.equal(report.known, 2);
      assert.deepEqual(
        report.findings.map(({ line }) => line),
        [13],
      );
    });
  });

  it('counts equal lines', async () => {
    await inProject(async (check, cwd) => {
      await writeFile(path.join(cwd, 'a.py'), debugged);
      await check('a.py', '--baseline');
      await writeFile(path.join(cwd, 'a.py'), debugged + debugged);
      assert.match((await check('a.py', '--baseline')).stdout, /1 costly pattern in 1 file, 1 known to the baseline\.\n$/u);
    });
  });

  it('holds from any folder, for its paths are relative to it', async () => {
    await inProject(async (check, cwd) => {
      await check('.', '--baseline');
      const { stdout } = await joulewise(['check', 'b.py', '--baseline=../.joulewise-baseline.json'], { cwd: path.join(cwd, 'lab') });
      assert.match(stdout, /^No costly pattern found in 1 file, 1 known/u);
    });
  });

  it('is written anew where that is asked', async () => {
    await inProject(async (check, cwd) => {
      await check('.', '--baseline');
      await writeFile(path.join(cwd, 'a.py'), other);
      assert.equal((await check('.', '--baseline')).status, 1);
      assert.equal((await check('.', '--write-baseline')).status, 0);
      assert.equal((await check('.', '--baseline')).status, 0);
    });
  });

  it('takes no script for its file, and no other JSON', async () => {
    await inProject(async (check, cwd) => {
      await check('--baseline', 'a.py');
      assert.ok((await readFile(path.join(cwd, '.joulewise-baseline.json'), 'utf8')).includes('hf-trainer-fp32'));
      await writeFile(path.join(cwd, 'x.json'), '{}');
      const { status, stderr } = await check('.', '--baseline', 'x.json');
      assert.deepEqual([status, stderr], [2, 'x.json: It is not a baseline of Joulewise; --write-baseline writes it anew.\n']);
    });
  });
});
