/** Which quantities cause the width of the range, and what would narrow it. */
import type { Driver, Estimate } from '../../src/assess/estimate';
import { formatPercent } from '../../src/report/figures/number';
import { h } from '../dom';
import type { Page } from '../page';
import { section } from './section';
import { shareBar } from './share-bar';

/** A quantity that would be shown with 0 % drives nothing. */
function isSeen({ share }: Driver): boolean {
  return share >= 0.005;
}

export function renderDrivers(page: Page, { drivers }: Estimate): Element {
  return section(
    { id: 'drivers', title: page.t('sectionDrivers') },
    h(
      'table',
      { class: 'drivers' },
      h(
        'thead',
        { class: 'visually-hidden' },
        h('tr', {}, ...(['driver', 'driverShare'] as const).map((key) => h('th', { scope: 'col' }, page.t(key)))),
      ),
      h(
        'tbody',
        {},
        ...drivers
          .filter(isSeen)
          .map(({ quantity, share, narrowBy }) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, quantity, narrowBy !== '' && h('span', { class: 'note' }, narrowBy)),
              h('td', { class: 'share' }, shareBar(share), h('span', { class: 'number' }, formatPercent(share, page.locale))),
            ),
          ),
      ),
    ),
  );
}
