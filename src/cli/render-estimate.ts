import type { Estimate, NoEstimate } from '../assess/estimate';
import { totalOf } from '../assess/estimate-run';
import type { TypicalMachine } from '../assess/report-model';
import type { EstimatedRun } from '../report/estimate/estimate-report';
import { exportFormats, renderEstimate, type ExportFormat } from '../report/render-estimate';
import { toJson } from './json';
import type { Paths } from './paths';
import { estimateText } from './text/estimate-text';

export type EstimateFormat = ExportFormat | 'text' | 'json' | 'jsonl';
export const estimateFormats: readonly EstimateFormat[] = ['text', 'json', 'jsonl', ...exportFormats];

export interface EstimateOutput {
  readonly shown: string;
  readonly results: readonly EstimatedRun[];
  /** Typical machines for each run, where no hardware was chosen. */
  readonly typical: readonly (readonly TypicalMachine[])[] | null;
  readonly paths: Paths | null;
}

export function renderEstimates(format: EstimateFormat, { shown, results, typical, paths }: EstimateOutput): string {
  const total = totalOfAll(results);
  switch (format) {
    case 'text':
      return estimateText({ shown, results, total }, typical);
    case 'json':
      return `${toJson(asJson(results, total), paths)}\n`;
    case 'jsonl':
      return results.map((one) => `${toJson({ id: one.profile.id, ...shape(one) }, paths, 0)}\n`).join('');
    default:
      return renderEstimate(format, { shown, results, total });
  }
}

function totalOfAll(results: readonly EstimatedRun[]): ReturnType<typeof totalOf> {
  const estimates = results.flatMap(({ result }) => ('error' in result ? [] : [result]));
  return estimates.length === results.length ? totalOf(estimates) : null;
}

/** Of a single run its estimate alone; of several one estimate each and their total. */
function asJson(results: readonly EstimatedRun[], total: ReturnType<typeof totalOf>): unknown {
  const [only, ...others] = results;
  return only !== undefined && others.length === 0 ? only.result : { version: 1, runs: results.map(shape), total };
}

function shape({ profile, result }: EstimatedRun): Estimate | (NoEstimate & { readonly id: string }) {
  return 'error' in result ? { id: profile.id, ...result } : result;
}
