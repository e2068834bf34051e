/** A range on a scale that starts at zero, so that its width is honest: P10 to P90 with a tick at P50. */
import type { Quantiles } from '../../src/accounting/quantiles';
import { h } from '../dom';

/** Room at the right of P90, so that the end of the range is seen as an end. */
const headroom = 1.12;

/** `was` is a second tick: the figure that a what-if is held against. */
export function rangeBar(quantity: Quantiles, was: number | null, label: string): Element {
  const scale = Math.max(quantity.p90, was ?? 0) * headroom;
  const percent = (value: number): string => `${String((value / (scale > 0 ? scale : 1)) * 100)}%`;
  const span = h('div', { class: 'range-span' });
  span.style.insetInlineStart = percent(quantity.p10);
  span.style.inlineSize = percent(quantity.p90 - quantity.p10);
  const tick = h('div', { class: 'range-tick' });
  tick.style.insetInlineStart = percent(quantity.p50);
  const bar = h('div', { class: 'range-bar', role: 'img', aria: { label } }, span, tick);
  if (was !== null) {
    const wasTick = h('div', { class: 'range-tick was' });
    wasTick.style.insetInlineStart = percent(was);
    bar.append(wasTick);
  }
  return bar;
}
