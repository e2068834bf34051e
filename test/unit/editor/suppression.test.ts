import assert from 'node:assert/strict';
import { suppressionEdit } from '../../../src/editor/findings/suppression';

function suppressed(line: string, rule = 'step-host-sync'): string | null {
  const edit = suppressionEdit(line, rule);
  return edit && line.slice(0, edit.column) + edit.text + line.slice(edit.column);
}

describe('suppression comment', () => {
  it('is put at the end of the line', () => {
    assert.equal(suppressed('loss.item()'), 'loss.item()  # joulewise: ignore[step-host-sync]');
  });

  it('stands before trailing blanks and behind another comment', () => {
    assert.equal(suppressed('loss.item()  # log  '), 'loss.item()  # log  # joulewise: ignore[step-host-sync]  ');
  });

  it('joins the rules that the line ignores already', () => {
    assert.equal(suppressed('x()  # joulewise: ignore[a] slow disk'), 'x()  # joulewise: ignore[a, step-host-sync] slow disk');
  });

  it('fills an empty list', () => {
    assert.equal(suppressed('x()  # joulewise: ignore[]'), 'x()  # joulewise: ignore[step-host-sync]');
  });

  it('is not repeated', () => {
    assert.equal(suppressed('x()  # joulewise: ignore[step-host-sync]'), null);
  });

  it('is not offered where the line goes on after a backslash', () => {
    assert.equal(suppressed('x = 1 + \\'), null);
  });
});
