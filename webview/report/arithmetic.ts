/** The line of arithmetic behind the duration; its factors lead to the inputs they come from. */
import type { Arithmetic, Estimate } from '../../src/assess/estimate';
import type { InputRow } from '../../src/assess/report-model';
import { formatDuration } from '../../src/report/figures/duration';
import { formatFactor } from '../../src/report/figures/number';
import { h, linkButton } from '../dom';
import type { Page } from '../page';
import { assumptionsBesides, isAssumed } from './assumed';

/** The key of the element of an input's row that takes the focus. */
export function inputFocusKey(key: string): string {
  return `input ${key}`;
}

export const assumptionsKey = 'assumptions';

export function arithmeticLine(page: Page, estimate: Estimate, inputs: readonly InputRow[]): Element {
  const { factors, startUpSeconds } = estimate.arithmetic;
  const line = h('p', { class: 'arithmetic' });
  factors.forEach((factor, index) => {
    line.append(index > 0 ? ' × ' : '', factorElement(page, factor, inputs));
  });
  if (startUpSeconds > 0 && factors.length > 0) {
    line.append(' + ', h('span', { class: 'nowrap' }, page.t('startUp', { duration: formatDuration(startUpSeconds / 3600, page.locale) })));
  }
  const assumed = assumedLink(page, estimate, inputs);
  if (assumed !== null) line.append(factors.length > 0 ? ' · ' : '', assumed);
  return line;
}

function factorElement(page: Page, factor: Arithmetic['factors'][number], inputs: readonly InputRow[]): Node {
  const text = `${formatFactor(factor.value, page.locale)}\u00a0${factor.label}`;
  const input = inputs.find((row) => row.key === factor.fact);
  if (input === undefined) return h('span', {}, text);
  return linkButton(text, {
    key: `factor ${factor.label}`,
    title: page.t('factorTitle'),
    class: factor.assumed ? 'assumed' : '',
    onClick: () => {
      page.focus(inputFocusKey(input.key));
    },
  });
}

function assumedLink(page: Page, estimate: Estimate, inputs: readonly InputRow[]): Element | null {
  const firstAssumed = inputs.find(isAssumed);
  const count = inputs.filter(isAssumed).length + assumptionsBesides(inputs, estimate.assumptions).length;
  if (count === 0) return null;
  return linkButton(count === 1 ? page.t('assumedOne') : page.t('assumedMany', { count }), {
    key: 'assumed',
    class: 'assumed',
    title: page.t('assumedTitle'),
    onClick: () => {
      page.focus(firstAssumed === undefined ? assumptionsKey : inputFocusKey(firstAssumed.key));
    },
  });
}
