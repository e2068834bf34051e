/** How long and how much: the duration large, then energy, carbon, cost and memory with their ranges. */
import type { Estimate, MemoryFit } from '../../src/assess/estimate';
import type { Comparison } from '../../src/assess/report-model';
import { formatDuration } from '../../src/report/figures/duration';
import { formatChange, formatNumber } from '../../src/report/figures/number';
import { formatCarbon, formatCost, formatDurationRange, formatEnergy, formatMemory, withUnit } from '../../src/report/figures/quantity';
import type { FormattedQuantity } from '../../src/report/figures/quantity';
import { h } from '../dom';
import type { Child } from '../dom';
import type { Page } from '../page';
import { arithmeticLine } from './arithmetic';
import type { Ready } from './header';
import { rangeBar } from './range-bar';

export function renderHeadline(page: Page, estimate: Estimate, model: Ready): Element {
  const { durationHours } = estimate;
  const range = formatDurationRange(durationHours, page.locale);
  const low = formatDuration(durationHours.p10, page.locale);
  const middle = formatDuration(durationHours.p50, page.locale);
  const high = formatDuration(durationHours.p90, page.locale);
  const compared = model.comparedWith ?? null;
  return h(
    'section',
    { class: 'headline', aria: { label: page.t('sectionForecast') } },
    bigDuration(middle),
    rangeBar(durationHours, compared?.estimate.durationHours.p50 ?? null, page.t('rangeBarLabel', { low, middle, high })),
    h('p', { class: 'muted range-caption' }, range === '' ? page.t('durationExact') : page.t('durationRange', { range })),
    figures(page, estimate),
    arithmeticLine(page, estimate, model.inputs),
    compared !== null && comparedLine(page, estimate, compared),
  );
}

/** Digits large, units small: `3 h 05 min` is read as two numbers. */
function bigDuration(duration: string): Element {
  const words = duration.split('\u00a0').map((word) => h('span', { class: /\d/.test(word) ? 'digits' : 'unit' }, word));
  return h('p', { class: 'duration' }, ...words.flatMap((word): Child[] => [word, ' ']));
}

function figures(page: Page, estimate: Estimate): Element {
  const { locale } = page;
  const { cost, embodiedKg, memory } = estimate;
  return h(
    'table',
    { class: 'figures' },
    h(
      'thead',
      { class: 'visually-hidden' },
      h('tr', {}, ...(['quantity', 'expected', 'unit', 'range'] as const).map((key) => h('th', { scope: 'col' }, page.t(key)))),
    ),
    h(
      'tbody',
      {},
      figureRow(page.t('energy'), formatEnergy(estimate.energyKwh, locale)),
      figureRow(page.t('carbon'), formatCarbon(estimate.carbonKg, locale)),
      embodiedKg !== null && figureRow(page.t('embodied'), formatCarbon(embodiedKg, locale), page.t('embodiedNote')),
      cost !== null && figureRow(page.t('cost'), formatCost(cost, locale)),
      memoryRow(page, memory),
    ),
  );
}

function figureRow(label: string, quantity: FormattedQuantity, note?: string): Element {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, label, note !== undefined && h('span', { class: 'inline-note' }, ` · ${note}`)),
    h('td', { class: 'number' }, quantity.figure),
    h('td', { class: 'unit' }, quantity.unit),
    h('td', { class: 'range' }, quantity.range),
  );
}

function memoryRow(page: Page, memory: MemoryFit): Element {
  const peak = memory.peakGiB === null ? null : formatMemory(memory.peakGiB, page.locale);
  const available = memory.availableGib === null ? null : formatNumber(memory.availableGib, 0, page.locale);
  const verdict = { yes: 'fits', no: 'fitsNot', unknown: 'fitsUnknown' } as const;
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      page.t('memory'),
      ' · ',
      h('span', { class: memory.fits === 'no' ? 'inline-note problem' : 'inline-note' }, page.t(verdict[memory.fits])),
    ),
    h('td', { class: 'number' }, peak?.figure ?? '–'),
    h('td', { class: 'unit' }, available === null ? (peak?.unit ?? '') : page.t('memoryOf', { available })),
    h('td', { class: 'range' }, peak?.range ?? ''),
  );
}

function comparedLine(page: Page, estimate: Estimate, compared: Comparison): Element {
  const was = compared.estimate.carbonKg;
  const change = was.p50 > 0 ? estimate.carbonKg.p50 / was.p50 - 1 : 0;
  const carbon = withUnit(formatCarbon(was, page.locale));
  const key = compared.basis === 'written' ? 'comparedWritten' : 'comparedPinned';
  return h('p', { class: 'compared' }, page.t(key, { change: formatChange(change, page.locale), carbon }));
}
