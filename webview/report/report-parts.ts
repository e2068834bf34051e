/** Which parts the page has for a model, in the order of the reader's questions. */
import type { MachineDescription } from '../../src/assess/estimate';
import type { LaunchPart, ReportModel } from '../../src/assess/report-model';
import { h } from '../dom';
import type { Page } from '../page';
import type { Part } from '../parts';
import { renderBreakdown } from './breakdown';
import { renderDrivers } from './drivers';
import { renderEmpty, renderError } from './empty';
import { renderFinding } from './finding';
import { renderFooter, renderMethods } from './footer';
import { renderHeader } from './header';
import type { Ready } from './header';
import { renderHeadline } from './headline';
import { renderInputs } from './inputs';
import { renderLaunch } from './launch';
import { renderMeasures } from './measures';
import { renderProblem } from './problem';
import { section } from './section';
import { renderTypical } from './typical';

type PartBody = Omit<Part, 'data'> & { readonly data: readonly unknown[] };

export function reportParts(page: Page, model: ReportModel): Part[] {
  // The texts are part of what every part shows.
  return bodies(page, model).map((part) => ({ ...part, data: [page.locale, page.t('forecast'), page.t('sectionInputs'), ...part.data] }));
}

function bodies(page: Page, model: ReportModel): PartBody[] {
  switch (model.state) {
    case 'error':
      return [{ id: 'error', data: [model], render: () => renderError(page, model) }];
    case 'empty':
      return [
        { id: 'empty', data: [model.reason, model.fileName], render: () => renderEmpty(page, model) },
        ...(model.findings.length > 0 ? [findingsAlone(page, model)] : []),
      ];
    case 'ready':
      return ready(page, model);
  }
}

function findingsAlone(page: Page, { findings }: Extract<ReportModel, { readonly state: 'empty' }>): PartBody {
  return {
    id: 'findings',
    data: [findings, page.unfolded],
    render: () =>
      section(
        { id: 'measures', title: page.t('sectionFindings') },
        h('ol', { class: 'measures', role: 'list' }, ...findings.map((finding) => renderFinding(page, finding, false))),
      ),
  };
}

function launchPart(page: Page, launch: LaunchPart | null, machine: MachineDescription | undefined): PartBody[] {
  return launch === null ? [] : [{ id: 'launch', data: [launch, machine], render: () => renderLaunch(page, launch, machine) }];
}

function ready(page: Page, model: Ready): PartBody[] {
  const { estimate, problem } = model;
  const parts: PartBody[] = [
    {
      id: 'header',
      data: [
        model.path,
        model.runs,
        model.selectedRun,
        model.syntaxBroken,
        model.exhausted,
        estimate?.machine,
        estimate?.grid,
        model.whatIf,
        model.launch,
      ],
      render: () => renderHeader(page, model),
    },
  ];
  if (problem !== null) parts.push({ id: 'problem', data: [problem], render: () => renderProblem(page, problem) });
  if (estimate !== null) {
    parts.push({ id: 'headline', data: [estimate, model.comparedWith, model.inputs], render: () => renderHeadline(page, estimate, model) });
  } else if (model.typical.length > 0) {
    parts.push({ id: 'typical', data: [model.typical], render: () => renderTypical(page, model.typical) });
  }
  parts.push(
    {
      id: 'measures',
      data: [model.measures, estimate, page.showsAllMeasures, page.unfolded],
      render: () => renderMeasures(page, model),
    },
    ...launchPart(page, model.launch ?? null, estimate?.machine),
    {
      id: 'inputs',
      data: [model.inputs, estimate?.assumptions, model.comparedWith?.basis, page.edit?.key, page.edit?.invalid],
      render: () => renderInputs(page, model),
    },
  );
  if (estimate === null) return parts;
  if (estimate.drivers.length > 0) parts.push({ id: 'drivers', data: [estimate.drivers], render: () => renderDrivers(page, estimate) });
  parts.push({ id: 'breakdown', data: [estimate.breakdown, estimate.arithmetic.boundBy], render: () => renderBreakdown(page, estimate) });
  if (estimate.methods.length > 0) parts.push({ id: 'methods', data: [estimate.methods], render: () => renderMethods(page, estimate) });
  parts.push({ id: 'footer', data: [estimate.grid, estimate.machine, estimate.cost?.source], render: () => renderFooter(page, estimate) });
  return parts;
}
