import { lookUp, type PeerFigure, type PeerProblem } from './peer-tables';
import type { PeerTables } from '../reference/peer-tables';

const peer = 'Cloud Carbon Footprint';

/** A row of a usage report: one instance of AWS. */
export interface CloudCarbonFootprintInputs {
  readonly region: string;
  readonly instance: string;
  readonly hours: number;
  readonly vcpus?: number;
  /** 50 where the report does not say. */
  readonly utilization_pct?: number;
}

/** Accelerators of an instance, as we know them: for instances that its table has without them. */
export type AcceleratorsOf = (instance: string) => { readonly count: number; readonly tdpWatts: number } | undefined;

/** Watts at rest and at full load over the TDP of the accelerators that it lists: A100 46 and 407 of 400 W. */
const shareOfTdp = { minimum: 0.115, maximum: 1.0175 };

type Table = PeerTables['cloudCarbonFootprint'];

/**
 * Energy = PUE × hours × (vCPUs × watts at 50 % load + GPUs × watts at 50 % load + memory beyond that of its chips × 0.392 W/GB).
 * It prices an instance whose accelerators it does not know by its processors alone, a p5.48xlarge with eight H100 at 0.46 kWh an hour; where
 * we know them, its own rule is applied to them instead. Operational part, without embodied carbon.
 * Source: npm @cloud-carbon-footprint/aws 0.15.0 and core 0.17.3 (2022).
 */
export function cloudCarbonFootprint(
  inputs: CloudCarbonFootprintInputs,
  tables: PeerTables,
  acceleratorsOf: AcceleratorsOf = () => undefined,
): PeerFigure | PeerProblem {
  const table = tables.cloudCarbonFootprint;
  const { instance, region, hours, utilization_pct: utilization = 50 } = inputs;
  const tonnesPerKwh = lookUp(table.tonnesPerKwh, region, peer);
  if (typeof tonnesPerKwh !== 'number') {
    return tonnesPerKwh;
  }
  const [family = '', size = ''] = instance.split('.');
  const known = table.instances[family]?.[size];
  const vcpus = inputs.vcpus ?? known?.[0];
  if (vcpus === undefined) {
    return { problem: `${peer} does not list the instance "${instance}".` };
  }
  const processors = table.processorsOf[instance] ?? [];
  const gpu = table.gpus[instance];
  const load = utilization / 100;
  const ours = gpu === undefined ? acceleratorsOf(instance) : undefined;
  const gpuWatts = gpu === undefined ? 0 : gpu.count * wattsOf([gpu.model], load, table);
  const missingWatts = ours === undefined ? 0 : ours.count * ours.tdpWatts * between(shareOfTdp, load);
  const watts = vcpus * wattsOf(processors, load, table) + gpuWatts + missingWatts;
  const memoryKwh = memoryBeyondChips(instance, processors, table) * table.memoryKwhPerGbHour;
  const energyKwh = (watts / 1000 + memoryKwh) * hours * table.pue;
  const intensityGramsPerKwh = tonnesPerKwh * 1e6;
  const figure = { energyKwh, carbonGrams: energyKwh * intensityGramsPerKwh, intensityGramsPerKwh };
  return ours === undefined
    ? figure
    : { ...figure, differs: `it does not know the accelerators of ${instance} and would count its processors alone` };
}

function wattsOf(processors: readonly string[], load: number, table: Table): number {
  const ranges = processors.flatMap((name) => table.processors[name] ?? []);
  const isOld = processors.some((name) => name === 'Sandy Bridge' || name === 'Ivy Bridge');
  const middle = isOld ? median : mean;
  const minimum = middle(ranges.map((range) => range.minimum)) ?? table.averageWatts.minimum;
  const maximum = middle(ranges.map((range) => range.maximum)) ?? table.averageWatts.maximum;
  return between({ minimum, maximum }, load);
}

function between({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }, load: number): number {
  return minimum + load * (maximum - minimum);
}

/** Chips of up to 96 virtual CPUs carry some memory already; of what the largest of the family has beyond that, an instance has its share. */
function memoryBeyondChips(instance: string, processors: readonly string[], table: Table): number {
  const [family = '', size = ''] = instance.split('.');
  const sizes = table.instances[family];
  const own = sizes?.[size];
  const largest = Object.values(sizes ?? {}).at(-1);
  if (own === undefined || largest === undefined || table.burstable.includes(instance)) {
    return 0;
  }
  const chips = family === 'm5zn' || family === 'z1d' ? 2 : Math.ceil(largest[0] / 96);
  const ofChip = mean(processors.flatMap((name) => table.gbPerChip[name] ?? [])) ?? table.averageGbPerChip;
  const beyond = largest[1] / chips - ofChip;
  return beyond > 0 ? (beyond * own[1]) / largest[1] : 0;
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return mean(sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1));
}
