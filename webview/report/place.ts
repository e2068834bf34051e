/**
 * The short name of a place in the source, as a link that jumps there: `:31`, in a notebook `[4]:2` with the cell counted from one, in
 * another file than the script `run.sh:3`.
 */
import type { SourceRange } from '../../src/profile/run-profile';
import { h } from '../dom';
import type { Page } from '../page';

export function placeLink(page: Page, at: SourceRange, key: string, onJump: () => void, script = at.path): Element {
  const { cell, line } = at;
  const file = at.path === script ? '' : at.path.slice(at.path.lastIndexOf('/') + 1);
  const text = cell === null ? `:${String(line)}` : `[${String(cell + 1)}]:${String(line)}`;
  const here = cell === null ? page.t('goToLine', { line }) : page.t('goToCellLine', { cell: cell + 1, line });
  const label = file === '' ? here : page.t('goToPlace', { place: file + text });
  return h(
    'button',
    { key, type: 'button', class: 'link place', title: label, aria: { label }, onClick: onJump },
    file !== '' && h('span', { class: 'place-file' }, file),
    text,
  );
}
