/** A thin bar for one share of a whole; the figure stands beside it as text. */
import { h } from '../dom';

export function shareBar(share: number): Element {
  const filled = h('div', { class: 'share-filled' });
  filled.style.inlineSize = `${String(Math.min(1, Math.max(0, share)) * 100)}%`;
  return h('div', { class: 'share-bar', aria: { hidden: true } }, filled);
}
