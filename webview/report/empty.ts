/** The page without figures: nothing open, nothing to train, still reading, or something went wrong. */
import type { ReportModel } from '../../src/assess/report-model';
import { button, progressRing } from '../components';
import { h } from '../dom';
import type { Page } from '../page';

type Empty = Extract<ReportModel, { readonly state: 'empty' }>;

export function emptyText(page: Page, reason: Empty['reason'], file: string | null): string {
  switch (reason) {
    case 'no-editor':
      return page.t('emptyNoEditor');
    case 'not-python':
      return file === null ? page.t('emptyNotPythonUnnamed') : page.t('emptyNotPython', { file });
    case 'no-training':
      return page.t('emptyNoTraining', { file: file ?? '' });
    case 'loading':
      return file === null ? page.t('emptyLoadingUnnamed') : page.t('emptyLoading', { file });
  }
}

export function renderEmpty(page: Page, model: Empty): Element {
  const text = emptyText(page, model.reason, model.fileName);
  if (model.reason === 'loading') return h('div', { class: 'loading' }, progressRing(text), h('p', {}, text));
  return h(
    'section',
    { class: 'empty' },
    h('p', {}, text),
    model.reason === 'no-training' && h('p', { class: 'muted' }, page.t('emptyNoTrainingHint')),
  );
}

export function renderError(page: Page, model: Extract<ReportModel, { readonly state: 'error' }>): Element {
  return h(
    'section',
    { class: 'empty' },
    h('h1', { class: 'file' }, model.fileName),
    h('p', { class: 'problem', role: 'alert' }, `${page.t('errorTitle')}: ${model.message}`),
    button({
      label: page.t('showLog'),
      key: 'show-log',
      onPress: () => {
        page.act('showLog');
      },
    }),
  );
}
