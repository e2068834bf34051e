/** A section with a head like those of the built-in views: small capitals, at most one action at its right. */
import { h } from '../dom';
import type { Child } from '../dom';

export interface SectionHead {
  readonly id: string;
  readonly title: string;
  readonly action?: Child;
}

export function section(head: SectionHead, ...children: Child[]): Element {
  const headingId = `${head.id}-heading`;
  return h(
    'section',
    { class: `section section-${head.id}`, aria: { labelledby: headingId } },
    h('div', { class: 'section-head' }, h('h2', { id: headingId }, head.title), head.action ?? null),
    ...children,
  );
}
