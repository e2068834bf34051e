import type { Assumed } from '../workload/assumed';
import type { Pace } from './pace';
import type { Uncertainty } from './run-forecast';
import { START_UP_LOG_WIDTH } from './start-up';

export interface UncertaintyInputs {
  readonly pace: Pace;
  readonly assumed: readonly Assumed[];
  readonly powerWidths: readonly [below: number, above: number];
  readonly startUpShare: number;
  /** Of what a whole run has beyond its steps. */
  readonly reading?: number;
}

/** Everything that widens the range of the energy, widest first. */
export function uncertaintiesOf({ pace, assumed, powerWidths, startUpShare, reading = 0 }: UncertaintyInputs): Uncertainty[] {
  const isMeasured = pace.boundBy === 'given';
  const step: Uncertainty = {
    quantity: 'seconds per step',
    logWidth: (pace.widths.below + pace.widths.above) / 2,
    narrowBy: isMeasured ? 'Measure over more steps.' : 'Measure a few hundred steps and state secondsPerStep.',
  };
  const power: Uncertainty = {
    quantity: 'power',
    logWidth: (powerWidths[0] + powerWidths[1]) / 2,
    narrowBy: 'Record a run: the measured power then replaces the model.',
  };
  const startUp: Uncertainty = {
    quantity: 'start-up',
    logWidth: START_UP_LOG_WIDTH * startUpShare,
    narrowBy: 'Record a run: the measured start-up then replaces the model.',
  };
  const script: Uncertainty = {
    quantity: 'script',
    logWidth: reading,
    narrowBy: 'Measure a few hundred steps and state secondsPerStep.',
  };
  const facts = assumed.map(({ quantity, logWidth }) => ({
    quantity,
    logWidth,
    narrowBy: `State ${quantity} in the inputs or in a comment.`,
  }));
  return [step, power, startUp, script, ...facts]
    .filter(({ logWidth }) => logWidth > 0)
    .sort((left, right) => right.logWidth - left.logWidth);
}

/** Share of the variance that each cause has. */
export function varianceShares(uncertainties: readonly Uncertainty[]): readonly (Uncertainty & { readonly share: number })[] {
  const total = uncertainties.reduce((sum, { logWidth }) => sum + logWidth ** 2, 0);
  return uncertainties.map((uncertainty) => ({ ...uncertainty, share: total === 0 ? 0 : uncertainty.logWidth ** 2 / total }));
}
