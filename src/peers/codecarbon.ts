import type { PeerFigure } from './peer-tables';
import type { PeerTables } from '../reference/peer-tables';

/** What its tracker reads from a machine, or measures on it. */
export interface CodeCarbonInputs {
  readonly hours: number;
  readonly cpu_tdp_W: number;
  /** `constant` where the load of the processor cannot be read. */
  readonly cpu_mode: 'constant' | 'cpu_load';
  readonly cpu_load_pct?: number | null;
  readonly ram_gb: number;
  /** GPUs are measured only; 0 where they cannot be. */
  readonly gpu_measured_W: number;
  readonly pue?: number;
  readonly cloud?: readonly [provider: string, region: string] | null;
  /** ISO 3166, three letters. */
  readonly country_iso?: string | null;
  readonly region?: string | null;
}

/** IEA 2019, what it falls back to. */
const worldGramsPerKwh = 475;
const kgPerPound = 0.45359237;
/** kg per kWh by source: US Department of Energy figures through energy-usage (2019). */
const kgPerKwh = { coal: 0.995725971, petroleum: 0.8166885263, naturalGas: 0.7438415916 };

/**
 * Energy = PUE × (CPU + memory + measured GPUs) × hours; carbon by the first table of its order that has the place.
 * Source: mlco2/codecarbon 3.3.0 (2026), offline mode.
 */
export function codeCarbon(inputs: CodeCarbonInputs, tables: PeerTables): PeerFigure {
  const { hours, gpu_measured_W: gpuWatts, pue = 1 } = inputs;
  const watts = cpuWatts(inputs) + memoryWatts(inputs.ram_gb) + gpuWatts;
  const energyKwh = (watts * hours * pue) / 1000;
  const intensityGramsPerKwh = intensityOf(inputs, tables.codeCarbon);
  return { energyKwh, carbonGrams: energyKwh * intensityGramsPerKwh, intensityGramsPerKwh };
}

/** Half of the TDP where the load is not known; else a tenth of it at rest and the rest with the cube of the load. */
function cpuWatts({ cpu_mode: mode, cpu_tdp_W: tdp, cpu_load_pct: load }: CodeCarbonInputs): number {
  return mode === 'constant' ? tdp / 2 : tdp * (0.1 + 0.9 * ((load ?? 0) / 100) ** 3);
}

const wattsPerModule = 5;

/** 5 W a memory module, 10 % less for each of the fifth to eighth, 20 % to the sixteenth, 30 % beyond. */
function memoryWatts(gigabytes: number): number {
  const modules = memoryModules(gigabytes);
  const within = (from: number, to: number): number => Math.max(0, Math.min(modules, to) - from);
  const watts = wattsPerModule * (within(0, 4) + 0.9 * within(4, 8) + 0.8 * within(8, 16) + 0.7 * within(16, Infinity));
  return Math.max(2 * wattsPerModule, watts);
}

/** How many modules it guesses: small machines by steps, large ones with at least eight of the largest common size. */
function memoryModules(gigabytes: number): number {
  const steps = [
    [2, 1],
    [16, 2],
    [64, 4],
    [128, 8],
  ] as const;
  const step = steps.find(([most]) => gigabytes <= most);
  if (step !== undefined) {
    return step[1];
  }
  const size = [128, 64, 32, 16, 8, 4].find((one) => one <= gigabytes / 8);
  return size === undefined ? 8 : Math.min(32, Math.ceil(gigabytes / size));
}

function intensityOf({ cloud, country_iso: country, region }: CodeCarbonInputs, table: PeerTables['codeCarbon']): number {
  const ofCloud = cloud === undefined || cloud === null ? undefined : table.cloudGramsPerKwh[cloud.join('/')];
  if (ofCloud !== undefined) {
    return ofCloud;
  }
  const place = region ?? '';
  const pounds = country === 'USA' ? table.usPoundsPerMwh[place.toLowerCase()] : undefined;
  const mix = country === 'CAN' ? table.canadaMix[place.toLowerCase()] : undefined;
  const nordic = ['SWE', 'NOR', 'FIN'].includes(country ?? '') ? table.nordicGramsPerKwh[place.toUpperCase()] : undefined;
  if (mix !== undefined) {
    const sources = Object.entries(kgPerKwh) as readonly (readonly [keyof typeof kgPerKwh, number])[];
    return sources.reduce((sum, [source, kg]) => sum + (mix[source] / mix.total) * kg * 1000, 0);
  }
  return (pounds === undefined ? nordic : pounds * kgPerPound) ?? table.countries[country ?? '']?.gramsPerKwh ?? worldGramsPerKwh;
}
