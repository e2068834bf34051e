import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunProfile } from '../../src/profile/run-profile';

/** A measured run as a forecast is asked for it, and what it took. */
export interface MeasuredRun {
  readonly id: string;
  readonly cls: string;
  readonly source: string;
  readonly modelName: string;
  readonly hardware: string;
  readonly count: number;
  readonly profile: RunProfile;
  readonly hours: number;
  /** Board energy, where a meter and not a data sheet says so. */
  readonly boardKwh: number | null;
  /** What the energy was read from, as the source says; empty without any. */
  readonly meter: string;
  /** The figure was read in the public source named. */
  readonly isVerified: boolean;
  /** A script from start to end with its loader, not the throughput of its steps. */
  readonly isWholeRun: boolean;
}

/** Measured runs for fitting lie beside the repository and are not part of it: some of their sources state no licence. */
export const measuredRunsPath = path.resolve(
  process.env.JOULEWISE_MEASURED_RUNS ?? fileURLToPath(new URL('../../../shared/cases/training-runs.json', import.meta.url)),
);

export function hasMeasuredRuns(): boolean {
  return existsSync(measuredRunsPath);
}

interface RawRun {
  id: string;
  cls: string;
  name: string;
  source: string;
  use?: string;
  verified?: boolean;
  model?: { name?: string; ref?: string };
  dataset?: { train_samples?: number; seq?: number; image?: number | string };
  hw: { accelerator: string; count?: number };
  precision?: string;
  layout?: string;
  epochs?: number;
  batch_per_device?: number;
  batch_global?: number;
  activation_checkpointing?: boolean;
  work?: {
    unit: string;
    fwd_gmacs?: number;
    train_gflops?: number;
    params_M?: number;
    macts_M?: number;
    modules?: number;
    layers?: number;
    hidden?: number;
    seq?: number;
  };
  measured: { throughput?: number; unit?: string; seconds?: number; energy_kwh?: number; energy_scope?: string };
}

/** Work that a throughput stands for when no data set is named: large enough for start-up not to matter. */
const NOMINAL: Record<string, number> = { sample: 2_000_000, token: 500_000_000 };

const given = (value: unknown): { value: unknown; origin: 'user' } => ({ value, origin: 'user' });

/** Runs that a user's script could have made; those tuned by vendors for a benchmark are left out. */
export function readMeasuredRuns(): MeasuredRun[] {
  const { runs } = JSON.parse(readFileSync(measuredRunsPath, 'utf8')) as { runs: RawRun[] };
  return runs.flatMap((run) => toMeasuredRun(run) ?? []);
}

function toMeasuredRun(run: RawRun): MeasuredRun | null {
  const { work, measured, hw } = run;
  if (run.use === 'carbon-accounting-only' || !work || run.cls.startsWith('mlperf')) return null;
  const nominal = NOMINAL[work.unit];
  if (nominal === undefined || !hw.count) return null;
  const stated = run.dataset?.train_samples;
  const isEndToEnd = Boolean(measured.seconds && run.epochs && stated);
  const perDevice = measured.unit?.includes('per device') ?? false;
  const hours = isEndToEnd
    ? (measured.seconds ?? 0) / 3600
    : measured.throughput
      ? nominal / (measured.throughput * (perDevice ? hw.count : 1)) / 3600
      : 0;
  if (!hours) return null;
  const samples = isEndToEnd ? (stated ?? 0) : nominal;
  const facts: Record<string, unknown> = {
    framework: 'pytorch',
    model: run.model?.ref ?? run.model?.name ?? 'custom',
    epochs: isEndToEnd ? run.epochs : 1,
    precision: run.precision ?? 'fp32',
    devices: hw.count,
    accelerator: 'cuda',
    parameters: work.params_M ? Math.round(work.params_M * 1e6) : undefined,
    batchSizePerDevice: run.batch_per_device ?? (run.batch_global ? run.batch_global / hw.count : undefined),
    gradientCheckpointing: run.activation_checkpointing === true ? true : undefined,
    peft: `${run.cls}${run.name}`.toLowerCase().includes('lora') ? 'lora' : undefined,
    memoryFormat: run.layout === 'channels_last' ? 'channels_last' : undefined,
    dataLoading: !isEndToEnd || run.source.toLowerCase().includes('zeus') ? 'synthetic' : undefined,
    sampleShape: typeof run.dataset?.image === 'number' ? [3, run.dataset.image, run.dataset.image] : undefined,
    work: workFacts(run),
    ...sampleFacts(run, samples, isEndToEnd),
  };
  const profile = {
    id: run.id,
    ...Object.fromEntries(
      Object.entries(facts).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, given(value)]])),
    ),
  } as RunProfile;
  return {
    id: run.id,
    cls: run.cls,
    source: run.source,
    modelName: run.model?.name ?? '',
    hardware: hw.accelerator,
    count: hw.count,
    profile,
    hours,
    boardKwh: boardEnergy(run, hours, isEndToEnd),
    meter: boardEnergy(run, hours, isEndToEnd) === null ? '' : (measured.energy_scope ?? ''),
    isVerified: run.verified === true,
    isWholeRun: isEndToEnd && facts.dataLoading !== 'synthetic',
  };
}

function sampleFacts(run: RawRun, samples: number, isEndToEnd: boolean): Record<string, unknown> {
  const { work } = run;
  const forwardFlops = (work?.fwd_gmacs ?? (work?.train_gflops ?? 0) / 6) * 2e9;
  const tokens = work?.seq ?? run.dataset?.seq;
  if (work?.unit !== 'token') return { trainSamples: samples, forwardFlopsPerSample: forwardFlops, tokensPerSample: tokens };
  const sequence = tokens ?? 512;
  return {
    trainSamples: isEndToEnd ? samples : Math.floor(samples / sequence),
    tokensPerSample: sequence,
    forwardFlopsPerSample: forwardFlops * sequence,
  };
}

function workFacts(run: RawRun): Record<string, unknown> {
  const { work, cls } = run;
  const isTransformer = Boolean(work?.layers) || /vit|llm|lm-|encoder|transformer|bert|nmt/.test(cls);
  const factor =
    (work?.fwd_gmacs ?? 0) > 0.01 && work?.train_gflops
      ? Math.round((100 * work.train_gflops) / (2 * (work.fwd_gmacs ?? 1))) / 100
      : undefined;
  const facts = {
    kind: isTransformer ? 'transformer' : run.name.toLowerCase().includes('ncf') ? 'tabular' : 'cnn',
    layers: work?.layers,
    hidden: work?.hidden,
    modules: work?.modules,
    activationElementsPerSample: work?.macts_M ? work.macts_M * 1e6 : undefined,
    trainFlopsFactor: factor,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && (value as unknown) !== null));
}

function boardEnergy(run: RawRun, hours: number, isEndToEnd: boolean): number | null {
  const { energy_kwh: kwh, energy_scope: scope = '', seconds } = run.measured;
  if (!kwh || !/GPU|board/.test(scope) || /tdp|pue/i.test(scope)) return null;
  if (isEndToEnd) return kwh;
  return seconds ? (kwh * hours) / (seconds / 3600) : null;
}
