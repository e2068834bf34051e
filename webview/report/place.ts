/** The short name of a place in the source, as a link that jumps there: `:31`, in a notebook `[4]:2` with the cell counted from one. */
import type { SourceRange } from '../../src/profile/run-profile';
import { linkButton } from '../dom';
import type { Page } from '../page';

export function placeLink(page: Page, at: SourceRange, key: string, onJump: () => void): Element {
  const { cell, line } = at;
  const text = cell === null ? `:${String(line)}` : `[${String(cell + 1)}]:${String(line)}`;
  const label = cell === null ? page.t('goToLine', { line }) : page.t('goToCellLine', { cell: cell + 1, line });
  return linkButton(text, { key, class: 'place', title: label, aria: { label }, onClick: onJump });
}
