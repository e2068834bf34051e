/** What a screen reader says when the figures change: the headline in one sentence. */
import type { ReportModel } from '../../src/assess/report-model';
import { formatDuration } from '../../src/report/figures/duration';
import { formatCarbon, formatEnergy, withUnit } from '../../src/report/figures/quantity';
import type { Page } from '../page';
import { emptyText } from './empty';

export function announcement(page: Page, model: ReportModel): string {
  if (model.state === 'error') return `${page.t('errorTitle')}: ${model.message}`;
  if (model.state === 'empty') return emptyText(page, model.reason, model.fileName);
  if (model.estimate === null) return `${model.fileName}: ${model.problem?.error ?? page.t('typicalIntro')}`;
  const { durationHours, energyKwh, carbonKg } = model.estimate;
  return page.t('announceForecast', {
    file: model.fileName,
    duration: formatDuration(durationHours.p50, page.locale),
    energy: withUnit(formatEnergy(energyKwh, page.locale)),
    carbon: withUnit(formatCarbon(carbonKg, page.locale)),
  });
}
