import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fileDocument } from '../../../src/python/source/document';
import type { CheckOptions } from '../../../src/rules/check';
import type { Finding } from '../../../src/rules/finding';
import { editedText } from '../advice/edited-text';
import { engine, foodPy, noFiles } from './engine';

async function unused(text: string, rules: CheckOptions = {}, path = 'train.py'): Promise<readonly Finding[]> {
  const { findings } = (await engine()).analyze(fileDocument(path, text), noFiles, { only: 'findings', rules });
  return findings.filter(({ rule }) => rule === 'unused-suppression');
}

/** The text after the fix of the only finding. */
async function repaired(text: string): Promise<string> {
  const [finding, ...others] = await unused(text);
  assert.ok(finding?.fixes[0]?.safe === true && others.length === 0);
  return editedText(text, finding.fixes[0].edits);
}

const silencing = foodPy.replace('shuffle=True)', 'shuffle=True)  # joulewise: ignore[dataloader-workers-zero]');

describe('suppressions that silence nothing', () => {
  it('are not those that silence a finding', async () => {
    assert.deepEqual(await unused(silencing), []);
    assert.deepEqual(await unused(foodPy.replace('shuffle=True)', 'shuffle=True)  # joulewise: ignore')), []);
    assert.deepEqual(await unused(`# joulewise: ignore-file\n${foodPy}`), []);
  });

  it('are not those of rules that did not run', async () => {
    const text = 'x = 1  # joulewise: ignore[step-host-sync]\n';
    assert.deepEqual(await unused(text, { ignore: new Set(['step-host-sync']) }), []);
    assert.deepEqual(await unused(text, { severities: { 'step-host-sync': 'off' } }), []);
    assert.deepEqual(await unused(text, { select: new Set(['step-host-sync']) }), []);
    assert.deepEqual(await unused('x = 1  # joulewise: ignore\n', { ignore: new Set(['step-host-sync']) }), []);
  });

  it('are not told of in tests, where no rule runs, and in text that does not parse', async () => {
    assert.deepEqual(await unused('x = 1  # joulewise: ignore\n', {}, 'tests/test_train.py'), []);
    assert.deepEqual(await unused('x = (1  # joulewise: ignore\n'), []);
  });

  it('are not told of below the level, and as loud as their severity', async () => {
    assert.deepEqual(await unused('x = 1  # joulewise: ignore\n', { level: 'information' }), []);
    const [finding] = await unused('x = 1  # joulewise: ignore\n', {
      level: 'information',
      severities: { 'unused-suppression': 'warning' },
    });
    assert.equal(finding?.severity, 'warning');
  });

  it('are hints on the comment, and go with the blanks before it', async () => {
    const text = 'x = 1  # joulewise: ignore[step-host-sync] we need it\ny = 2\n';
    const [finding] = await unused(text);
    assert.deepEqual([finding?.severity, finding?.line, finding?.column, finding?.endColumn], ['hint', 1, 8, 54]);
    assert.equal(await repaired(text), 'x = 1\ny = 2\n');
  });

  it('go with their line where they stand alone', async () => {
    assert.equal(await repaired('def f():\n    # joulewise: ignore[step-host-sync]\n    return 1\n'), 'def f():\n    return 1\n');
  });

  it('leave other comments of the line in place', async () => {
    assert.equal(await repaired('x = 1  # noqa  # joulewise: ignore  # type: ignore\n'), 'x = 1  # noqa  # type: ignore\n');
    assert.equal(await repaired('x = 1  # joulewise: ignore # noqa\n'), 'x = 1  # noqa\n');
  });

  it('lose only the name that silences nothing', async () => {
    const both = silencing.replace('[dataloader-workers-zero]', '[step-host-sync, dataloader-workers-zero]');
    assert.equal(await repaired(both), silencing);
    assert.equal(await repaired(silencing.replace('zero]', 'zero, step-host-sync]')), silencing);
  });
});
