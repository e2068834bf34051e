/** Where the energy goes: one bar, and under it the table that is its legend. Whole percents that add up to 100. */
import type { BreakdownPart, Estimate } from '../../src/assess/estimate';
import type { StringKey } from '../../src/protocol/strings';
import { formatNumber, noBreakSpace } from '../../src/report/figures/number';
import { formatEnergyPart, withUnit } from '../../src/report/figures/quantity';
import { wholePercents } from '../../src/report/figures/shares';
import { h } from '../dom';
import type { Page } from '../page';
import { section } from './section';

const parts: readonly { readonly part: BreakdownPart; readonly label: StringKey }[] = [
  { part: 'accelerators', label: 'partAccelerators' },
  { part: 'cpu', label: 'partCpu' },
  { part: 'memory', label: 'partMemory' },
  { part: 'facility', label: 'partFacility' },
];

export function renderBreakdown(page: Page, estimate: Estimate): Element {
  const energies = parts.map(({ part }) => estimate.breakdown[part].energyKwh);
  const total = energies.reduce((sum, energy) => sum + energy.p50, 0);
  const percents = wholePercents(energies.map((energy) => energy.p50));
  const bar = h('div', { class: 'stack', aria: { hidden: true } });
  const rows = parts.map(({ part, label }, index) => {
    const energy = energies[index] ?? { p10: 0, p50: 0, p90: 0 };
    const segment = h('div', { class: `segment ${part}` });
    // In percent: segments that grow by less than one in all would leave the bar partly empty.
    segment.style.flexGrow = String(total > 0 ? (energy.p50 / total) * 100 : 0);
    bar.append(segment);
    const formatted = formatEnergyPart(energy, estimate.energyKwh, page.locale);
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, h('span', { class: `swatch ${part}`, aria: { hidden: true } }), page.t(label)),
      h('td', { class: 'number' }, withUnit(formatted)),
      h('td', { class: 'range' }, formatted.range),
      h('td', { class: 'number percent' }, `${formatNumber(percents[index] ?? 0, 0, page.locale)}${noBreakSpace}%`),
    );
  });
  return section(
    { id: 'breakdown', title: page.t('sectionBreakdown') },
    bar,
    h(
      'table',
      { class: 'breakdown-table' },
      h(
        'thead',
        { class: 'visually-hidden' },
        h('tr', {}, ...(['part', 'energy', 'range', 'share'] as const).map((key) => h('th', { scope: 'col' }, page.t(key)))),
      ),
      h('tbody', {}, ...rows),
    ),
    boundLine(page, estimate),
  );
}

function boundLine(page: Page, { arithmetic }: Estimate): Element | null {
  const texts = {
    compute: 'boundCompute',
    memory: 'boundMemory',
    launch: 'boundLaunch',
    loader: 'boundLoader',
    communication: 'boundCommunication',
  } as const;
  return arithmetic.boundBy === 'given' ? null : h('p', { class: 'muted' }, page.t(texts[arithmetic.boundBy]));
}
