import assert from 'node:assert/strict';
import { shiftFindings, type TextChange } from '../../../src/editor/findings/shift';
import { edit, finding } from './sample-finding';

const insertion = (line: number, column: number, text: string): TextChange => ({ line, column, endLine: line, endColumn: column, text });

/** Where the sample finding, at 5:10–5:20, lies after a change. */
function placeAfter(change: TextChange, cell: number | null = null): string | undefined {
  const [moved] = shiftFindings([finding()], cell, change);
  return moved && `${moved.line}:${moved.column}-${moved.endLine}:${moved.endColumn}`;
}

describe('findings move with edits', () => {
  it('stay when the edit is behind them', () => {
    assert.equal(placeAfter(insertion(6, 1, 'x = 1\n')), '5:10-5:20');
  });

  it('stay when the edit starts where they end', () => {
    assert.equal(placeAfter(insertion(5, 20, '  # comment')), '5:10-5:20');
  });

  it('go down by the lines inserted before them', () => {
    assert.equal(placeAfter(insertion(2, 1, 'a\nb\n')), '7:10-7:20');
  });

  it('go up by the lines deleted before them', () => {
    assert.equal(placeAfter({ line: 1, column: 1, endLine: 3, endColumn: 1, text: '' }), '3:10-3:20');
  });

  it('go right with text typed before them on their line', () => {
    assert.equal(placeAfter(insertion(5, 1, '    ')), '5:14-5:24');
  });

  it('go to the new column when a line break is put before them', () => {
    assert.equal(placeAfter(insertion(5, 10, '\r\n  ')), '6:3-6:13');
  });

  it('join the line before when its break is deleted', () => {
    assert.equal(placeAfter({ line: 4, column: 8, endLine: 5, endColumn: 1, text: '' }), '4:17-4:27');
  });

  it('vanish when the edit touches them', () => {
    assert.equal(placeAfter(insertion(5, 12, 'x')), undefined);
    assert.equal(placeAfter({ line: 5, column: 1, endLine: 5, endColumn: 11, text: '' }), undefined);
  });

  it('stay when another cell is edited', () => {
    const [moved] = shiftFindings([finding({ cell: 2 })], 1, insertion(1, 1, '\n\n'));
    assert.equal(moved?.line, 5);
  });

  it('take the edits of their fixes along', () => {
    const [moved] = shiftFindings([finding({ fixes: [{ title: '', safe: true, edits: [edit()] }] })], null, insertion(1, 1, '\n'));
    assert.deepEqual(moved?.fixes[0]?.edits, [edit({ line: 6, endLine: 6 })]);
  });

  it('lose a fix whose place was edited', () => {
    const far = edit({ line: 1, column: 1, endLine: 1, endColumn: 9 });
    const [moved] = shiftFindings([finding({ fixes: [{ title: '', safe: true, edits: [far] }] })], null, insertion(1, 4, 'x'));
    assert.deepEqual(moved?.fixes, []);
  });
});
