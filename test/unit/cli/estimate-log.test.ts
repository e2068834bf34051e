import assert from 'node:assert/strict';
import { gluePy, joulewise, withFiles } from './in-process';

const machine = ['--hardware', 'T4', '--region', 'eu-west-1', '--format', 'json'];
const bar = ' 50%|█████     | 50/100 [01:40<01:40,  2.00s/it]\n';

interface Printed {
  readonly arithmetic: { readonly factors: readonly { readonly fact: string; readonly value: number }[] };
}

describe('estimate --log', () => {
  it('puts the pace of a log in the place of the forecast one', async () => {
    await withFiles({ 'train.py': gluePy, 'train.log': bar }, async (cwd) => {
      const { status, stdout, stderr } = await joulewise(['estimate', 'train.py', '--log', 'train.log', ...machine], { cwd });
      assert.equal(status, 0, stderr);
      assert.equal(stderr, 'train.log: 2 s a batch (tqdm, readings: 1).\n');
      assert.equal(secondsPerStep(stdout), 2);
    });
  });

  it('reads what a notebook printed, and lets --set have the last word', async () => {
    const outputs = [{ output_type: 'stream', name: 'stderr', text: [bar] }];
    const notebook = JSON.stringify({ cells: [{ cell_type: 'code', source: gluePy, outputs }], nbformat: 4 });
    await withFiles({ 'train.py': gluePy, 'train.ipynb': notebook }, async (cwd) => {
      const read = await joulewise(['estimate', 'train.py', '--log', 'train.ipynb', ...machine], { cwd });
      assert.equal(secondsPerStep(read.stdout), 2);
      const stated = await joulewise(['estimate', 'train.py', '--log', 'train.ipynb', '--set', 'secondsPerStep=3', ...machine], { cwd });
      assert.equal(secondsPerStep(stated.stdout), 3);
    });
  });

  it('counts the batches that a step accumulates, where a bar counts batches', async () => {
    const profile = JSON.stringify({
      framework: { value: 'torch', origin: 'literal' },
      gradientAccumulation: { value: 4, origin: 'literal' },
      model: { value: 'resnet50', origin: 'literal' },
      precision: { value: 'fp32', origin: 'literal' },
      maxSteps: { value: 100, origin: 'literal' },
      batchSizePerDevice: { value: 8, origin: 'literal' },
    });
    await withFiles({ 'run.json': profile, 'train.log': bar }, async (cwd) => {
      const { stdout, stderr } = await joulewise(['estimate', '--profile', 'run.json', '--log', 'train.log', ...machine], { cwd });
      assert.equal(secondsPerStep(stdout), 8, stderr);
    });
  });

  it('says what is missing in one sentence', async () => {
    const epochs = '100%|███| 3/3 [05:00<00:00, 100.00s/it]\n'; // as many as the script trains
    await withFiles({ 'train.py': gluePy, 'empty.log': 'loss 0.3\n', 'epochs.log': epochs }, async (cwd) => {
      const said = async (log: string): Promise<string> => {
        const { status, stderr } = await joulewise(['estimate', 'train.py', '--log', log, ...machine], { cwd });
        assert.equal(status, 2);
        return stderr;
      };
      assert.match(await said('empty.log'), /empty\.log: It shows no pace of a training/);
      assert.match(await said('epochs.log'), /epochs\.log: Its bar goes over the 3 epochs/);
      assert.match(await said('none.log'), /none\.log: /);
    });
  });
});

function secondsPerStep(stdout: string): number | undefined {
  return (JSON.parse(stdout) as Printed).arithmetic.factors.find(({ fact }) => fact === 'secondsPerStep')?.value;
}
