import { exactly } from '../../accounting/quantiles';
import type { NoEstimate } from '../../assess/estimate';
import type { PeerEstimate } from '../../assess/peer-methods';
import { formatNumber } from '../../report/figures/number';
import { formatCarbon, formatEnergy, withUnit } from '../../report/figures/quantity';
import { columns } from './columns';

const locale = 'en';

type Results = readonly (readonly [id: string, result: PeerEstimate | NoEstimate])[];

/** Another calculator's figures for people, with the reason why they differ from ours. */
export function peerText(results: Results): string {
  return results.map(([id, result]) => `${id}\n${'error' in result ? `  ${result.error}\n` : figureText(result)}`).join('\n');
}

function figureText({ method, energyKwh, carbonKg, intensityGramsPerKwh, methods }: PeerEstimate): string {
  return columns(
    [
      ['method', method],
      ['energy', withUnit(formatEnergy(energyKwh, locale))],
      ['carbon', withUnit(formatCarbon(carbonKg, locale))],
      ['intensity', `${formatNumber(intensityGramsPerKwh, 1, locale)} g/kWh`],
      ...methods.map(({ why }) => ['because', why]),
    ],
    '  ',
  );
}

/** Of a single run its estimate alone; of several one each and their total. */
export function peerJson(results: Results): string {
  const [only, ...others] = results;
  const estimates = results.map(([id, result]) => ('error' in result ? { id, ...result } : result));
  const known = results.flatMap(([, result]) => ('error' in result ? [] : [result]));
  const sum = (pick: (one: PeerEstimate) => number): number => known.reduce((total, one) => total + pick(one), 0);
  const total =
    known.length < results.length
      ? null
      : { energyKwh: exactly(sum((one) => one.energyKwh.p50)), carbonKg: exactly(sum((one) => one.carbonKg.p50)) };
  return `${JSON.stringify(only !== undefined && others.length === 0 ? only[1] : { version: 1, runs: estimates, total }, null, 2)}\n`;
}
