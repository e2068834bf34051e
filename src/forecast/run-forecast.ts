import type { Quantiles } from '../accounting/quantiles';
import type { Arithmetic, MemoryFit } from '../assess/estimate';
import type { Assumed } from '../workload/assumed';

export type Bound = Arithmetic['boundBy'];
export type Factor = Arithmetic['factors'][number];

/** What widens the range of the energy, as natural logarithms of P90 over P50. */
export interface Uncertainty {
  readonly quantity: string;
  readonly logWidth: number;
  readonly narrowBy: string;
}

/** What one run will take on one machine, before grid, PUE and prices. */
export interface RunForecast {
  readonly durationHours: Quantiles;
  /** Null when the epochs are not known. */
  readonly epochHours: Quantiles | null;
  /** Null when the duration was given. */
  readonly stepSeconds: Quantiles | null;
  /** The factors multiply to the seconds of the P50 duration less start-up. */
  readonly factors: readonly Factor[];
  /** Of all runs together. */
  readonly startUpSeconds: number;
  readonly boundBy: Bound;
  /** Shares of the wall time in which an accelerator computes and moves memory. */
  readonly busy: { readonly compute: number; readonly memory: number };
  /** Processor cores busy with loading. */
  readonly loadingCores: number;
  /** Mean over the run of one accelerator's board. */
  readonly acceleratorWatts: number;
  /** IT equipment alone; PUE comes on top. */
  readonly energyKwh: { readonly accelerators: Quantiles; readonly cpu: Quantiles; readonly memory: Quantiles; readonly total: Quantiles };
  /** Of one accelerator. */
  readonly memory: MemoryFit;
  readonly uncertainties: readonly Uncertainty[];
  readonly assumed: readonly Assumed[];
}
