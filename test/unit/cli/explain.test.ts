import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { gluePy, joulewise, notebook, withFiles } from './in-process';

describe('joulewise explain', () => {
  it('says why a rule spoke at a line, named as check names it', async () => {
    await withFiles({ 'a.py': gluePy }, async (cwd) => {
      const { status, stdout } = await joulewise(['explain', 'a.py:7:8'], { cwd });
      assert.equal(status, 0);
      assert.match(stdout, /^a\.py:7\n/u);
      assert.match(stdout, /\nhf-trainer-fp32 speaks \(warning/u);
    });
  });

  it('speaks of one rule where one is named', async () => {
    await withFiles({ 'a.py': gluePy }, async (cwd) => {
      const { stdout } = await joulewise(['explain', 'a.py:7', '--rule', 'hf-trainer-fp32', '--format', 'json'], { cwd });
      const { findings, silent } = JSON.parse(stdout) as { findings: { rule: string }[]; silent: unknown[] };
      assert.deepEqual([findings.map(({ rule }) => rule), silent], [['hf-trainer-fp32'], []]);
    });
  });

  it('reads a cell of a notebook', async () => {
    await withFiles({ 'a.ipynb': notebook('# Title', gluePy) }, async (cwd) => {
      assert.match((await joulewise(['explain', 'a.ipynb:7', '--cell', '2'], { cwd })).stdout, /^a\.ipynb, cell 2:7\n/u);
      const { status, stderr } = await joulewise(['explain', 'a.ipynb:7'], { cwd });
      assert.deepEqual([status, stderr], [2, 'a.ipynb is a notebook: name one of its cells of code with --cell (2).\n']);
    });
  });

  it('says what is wrong with the place or the rule', async () => {
    assert.match((await joulewise(['explain', 'a.py'])).stderr, /^Name one line as PATH:LINE, such as train\.py:12, not "a\.py"\.\n$/u);
    await withFiles({ 'x.py': 'x = 1\n' }, async (cwd) => {
      const said = async (...args: readonly string[]): Promise<string> => (await joulewise(['explain', ...args], { cwd })).stderr;
      assert.equal(await said('x.py:99'), 'x.py has 2 lines, and no line 99.\n');
      assert.match(await said('x.py:1', '--rule', 'hf-trainer-fp23'), /Did you mean hf-trainer-fp32\?/u);
    });
  });
});
