/** What `joulewise estimate --format json` prints and the report shows: one run on one machine and grid. */
import type { Quantiles } from '../accounting/quantiles';
import type { RunProfile } from '../profile/run-profile';

export interface Sourced<T> {
  readonly value: T;
  readonly source: string;
  readonly year: number | null;
}

export interface MachineDescription {
  /** Accelerator id of the reference table. */
  readonly hardware: string;
  readonly hardwareName: string;
  /** All accelerators together, over all nodes. */
  readonly count: number;
  readonly nodes: number;
  readonly cpuCores: number;
  readonly memoryGib: number;
  readonly pue: Sourced<number>;
}

export interface GridDescription {
  readonly zone: string | null;
  readonly region: string | null;
  readonly name: string;
  readonly intensityGramsPerKwh: number;
  readonly year: number | null;
  readonly scope: 'lifecycle' | 'direct' | 'given';
  readonly source: string;
}

export type BreakdownPart = 'accelerators' | 'cpu' | 'memory' | 'facility';

export interface Driver {
  readonly quantity: string;
  /** Share of the variance of the log of the energy that this quantity causes, 0–1. */
  readonly share: number;
  readonly narrowBy: string;
}

export interface Assumption {
  readonly quantity: string;
  readonly value: string;
  readonly why: string;
}

/** What another calculator would say of the same run and machine, given our duration. */
export interface MethodFigure {
  readonly method: string;
  readonly energyKwh: number;
  readonly carbonKg: number;
  /** Why it differs from ours, in a clause. */
  readonly why: string;
}

/** How the duration comes about: the factors multiply to the P50 duration. */
export interface Arithmetic {
  /** e.g. [{label:'epochs', value:90, fact:'epochs'}, {label:'steps', value:1184}, {label:'seconds per step', value:0.104}] */
  readonly factors: readonly { readonly label: string; readonly value: number; readonly fact?: string; readonly assumed: boolean }[];
  readonly startUpSeconds: number;
  /** What bounds the step: arithmetic, memory traffic, kernel launches, the data loader or the network. */
  readonly boundBy: 'compute' | 'memory' | 'launch' | 'loader' | 'communication' | 'given';
}

export interface MemoryFit {
  readonly peakGiB: Quantiles | null;
  readonly availableGib: number | null;
  readonly fits: 'yes' | 'no' | 'unknown';
}

export interface Estimate {
  readonly version: 1;
  readonly method: 'joulewise';
  readonly durationHours: Quantiles;
  readonly energyKwh: Quantiles;
  readonly carbonKg: Quantiles;
  readonly embodiedKg: Quantiles | null;
  /** What the site evaporates to cool the machines; missing where neither region nor provider discloses it. */
  readonly waterLitres?: Quantiles & { readonly source: string };
  readonly cost: (Quantiles & { readonly currency: string; readonly source: string }) | null;
  readonly memory: MemoryFit;
  readonly breakdown: Readonly<Record<BreakdownPart, { readonly energyKwh: Quantiles }>>;
  readonly arithmetic: Arithmetic;
  readonly profile: RunProfile;
  readonly machine: MachineDescription;
  readonly grid: GridDescription;
  readonly drivers: readonly Driver[];
  readonly assumptions: readonly Assumption[];
  readonly methods: readonly MethodFigure[];
}

/** A forecast could not be made: what is missing, in one sentence, and which facts would settle it. */
export interface NoEstimate {
  readonly error: string;
  readonly missing: readonly string[];
}
