/** The frame that findings and alternatives share. */
import { h, linkButton } from '../dom';
import type { Child } from '../dom';
import type { Page } from '../page';

export interface MeasureParts {
  readonly key: string;
  readonly title: string;
  readonly place: Child;
  readonly saving: Child;
  readonly bar: Child;
  readonly lines: readonly string[];
  readonly actions: readonly Child[];
  readonly unfolded: readonly Child[];
}

export function measureItem(parts: MeasureParts): Element {
  return h(
    'li',
    { class: 'measure' },
    h(
      'div',
      { class: 'measure-head' },
      h(
        'h3',
        {},
        parts.title,
        parts.place === null || parts.place === false ? null : h('span', { class: 'measure-place' }, ' ', parts.place),
      ),
      parts.saving,
    ),
    parts.bar,
    ...parts.lines.filter((line) => line !== '').map((line) => h('p', { class: 'muted' }, line)),
    h('div', { class: 'actions' }, ...parts.actions),
    ...parts.unfolded,
  );
}

/** A link that unfolds more under the measure, and folds it again. */
export function unfoldLink(page: Page, key: string, label: string, name: string): Element {
  const isUnfolded = page.isUnfolded(key);
  return linkButton(label, {
    key,
    aria: { label: name, expanded: isUnfolded },
    onClick: () => {
      page.fold(key, !isUnfolded);
    },
  });
}
