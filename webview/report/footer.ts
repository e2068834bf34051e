/** What the figures stand on: grid, year, scope, source, the peers' figures, and the way to the method and the exports. */
import type { Estimate } from '../../src/assess/estimate';
import { exactly } from '../../src/accounting/quantiles';
import { formatNumber } from '../../src/report/figures/number';
import { formatCarbon, formatEnergy, withUnit } from '../../src/report/figures/quantity';
import { h, linkButton } from '../dom';
import type { Page } from '../page';
import { section } from './section';

/** How the calculators call themselves. */
const peerNames: Readonly<Record<string, string>> = {
  'ml-co2-impact': 'ML CO2 Impact',
  'green-algorithms': 'Green Algorithms',
  codecarbon: 'CodeCarbon',
  'cloud-carbon-footprint': 'Cloud Carbon Footprint',
};

export function renderMethods(page: Page, { methods }: Estimate): Element {
  return section(
    { id: 'methods', title: page.t('sectionMethods') },
    h(
      'table',
      { class: 'methods' },
      h('thead', {}, h('tr', {}, ...(['method', 'energy', 'carbon'] as const).map((key) => h('th', { scope: 'col' }, page.t(key))))),
      h(
        'tbody',
        {},
        ...methods.flatMap(({ method, energyKwh, carbonKg, why }) => [
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, peerNames[method] ?? method),
            h('td', { class: 'number' }, withUnit(formatEnergy(exactly(energyKwh), page.locale))),
            h('td', { class: 'number' }, withUnit(formatCarbon(exactly(carbonKg), page.locale))),
          ),
          h('tr', { class: 'why' }, h('td', { class: 'muted', colSpan: 3 }, why)),
        ]),
      ),
    ),
  );
}

export function renderFooter(page: Page, estimate: Estimate): Element {
  const { grid, machine, cost } = estimate;
  const scope = { lifecycle: 'scopeLifecycle', direct: 'scopeDirect', given: 'scopeGiven' } as const;
  const gridLine = page.t(grid.year === null ? 'gridLineNoYear' : 'gridLine', {
    intensity: formatNumber(grid.intensityGramsPerKwh, 0, page.locale),
    name: grid.name,
    year: grid.year ?? '',
    scope: page.t(scope[grid.scope]),
    source: grid.source,
  });
  const pueLine = page.t('pueLine', { value: formatNumber(machine.pue.value, 2, page.locale), source: machine.pue.source });
  const lines = [page.t('modelled'), gridLine, pueLine];
  if (cost !== null) lines.push(page.t('costLine', { source: cost.source }));
  return h(
    'footer',
    {},
    h('p', {}, lines.join(' ')),
    h(
      'p',
      { class: 'footer-links' },
      linkButton(page.t('howComputed'), {
        key: 'method',
        onClick: () => {
          page.act('openMethod');
        },
      }),
      linkButton(page.t('export'), {
        key: 'export',
        onClick: () => {
          page.act('export');
        },
      }),
    ),
  );
}
