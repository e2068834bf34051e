/** A changed run, machine or grid, with a verb that is true: it edits code, changes the launch, or only compares. */
import type { Alternative } from '../../src/advice/alternative';
import type { Estimate } from '../../src/assess/estimate';
import { button, link } from '../components';
import { h, linkButton } from '../dom';
import type { Child } from '../dom';
import type { Page } from '../page';
import { comparisonTable } from './comparison';
import { measureItem, unfoldLink } from './measure';
import { savingBar, savingFigure } from './saving';

export function renderAlternative(page: Page, alternative: Alternative, now: Estimate | null, isFirst: boolean): Element {
  const { title, detail, accuracy, saving } = alternative;
  const key = `alternative ${alternative.id}`;
  const whyKey = `${key} why`;
  const compareKey = `${key} compare`;
  const unfolded: Child[] = [];
  if (now !== null && page.isUnfolded(compareKey)) unfolded.push(comparisonTable(page, now, alternative));
  if (page.isUnfolded(whyKey)) unfolded.push(why(page, alternative, key));
  return measureItem({
    key,
    title,
    place: null,
    saving: savingFigure(page, saving, null),
    bar: savingBar(saving),
    lines: [detail, accuracy],
    actions: [
      ...verbActions(page, alternative, key, isFirst),
      now !== null && alternative.verb !== 'compare' && compareLink(page, compareKey, title),
      unfoldLink(page, whyKey, page.t('why'), page.t('whyAbout', { title })),
    ],
    unfolded,
  });
}

function compareLink(page: Page, key: string, title: string): Element {
  return unfoldLink(page, key, page.t('verbCompare'), page.t('aboutMeasure', { verb: page.t('verbCompare'), title }));
}

function verbActions(page: Page, alternative: Alternative, key: string, isFirst: boolean): Child[] {
  const { id, title, verb } = alternative;
  if (verb === 'compare') {
    const compareKey = `${key} compare`;
    return [
      button({
        label: page.t('verbCompare'),
        name: page.t('aboutMeasure', { verb: page.t('verbCompare'), title }),
        key: compareKey,
        primary: isFirst,
        onPress: () => {
          page.fold(compareKey, !page.isUnfolded(compareKey));
        },
      }),
    ];
  }
  const label = page.t(verb === 'edit-code' ? 'verbEditCode' : 'verbChangeLaunch');
  return [
    button({
      label,
      name: page.t('aboutMeasure', { verb: label, title }),
      key: `${key} apply`,
      primary: isFirst,
      onPress: () => {
        page.post({ type: 'applyAlternative', id });
      },
    }),
    alternative.edits.length > 0 &&
      linkButton(page.t('preview'), {
        key: `${key} preview`,
        aria: { label: page.t('aboutMeasure', { verb: page.t('preview'), title }) },
        onClick: () => {
          page.post({ type: 'previewAlternative', id });
        },
      }),
  ];
}

/** The source in full; an address in it becomes a link. */
function why(page: Page, alternative: Alternative, key: string): Element {
  const { source, id } = alternative;
  const address = /https:\/\/[^\s)]+[^\s).,;]/.exec(source)?.[0];
  if (address === undefined) {
    const open = linkButton(page.t('openSource'), {
      key: `${key} source`,
      onClick: () => {
        page.post({ type: 'openSource', id });
      },
    });
    return h('p', { class: 'why' }, `${page.t('sourcePrefix', { source })} `, open);
  }
  const [before = '', after = ''] = page.t('sourcePrefix', { source }).split(address);
  return h('p', { class: 'why' }, before, link(address, address), after);
}
