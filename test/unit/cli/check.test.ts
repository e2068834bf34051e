import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CheckReport } from '../../../src/cli/render-check';
import { gluePy, joulewise, notebook, withFiles, type Outcome } from './in-process';

function reportOf({ stdout }: Outcome): CheckReport {
  return JSON.parse(stdout) as CheckReport;
}

async function checked(files: Readonly<Record<string, string | Uint8Array>>, ...args: readonly string[]): Promise<CheckReport> {
  let report: CheckReport | undefined;
  await withFiles(files, async (cwd) => {
    report = reportOf(await joulewise(['check', ...args, '--format', 'json'], { cwd }));
  });
  assert.ok(report);
  return report;
}

const pathsOf = (report: CheckReport): readonly string[] => report.findings.map(({ path }) => path);

describe('joulewise check', () => {
  it('ends with 1 and names the place of a finding, to the character', async () => {
    const outcome = await joulewise(['check', '-', '--format', 'json'], { stdin: gluePy });
    const [finding] = reportOf(outcome).findings;
    assert.equal(outcome.status, 1);
    assert.deepEqual(
      [finding?.rule, finding?.path, finding?.cell, finding?.line, finding?.column, finding?.endColumn],
      ['hf-trainer-fp32', 'stdin.py', null, 7, 8, 25],
    );
  });

  it('ends with 0 where nothing is found', async () => {
    const { status, stdout } = await joulewise(['check', '-'], { stdin: 'x = 1\n' });
    assert.equal(status, 0);
    assert.equal(stdout, 'No costly pattern found in 1 file.\n');
  });

  it('ends with 2 and one sentence where nothing can be read', async () => {
    assert.deepEqual(await joulewise(['check', 'absent.py']), { status: 2, stdout: '', stderr: 'absent.py: There is no such file.\n' });
  });

  it('counts lines inside the cell of a notebook, and cells among all cells', async () => {
    const report = await checked({ 'a.ipynb': notebook('# Title', 'import os', gluePy) }, 'a.ipynb');
    assert.deepEqual(
      report.findings.map(({ cell, line }) => [cell, line]),
      [[2, 7]],
    );
  });

  it('takes standard input for the file it is named after', async () => {
    const outcome = await joulewise(['check', '-', '--stdin-filename', 'nb/a.ipynb', '--format', 'json'], { stdin: notebook(gluePy) });
    assert.deepEqual(
      reportOf(outcome).findings.map(({ path, cell }) => [path, cell]),
      [['nb/a.ipynb', 0]],
    );
  });

  it('names files, and the files of edits, the way they were given', async () => {
    const report = await checked({ 'src/train.py': gluePy }, './src/train.py');
    assert.deepEqual(pathsOf(report), ['./src/train.py']);
    assert.deepEqual(
      [...new Set(report.findings.flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits.map(({ path }) => path))))],
      ['./src/train.py'],
    );
  });

  it('walks folders in order and leaves out what .gitignore, at any depth, leaves out', async () => {
    const files = {
      '.git/HEAD': '',
      '.gitignore': 'build/\n*_old.py\n',
      'b.py': gluePy,
      'a/train.py': gluePy,
      'a/train_old.py': gluePy,
      'a/.gitignore': 'local.py\n!kept_old.py\n',
      'a/local.py': gluePy,
      'a/kept_old.py': gluePy,
      'build/c.py': gluePy,
      'node_modules/d.py': gluePy,
      'python/pyvenv.cfg': '',
      'python/e.py': gluePy,
      'notes.txt': gluePy,
    };
    const report = await checked(files, '.');
    assert.deepEqual(pathsOf(report), ['a/kept_old.py', 'a/train.py', 'b.py']);
    assert.equal(report.files, 3);
  });

  it('checks a file that is named, ignored or not, and each file once', async () => {
    const report = await checked({ '.git/HEAD': '', '.gitignore': '*.py', 'a.py': gluePy }, 'a.py', '.', './a.py');
    assert.deepEqual(pathsOf(report), ['a.py']);
  });

  it('lists what cannot be read and goes on', async () => {
    const report = await checked(
      { 'a.py': gluePy, 'b.ipynb': '{}', 'c.py': new Uint8Array([0xff, 0xfe, 0x00]), 'd.py': `x = 1\n#${' '.repeat(2_100_000)}` },
      '.',
    );
    assert.equal(report.findings.length, 1);
    assert.deepEqual(report.errors, [
      { path: 'b.ipynb', message: 'It is not a notebook: it has no list of cells.' },
      { path: 'c.py', message: 'It is not UTF-8 text.' },
      { path: 'd.py', message: 'It is larger than 2 MB (2.0 MB) and was passed over.' },
    ]);
  });

  it('measures a notebook by its code, not by its pictures', async () => {
    const book = JSON.parse(notebook(gluePy)) as { cells: { outputs: unknown[] }[] };
    book.cells[0]?.outputs.push({ data: { 'image/png': 'A'.repeat(3_000_000) } });
    const report = await checked({ 'a.ipynb': JSON.stringify(book) }, 'a.ipynb');
    assert.equal(report.findings.length, 1);
  });

  it('leaves out findings that a comment silences', async () => {
    const silenced = gluePy.replace('batch_size=32)', 'batch_size=32)  # joulewise: ignore[hf-trainer-fp32] needs float32');
    assert.deepEqual((await checked({ 'a.py': silenced }, 'a.py')).findings, []);
  });

  it('runs the rules that are selected, and none that is ignored', async () => {
    assert.equal((await checked({ 'a.py': gluePy }, 'a.py', '--select', 'step-host-sync,eval-grad-enabled')).findings.length, 0);
    assert.equal((await checked({ 'a.py': gluePy }, 'a.py', '--ignore', 'hf-trainer-fp32')).findings.length, 0);
    assert.equal((await checked({ 'a.py': gluePy }, 'a.py', '--select', 'hf-trainer-fp32')).findings.length, 1);
  });

  it('proposes the nearest name for a rule, an option or a format that does not exist', async () => {
    assert.match(
      (await joulewise(['check', '.', '--select', 'hf-trainer-fp23'])).stderr,
      /^No rule or topic is called "hf-trainer-fp23"\. Did you mean hf-trainer-fp32\?\n$/u,
    );
    assert.match((await joulewise(['check', '.', '--levle', 'hint'])).stderr, /has no option --levle\. Did you mean --level\?/u);
    assert.match(
      (await joulewise(['check', '.', '--format', 'xml'])).stderr,
      /^--format must be text, json, sarif or github, not "xml"\.\n$/u,
    );
  });

  it('reads modules that the script imports from beside it and from above', async () => {
    const files = {
      'pkg/settings.py': 'from transformers import TrainingArguments\nclass Ours(TrainingArguments):\n    pass\n',
      'pkg/run/train.py': gluePy.replace('3,', 'EPOCHS,').replace('raw =', 'from pkg.run.constants import EPOCHS\nraw ='),
      'pkg/run/constants.py': 'EPOCHS = 7\n',
    };
    await withFiles(files, async (cwd) => {
      const { stdout } = await joulewise(['profile', 'train.py', '--format', 'json'], { cwd: `${cwd}/pkg/run` });
      const [run] = (JSON.parse(stdout) as { runs: { epochs?: { value: number; at?: { path: string } } }[] }).runs;
      assert.equal(run?.epochs?.value, 7);
      assert.equal(run.epochs.at?.path, 'constants.py');
    });
  });
});
