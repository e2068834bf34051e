/** A costly pattern of the file, with its fix. */
import type { FindingMeasure } from '../../src/assess/report-model';
import type { FindingReference } from '../../src/protocol/messages';
import type { Finding } from '../../src/rules/finding';
import { button } from '../components';
import { h, linkButton } from '../dom';
import type { Child } from '../dom';
import type { Page } from '../page';
import { measureItem, unfoldLink } from './measure';
import { placeLink } from './place';
import { savingBar, savingFigure } from './saving';

export function renderFinding(page: Page, { title, finding, saving }: FindingMeasure, isFirst: boolean): Element {
  const reference: FindingReference = { rule: finding.rule, line: finding.line, column: finding.column, cell: finding.cell };
  const key = `finding ${finding.rule} ${String(finding.cell)}:${String(finding.line)}:${String(finding.column)}`;
  const whyKey = `${key} why`;
  return measureItem({
    key,
    title,
    place: placeLink(page, finding, `${key} place`, () => {
      page.post({ type: 'jumpToFinding', finding: reference });
    }),
    saving: savingFigure(page, saving, finding),
    bar: savingBar(saving),
    lines: [finding.message],
    actions: [
      ...fixActions(page, finding, reference, key, isFirst),
      unfoldLink(page, whyKey, page.t('why'), page.t('whyAbout', { title })),
    ],
    unfolded: page.isUnfolded(whyKey) ? [why(page, finding, reference, key)] : [],
  });
}

function fixActions(page: Page, finding: Finding, reference: FindingReference, key: string, isFirst: boolean): Child[] {
  const fix = finding.fixes[0];
  if (fix === undefined) return [];
  return [
    button({
      label: page.t('verbEditCode'),
      name: page.t('aboutMeasure', { verb: page.t('verbEditCode'), title: fix.title }),
      key: `${key} apply`,
      primary: isFirst,
      onPress: () => {
        page.post({ type: 'applyFix', finding: reference, fix: 0 });
      },
    }),
    linkButton(page.t('preview'), {
      key: `${key} preview`,
      title: fix.title,
      aria: { label: page.t('aboutMeasure', { verb: page.t('preview'), title: fix.title }) },
      onClick: () => {
        page.post({ type: 'previewFix', finding: reference, fix: 0 });
      },
    }),
  ];
}

function why(page: Page, finding: Finding, reference: FindingReference, key: string): Element {
  const evidence = { energy: 'evidenceEnergy', time: 'evidenceTime', none: 'evidenceNone' } as const;
  const { saving } = finding;
  const basis = saving === null ? '' : `${page.t('sourcePrefix', { source: saving.source })} (${page.t(evidence[saving.evidence])}). `;
  return h(
    'p',
    { class: 'why' },
    basis,
    linkButton(page.t('rulePage'), {
      key: `${key} rule`,
      aria: { label: `${page.t('rulePage')}: ${finding.rule}` },
      onClick: () => {
        page.post({ type: 'openRule', finding: reference });
      },
    }),
  );
}
