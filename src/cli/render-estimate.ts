import type { Estimate, NoEstimate } from '../assess/estimate';
import { totalOf } from '../assess/estimate-run';
import type { TypicalMachine } from '../assess/report-model';
import type { RunProfile } from '../profile/run-profile';
import { toJson } from './json';
import type { Paths } from './paths';
import { estimateText } from './text/estimate-text';
import { UsageError } from './usage-error';

export const estimateFormats = ['text', 'json', 'jsonl', 'markdown', 'html', 'csv', 'model-card', 'latex'] as const;
export type EstimateFormat = (typeof estimateFormats)[number];

export interface RunResult {
  readonly profile: RunProfile;
  readonly result: Estimate | NoEstimate;
}

export interface EstimateReport {
  readonly shown: string;
  readonly results: readonly RunResult[];
  /** Typical machines for each run, where no hardware was chosen. */
  readonly typical: readonly (readonly TypicalMachine[])[] | null;
  readonly paths: Paths | null;
}

export function renderEstimates(format: EstimateFormat, report: EstimateReport): string {
  switch (format) {
    case 'text':
      return estimateText(report);
    case 'json':
      return `${toJson(asJson(report.results), report.paths)}\n`;
    case 'jsonl':
      return report.results.map((one) => `${toJson({ id: one.profile.id, ...shape(one) }, report.paths, 0)}\n`).join('');
    default:
      throw new UsageError(`The format ${format} is not available yet; text, json and jsonl are.`);
  }
}

/** Of a single run its estimate alone; of several one estimate each and their total. */
function asJson(results: readonly RunResult[]): unknown {
  const [only, ...others] = results;
  if (only !== undefined && others.length === 0) {
    return only.result;
  }
  const estimates = results.flatMap(({ result }) => ('error' in result ? [] : [result]));
  return { version: 1, runs: results.map(shape), total: estimates.length === results.length ? totalOf(estimates) : null };
}

function shape({ profile, result }: RunResult): object {
  return 'error' in result ? { id: profile.id, ...result } : result;
}
