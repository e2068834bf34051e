/** What a measure saves: one figure, its range, and a thin bar that makes the ranking visible. */
import type { Alternative } from '../../src/advice/alternative';
import { formatChange } from '../../src/report/figures/number';
import type { Finding } from '../../src/rules/finding';
import { h } from '../dom';
import type { Page } from '../page';

export type SavingRange = Alternative['saving'];

/** From the re-estimate where there is one, otherwise the share that the rule's source gives. */
export function savingFigure(page: Page, saving: SavingRange | null, finding: Finding | null): Element | null {
  if (saving !== null) return reestimated(page, saving);
  const share = finding?.saving?.energyShare ?? null;
  if (share === null || share.high <= 0) return null;
  return h('span', { class: 'saving muted' }, page.t('savingUpTo', { change: formatChange(-share.high, page.locale) }));
}

function reestimated(page: Page, saving: SavingRange): Element {
  const change = formatChange(saving.p50, page.locale);
  const [weak, strong] = weakAndStrong(saving).map((share) => formatChange(share, page.locale));
  const low = weak ?? change;
  const high = strong ?? change;
  return h(
    'span',
    { class: 'saving' },
    h('strong', {}, page.t(saving.quantity === 'energy' ? 'savingEnergy' : 'savingCarbon', { change })),
    ' ',
    low !== high &&
      h('span', { class: 'saving-range', title: page.t('savingRangeLabel', { low, high }) }, `[${page.t('savingRange', { low, high })}]`),
  );
}

/** Length = share saved at P50; the lighter end reaches to the best case, the gap in it marks the worst. */
export function savingBar(saving: SavingRange | null): Element | null {
  if (saving === null) return null;
  const [weak, strong] = weakAndStrong(saving).map((share) => Math.min(1, Math.max(0, -share)));
  const middle = Math.min(1, Math.max(0, -saving.p50));
  const bar = h('div', { class: 'saving-bar', aria: { hidden: true } });
  for (const [name, share] of [
    ['strong', strong ?? middle],
    ['middle', middle],
    ['weak', weak ?? middle],
  ] as const) {
    const part = h('div', { class: `saving-${name}` });
    part.style.inlineSize = `${String(share * 100)}%`;
    bar.append(part);
  }
  return bar;
}

/** The least and the most that is saved; a saving is a negative change. */
function weakAndStrong(saving: SavingRange): [number, number] {
  return [Math.max(saving.p10, saving.p90), Math.min(saving.p10, saving.p90)];
}
