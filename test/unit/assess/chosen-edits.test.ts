import assert from 'node:assert/strict';
import { chosenEdits, staysInPlace } from '../../../src/assess/fix/chosen-edits';
import type { Finding, TextEdit } from '../../../src/rules/finding';
import { edit, finding } from '../editor/sample-finding';

const withFix = (safe: boolean, ...edits: TextEdit[]) => finding({ fixes: [{ title: 'Fix', safe, edits }] });

const safeEdits = (findings: readonly Finding[]): readonly TextEdit[] => chosenEdits(findings).edits;

describe('safe fixes in bulk', () => {
  const first = edit({ line: 1, endLine: 1 });
  const second = edit({ line: 2, endLine: 2 });

  it('are taken together', () => {
    assert.deepEqual(safeEdits([withFix(true, first), withFix(true, second)]), [first, second]);
  });

  it('leave out those that ask', () => {
    assert.deepEqual(safeEdits([withFix(false, first), withFix(true, second)]), [second]);
  });

  it('make an import once that several need', () => {
    const added = edit({ line: 1, column: 1, endLine: 1, endColumn: 1, text: 'import torch\n' });
    const third = edit({ line: 3, endLine: 3 });
    assert.deepEqual(safeEdits([withFix(true, added, second), withFix(true, added, third)]), [added, second, third]);
  });

  it('leave a fix for the next round that indents what another one indents', () => {
    const indent = edit({ line: 4, column: 1, endLine: 4, endColumn: 1, text: '    ' });
    assert.deepEqual(safeEdits([withFix(true, first, indent), withFix(true, second, indent)]), [first, indent]);
    const deeper = { ...indent, column: 9, endColumn: 9 };
    assert.deepEqual(safeEdits([withFix(true, first, indent), withFix(true, second, deeper)]), [first, indent]);
  });

  it('leave out the later of two that touch', () => {
    const overlapping = edit({ line: 1, column: 10, endLine: 1, endColumn: 30 });
    assert.deepEqual(safeEdits([withFix(true, first), withFix(true, overlapping)]), [first]);
  });

  it('make an edit that two share, such as an import, once', () => {
    assert.deepEqual(safeEdits([withFix(true, first, second), withFix(true, first)]), [first, second]);
  });
});

describe('a fix', () => {
  it('stays in the cell of its finding', () => {
    const inCell = finding({ cell: 3 });
    assert.equal(staysInPlace(inCell, { title: '', safe: true, edits: [edit({ cell: 3 })] }), true);
    assert.equal(staysInPlace(inCell, { title: '', safe: true, edits: [edit({ cell: 3 }), edit({ cell: 0 })] }), false);
  });

  it('stays in the file of its finding', () => {
    assert.equal(staysInPlace(finding(), { title: '', safe: true, edits: [edit({ path: '/project/model.py' })] }), false);
  });
});
