/** The top lines: which file and run, whether the figures are a forecast or a what-if, and the machine they hold for. */
import type { ReportModel } from '../../src/assess/report-model';
import type { Estimate } from '../../src/assess/estimate';
import { formatNumber } from '../../src/report/figures/number';
import { dropdown } from '../components';
import { h, linkButton } from '../dom';
import type { Page } from '../page';
import { launchLine } from './launch';

export type Ready = Extract<ReportModel, { readonly state: 'ready' }>;

export function renderHeader(page: Page, model: Ready): Element {
  return h(
    'header',
    { class: 'top' },
    h(
      'div',
      { class: 'title-line' },
      h('h1', { class: 'file', title: model.path }, model.fileName),
      model.runs.length > 1 && runSelector(page, model),
      model.estimate !== null && h('span', { class: 'tag' }, page.t(model.whatIf === true ? 'whatIf' : 'forecast')),
    ),
    model.estimate !== null && machineLine(page, model.estimate),
    model.launch !== undefined && model.launch !== null && launchLine(page, model.launch),
    model.syntaxBroken && h('p', { class: 'warning', role: 'note' }, page.t('syntaxBroken')),
    model.exhausted && h('p', { class: 'muted', role: 'note' }, page.t('exhausted')),
  );
}

function runSelector(page: Page, model: Ready): Element {
  return dropdown({
    name: page.t('runSelector'),
    key: 'run',
    options: model.runs.map((run) => run.label),
    selected: model.selectedRun,
    onSelect: (index) => {
      page.post({ type: 'selectRun', index });
    },
  });
}

function machineLine(page: Page, { machine, grid }: Estimate): Element {
  const pue = page.t('pue', { value: formatNumber(machine.pue.value, 2, page.locale) });
  const parts = [`${String(machine.count)}\u00a0× ${machine.hardwareName}`];
  if (machine.nodes > 1) parts.push(page.t('nodes', { count: machine.nodes }));
  parts.push(grid.name, pue);
  return h(
    'div',
    { class: 'machine-line' },
    h('p', { class: 'muted' }, parts.join(' · ')),
    linkButton(page.t('change'), {
      key: 'change-machine',
      aria: { label: page.t('changeHardware') },
      onClick: () => {
        page.act('chooseHardware');
      },
    }),
  );
}
