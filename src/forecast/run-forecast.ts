import type { Quantiles } from '../accounting/quantiles';
import type { Assumed } from '../workload/assumed';

export type Bound = 'compute' | 'memory' | 'launch' | 'loader' | 'communication' | 'given';

/** One factor of the line of arithmetic behind a duration. */
export interface Factor {
  readonly label: string;
  readonly value: number;
  /** The fact of the run that states it, if one does. */
  readonly fact?: string;
  readonly assumed: boolean;
}

export interface PeakMemory {
  /** Per accelerator. Null when the model is not known well enough to say. */
  readonly peakGiB: Quantiles | null;
  readonly availableGib: number | null;
  readonly fits: 'yes' | 'no' | 'unknown';
}

/** What widens the range of the energy, as natural logarithms of P90 over P50. */
export interface Uncertainty {
  readonly quantity: string;
  readonly logWidth: number;
  readonly narrowBy: string;
}

/** What one run will take on one machine, before grid, PUE and prices. */
export interface RunForecast {
  readonly durationHours: Quantiles;
  readonly epochHours: Quantiles;
  readonly stepSeconds: Quantiles;
  /** The factors multiply to the seconds of the P50 duration less start-up. */
  readonly factors: readonly Factor[];
  /** Of all runs together. */
  readonly startUpSeconds: number;
  readonly boundBy: Bound;
  /** Share of the time that an accelerator computes, 0–1. */
  readonly utilisation: number;
  /** Mean over the run of one accelerator's board. */
  readonly acceleratorWatts: number;
  /** IT equipment alone; PUE comes on top. */
  readonly energyKwh: { readonly accelerators: Quantiles; readonly cpu: Quantiles; readonly memory: Quantiles; readonly total: Quantiles };
  readonly memory: PeakMemory;
  readonly uncertainties: readonly Uncertainty[];
  readonly assumed: readonly Assumed[];
}

/** A forecast could not be made: what is missing, in one sentence, and which facts would settle it. */
export interface NoForecast {
  readonly error: string;
  readonly missing: readonly string[];
}
