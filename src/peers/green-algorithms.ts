import type { PeerFigure, PeerProblem } from './peer-tables';
import type { PeerTables } from '../reference/peer-tables';

const peer = 'Green Algorithms';

/** What its form asks for. */
export interface GreenAlgorithmsInputs {
  readonly coreType: 'CPU' | 'GPU' | 'Both';
  readonly cpu?: string;
  readonly ncpu?: number;
  readonly gpu?: string;
  readonly ngpu?: number;
  /** Gigabytes of memory requested. */
  readonly mem: number;
  readonly h: number;
  /** Minutes beside the hours. */
  readonly m?: number;
  readonly platform: 'personalComputer' | 'localServer' | 'cloudComputing';
  readonly provider?: string;
  /** `provider--data centre`. */
  readonly server?: string;
  readonly loc?: string;
  readonly pue?: number;
  readonly usageCPU?: number;
  readonly usageGPU?: number;
  /** How often it is run: the pragmatic scaling factor. */
  readonly mf?: number;
}

/**
 * Energy = hours × PUE × (cores × TDP per core × usage + memory × 0.3725 W/GB) × runs; carbon = energy × intensity.
 * Source: Green Algorithms v3.0, Lannelongue et al. 2021, doi 10.1002/advs.202100707.
 */
export function greenAlgorithms(inputs: GreenAlgorithmsInputs, tables: PeerTables): PeerFigure | PeerProblem {
  const table = tables.greenAlgorithms;
  const { coreType, mem, h, m = 0, mf = 1, usageCPU = 1, usageGPU = 1 } = inputs;
  const cpuWatts = coreType === 'GPU' ? 0 : table.cpuWattsPerCore[inputs.cpu ?? 'Any'];
  const gpuWatts = coreType === 'CPU' ? 0 : table.gpuWatts[inputs.gpu ?? 'Any'];
  if (cpuWatts === undefined || gpuWatts === undefined) {
    return {
      problem: `${peer} does not list the ${cpuWatts === undefined ? 'CPU' : 'accelerator'} "${(cpuWatts === undefined ? inputs.cpu : inputs.gpu) ?? ''}".`,
    };
  }
  const centre = inputs.server === undefined ? undefined : table.dataCentres[inputs.server];
  const location = inputs.loc ?? centre?.location ?? 'WORLD';
  const intensityGramsPerKwh = table.gramsPerKwh[location];
  if (intensityGramsPerKwh === undefined) {
    return { problem: `${peer} does not list the place "${location}".` };
  }
  const powerWatts = (inputs.ncpu ?? 0) * cpuWatts * usageCPU + (inputs.ngpu ?? 0) * gpuWatts * usageGPU + mem * table.memoryWattsPerGb;
  const energyKwh = ((h + m / 60) * pueOf(inputs, centre?.pue ?? null, table) * powerWatts * mf) / 1000;
  return { energyKwh, carbonGrams: energyKwh * intensityGramsPerKwh, intensityGramsPerKwh };
}

function pueOf({ platform, provider, pue }: GreenAlgorithmsInputs, ofCentre: number | null, table: PeerTables['greenAlgorithms']): number {
  const unknown = table.pue.Unknown ?? 1;
  if (pue !== undefined) {
    return pue;
  }
  switch (platform) {
    case 'personalComputer':
      return 1;
    case 'localServer':
      return unknown;
    case 'cloudComputing':
      return ofCentre ?? table.pue[provider ?? ''] ?? unknown;
  }
}
