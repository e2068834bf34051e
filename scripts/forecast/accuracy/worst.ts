import { factValue } from '../../../src/profile/run-profile';
import type { ScoredRun } from './scored-run';
import { table } from './tables';

const WORST = 10;

/** The ten largest errors, one of each model and accelerator, with what is known of why. */
export function worstTable(scored: readonly ScoredRun[]): string {
  const sorted = [...scored].sort((left, right) => Math.abs(right.time.logError) - Math.abs(left.time.logError));
  const seen = new Set<string>();
  const worst = sorted.filter(({ run }) => {
    const key = `${run.modelName.toLowerCase()}|${run.hardware}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return table(
    ['run', 'source', 'measured over forecast', 'bound by', 'what goes wrong'],
    worst.slice(0, WORST).map((one) => {
      const { run, time, boundBy } = one;
      const factor = Math.exp(time.logError);
      const shown = factor >= 1 ? `×${factor.toFixed(2)}` : `÷${(1 / factor).toFixed(2)}`;
      return [`${run.modelName}, ${String(run.count)} × ${run.hardware}`, run.source.split(' ')[0] ?? '', shown, boundBy, cause(one)];
    }),
  );
}

/** Told from the run's own facts, so that it holds for whatever run comes up. */
function cause({ run, time, boundBy, isModelKnown }: ScoredRun): string {
  if (time.logError < 0) {
    return boundBy === 'communication'
      ? 'one way of splitting the model is assumed; the run used another, with less traffic'
      : 'the code is tuned further than that of other runs of its class (fused kernels, compiled graphs)';
  }
  const noBatch = factValue(run.profile, 'batchSizePerDevice') === undefined;
  if (run.count > 1 && run.cls === 'detection' && noBatch)
    return 'the figure of several cards is about that of one: a step that does not scale, or a figure for each card';
  if (run.count > 1) {
    return `${noBatch ? 'the batch is not stated; ' : ''}the cards of this source scale worse than their links let one expect (no peer-to-peer traffic, or a batch so small that the exchange of gradients takes most of the step)`;
  }
  if (noBatch) return 'the batch is not stated, and the one assumed keeps the device busier than it was';
  const isCounted = factValue(run.profile, 'work')?.modules !== undefined;
  return `${isModelKnown ? '' : 'no other run of this model; '}small kernels (grouped and separable convolutions) run far below the roofline${isCounted ? '' : ', and the number of layers is not stated'}`;
}
