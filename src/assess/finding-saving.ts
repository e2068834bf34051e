/** What a finding saves of this very run: the forecast with and without it, or, where its fix changes no fact, the published share. */
import type { Quantiles } from '../accounting/quantiles';
import { scaled } from '../accounting/quantiles';
import { fromFindings } from '../advice/from-findings';
import type { AdviceRequest } from '../advice/request';
import { savingOf } from '../advice/saving';
import type { Finding } from '../rules/finding';
import type { Estimate } from './estimate';

export type FindingSaving =
  /** Energy and carbon of one run that the change of its facts saves, both forecast. */
  | { readonly basis: 'forecast'; readonly energyKwh: Quantiles; readonly carbonKg: Quantiles; readonly present: Estimate }
  /** At most so much: the highest share that was published, of the energy forecast for this run. */
  | { readonly basis: 'published'; readonly energyKwh: Quantiles; readonly carbonKg: Quantiles; readonly present: Estimate };

/** Null where neither the forecast nor a publication gives a figure. */
export function savingOfFinding(finding: Finding, request: AdviceRequest): FindingSaving | null {
  return forecastSaving(finding, request) ?? publishedSaving(finding, request.present);
}

function forecastSaving(finding: Finding, request: AdviceRequest): FindingSaving | null {
  const { present } = request;
  const [proposal] = fromFindings({ ...request, findings: [finding] });
  const changed = proposal === undefined ? undefined : request.reestimate(proposal.change);
  if (proposal === undefined || changed === undefined || 'error' in changed) {
    return null;
  }
  const share = savingOf(present, changed, proposal);
  if (share === null) {
    return null;
  }
  const saved = (quantity: Quantiles): Quantiles => ({
    p10: quantity.p50 * Math.max(0, -share.p90),
    p50: quantity.p50 * -share.p50,
    p90: quantity.p50 * -share.p10,
  });
  return { basis: 'forecast', energyKwh: saved(present.energyKwh), carbonKg: saved(present.carbonKg), present };
}

function publishedSaving({ saving }: Finding, present: Estimate): FindingSaving | null {
  const high = saving?.energyShare?.high ?? 0;
  return high <= 0
    ? null
    : { basis: 'published', energyKwh: scaled(present.energyKwh, high), carbonKg: scaled(present.carbonKg, high), present };
}
