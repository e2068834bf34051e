/** With no hardware chosen: typical machines side by side instead of one false number. */
import { formatDuration } from '../../src/report/figures/duration';
import { formatCarbon, formatDurationRange, formatEnergy, withUnit } from '../../src/report/figures/quantity';
import type { TypicalMachine } from '../../src/assess/report-model';
import { button } from '../components';
import { h, linkButton } from '../dom';
import type { Page } from '../page';
import { section } from './section';

export function renderTypical(page: Page, machines: readonly TypicalMachine[]): Element {
  return section(
    { id: 'typical', title: page.t('sectionTypical') },
    h('p', { class: 'muted' }, page.t('typicalIntro')),
    h(
      'table',
      { class: 'typical' },
      h('thead', {}, h('tr', {}, ...(['time', 'energy', 'carbon'] as const).map((key) => h('th', { scope: 'col' }, page.t(key))))),
      ...machines.map((machine) => machineRows(page, machine)),
    ),
    button({
      label: page.t('chooseHardware'),
      key: 'choose-hardware',
      primary: true,
      onPress: () => {
        page.act('chooseHardware');
      },
    }),
  );
}

/** The name on a line of its own, the figures under it: three columns fit where five would not. */
function machineRows(page: Page, { hardware, name, estimate }: TypicalMachine): Element {
  const energy = formatEnergy(estimate.energyKwh, page.locale);
  const carbon = formatCarbon(estimate.carbonKg, page.locale);
  const verdict = { yes: 'fits', no: 'fitsNot', unknown: 'fitsUnknown' } as const;
  const fitClass = estimate.memory.fits === 'no' ? 'inline-note problem' : 'inline-note';
  const use = linkButton(page.t('useMachine'), {
    key: `use ${hardware}`,
    aria: { label: page.t('useMachineLabel', { name }) },
    onClick: () => {
      page.post({ type: 'useHardware', hardware });
    },
  });
  return h(
    'tbody',
    {},
    h(
      'tr',
      {},
      h(
        'th',
        { scope: 'rowgroup', colSpan: 2 },
        h('span', { class: 'machine' }, name),
        h('span', { class: fitClass }, ` · ${page.t(verdict[estimate.memory.fits])}`),
      ),
      h('td', { class: 'use' }, use),
    ),
    h(
      'tr',
      {},
      figureCell(formatDuration(estimate.durationHours.p50, page.locale), formatDurationRange(estimate.durationHours, page.locale)),
      figureCell(withUnit(energy), energy.range),
      figureCell(withUnit(carbon), carbon.range),
    ),
  );
}

function figureCell(figure: string, range: string): Element {
  return h('td', {}, h('span', { class: 'figure' }, figure), range !== '' && h('span', { class: 'note' }, range));
}
