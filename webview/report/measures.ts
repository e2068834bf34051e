/** Findings and alternatives as one ranked list: what it saves, what it costs in accuracy, and what pressing the button does. */
import type { Measure } from '../../src/assess/report-model';
import { section } from './section';
import { h, linkButton } from '../dom';
import type { Page } from '../page';
import { renderAlternative } from './alternative';
import { renderFinding } from './finding';
import type { Ready } from './header';

/** How many are shown before the person asks for all. */
const shownAtFirst = 3;

export function renderMeasures(page: Page, model: Ready): Element {
  const { measures } = model;
  const shown = page.showsAllMeasures ? measures : measures.slice(0, shownAtFirst);
  return section(
    { id: 'measures', title: page.t('sectionMeasures'), action: measures.length > shownAtFirst && showAllLink(page, measures.length) },
    measures.length === 0
      ? h('p', { class: 'muted' }, page.t('noMeasures'))
      : h('ol', { class: 'measures', role: 'list' }, ...shown.map((measure, index) => renderMeasure(page, measure, index === 0, model))),
  );
}

function renderMeasure(page: Page, measure: Measure, isFirst: boolean, model: Ready): Element {
  return measure.kind === 'finding'
    ? renderFinding(page, measure, isFirst)
    : renderAlternative(page, measure.alternative, model.estimate, isFirst);
}

function showAllLink(page: Page, count: number): Element {
  const all = page.showsAllMeasures;
  return linkButton(all ? page.t('showFewer') : page.t('showAll', { count }), {
    key: 'all-measures',
    aria: { expanded: all, label: all ? page.t('showFewerLabel') : page.t('showAllLabel', { count }) },
    onClick: () => {
      page.showAllMeasures(!all);
    },
  });
}
