/** No forecast can be made yet: what is missing, and the way to fill it in. */
import type { NoEstimate } from '../../src/assess/estimate';
import { button } from '../components';
import { h } from '../dom';
import type { Page } from '../page';
import { section } from './section';

export function renderProblem(page: Page, problem: NoEstimate): Element {
  return section(
    { id: 'no-forecast', title: page.t('problemTitle') },
    h('p', {}, problem.error),
    problem.missing.length > 0 && h('p', { class: 'muted' }, `${page.t('missingFacts')} ${problem.missing.join(', ')}`),
    button({
      label: page.t('answer'),
      key: 'answer',
      primary: true,
      onPress: () => {
        page.act('estimate');
      },
    }),
  );
}
