/** What the exports of an estimate are made of: one script or profile, its runs, and what they take together. */
import type { Estimate, NoEstimate } from '../../assess/estimate';
import type { Total } from '../../assess/estimate-run';
import type { RunProfile } from '../../profile/run-profile';

export interface EstimatedRun {
  readonly profile: RunProfile;
  readonly result: Estimate | NoEstimate;
}

export interface EstimateReport {
  /** What was estimated, as people know it: the path of the script. */
  readonly shown: string;
  readonly results: readonly EstimatedRun[];
  /** All runs together; null where one of them has no estimate. Of a single run its own figures. */
  readonly total: Total | null;
}

/** Files are read by programs and by people of any language, so they are in English. */
export const exportLocale = 'en';

/** `train.py`, or `train.py, run 2 of 3 (line 88)`. */
export function runTitle({ shown, results }: EstimateReport, index: number): string {
  if (results.length === 1) return shown;
  const line = results[index]?.profile.at?.line;
  return `${shown}, run ${index + 1} of ${results.length}${line === undefined ? '' : ` (line ${line})`}`;
}

/** The estimates of the runs that have one. */
export function estimatesOf({ results }: EstimateReport): readonly Estimate[] {
  return results.flatMap(({ result }) => ('error' in result ? [] : [result]));
}
