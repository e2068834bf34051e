/** This script now and with an alternative, quantity by quantity. */
import type { Quantiles } from '../../src/accounting/quantiles';
import type { Alternative } from '../../src/advice/alternative';
import type { Estimate } from '../../src/assess/estimate';
import { formatDuration } from '../../src/report/figures/duration';
import { noBreakSpace, formatChange } from '../../src/report/figures/number';
import { formatCarbon, formatCost, formatDurationRange, formatEnergy, formatMemory, withUnit } from '../../src/report/figures/quantity';
import type { FormattedQuantity } from '../../src/report/figures/quantity';
import { h } from '../dom';
import type { Child } from '../dom';
import type { Page } from '../page';

interface Cell {
  readonly figure: string;
  readonly range: string;
  readonly middle: number;
}

export function comparisonTable(page: Page, now: Estimate, alternative: Alternative): Element {
  const then = alternative.estimate;
  const { locale } = page;
  const cell = (quantity: Quantiles | null | undefined, format: (quantity: Quantiles) => FormattedQuantity): Cell | null =>
    quantity === null || quantity === undefined ? null : { ...shown(format(quantity)), middle: quantity.p50 };
  const duration = ({ durationHours }: Estimate): Cell => ({
    figure: formatDuration(durationHours.p50, locale),
    range: formatDurationRange(durationHours, locale),
    middle: durationHours.p50,
  });
  const energy = (estimate: Estimate): Cell | null => cell(estimate.energyKwh, (quantity) => formatEnergy(quantity, locale));
  const carbon = (estimate: Estimate): Cell | null => cell(estimate.carbonKg, (quantity) => formatCarbon(quantity, locale));
  const cost = ({ cost }: Estimate): Cell | null =>
    cell(cost, (quantity) => formatCost({ ...quantity, currency: cost?.currency ?? '' }, locale));
  const memory = (estimate: Estimate): Cell | null => cell(estimate.memory.peakGiB, (quantity) => formatMemory(quantity, locale));
  return h(
    'table',
    { class: 'comparison', aria: { label: page.t('comparisonLabel', { title: alternative.title }) } },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, page.t('quantity'))),
        h('th', { scope: 'col' }, page.t('compareNow')),
        h('th', { scope: 'col' }, page.t('compareThen')),
      ),
    ),
    h(
      'tbody',
      {},
      row(page, page.t('time'), duration(now), duration(then)),
      row(page, page.t('energy'), energy(now), energy(then)),
      row(page, page.t('carbon'), carbon(now), carbon(then)),
      row(page, page.t('cost'), cost(now), cost(then)),
      row(page, page.t('memory'), memory(now), memory(then)),
    ),
  );
}

function shown(quantity: FormattedQuantity): { readonly figure: string; readonly range: string } {
  return { figure: withUnit(quantity), range: quantity.range };
}

function row(page: Page, label: string, now: Cell | null, then: Cell | null): Element | null {
  if (now === null && then === null) return null;
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, label),
    h('td', {}, ...figure(page, now)),
    h('td', {}, ...figure(page, then), now !== null && then !== null && changeNote(page, now, then)),
  );
}

function figure(page: Page, cell: Cell | null): Child[] {
  if (cell === null) return [h('span', { class: 'muted' }, page.t('notKnown'))];
  return [cell.figure, cell.range !== '' && h('span', { class: 'note' }, cell.range)];
}

function changeNote(page: Page, now: Cell, then: Cell): Element | null {
  if (now.middle <= 0 || then.middle === now.middle) return null;
  return h('span', { class: 'note change' }, `${formatChange(then.middle / now.middle - 1, page.locale)}${noBreakSpace}%`);
}
