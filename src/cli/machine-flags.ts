import { pueBounds } from '../accounting/facility';
import { nothingChosen, type Configuration } from '../assess/configuration';
import { numberOf, textOf, type Flags, type Given } from './command';
import { UsageError } from './usage-error';

/** Flags that describe machine and grid, of `estimate` and `advise`. */
export const machineOptions = {
  hardware: { type: 'string' },
  count: { type: 'string' },
  nodes: { type: 'string' },
  'cpu-cores': { type: 'string' },
  memory: { type: 'string' },
  region: { type: 'string' },
  zone: { type: 'string' },
  intensity: { type: 'string' },
  pue: { type: 'string' },
} as const satisfies Flags;

export const machineHelp = `  --hardware ID          accelerator, such as A100 or "RTX 3090" (joulewise list hardware)
  --count N              accelerators, all together
  --nodes N              machines they are spread over
  --cpu-cores N          processor cores of all machines
  --memory GIB           memory of all machines
  --region ID            cloud region, such as us-east-1 (joulewise list regions)
  --zone ID              grid zone or country, such as FR
  --intensity G_PER_KWH  carbon intensity of the electricity
  --pue X                facility energy over IT energy, from 1 to 3`;

const atLeastOne = (value: number): boolean => Number.isInteger(value) && value >= 1;
const above =
  (least: number, most: number) =>
  (value: number): boolean =>
    value >= least && value <= most;

export function readMachine(given: Given): Configuration {
  const places = (['region', 'zone', 'intensity'] as const).filter((name) => textOf(given, name) !== undefined);
  if (places.length > 1) {
    throw new UsageError(`--${places[0] ?? ''} and --${places[1] ?? ''} both say where the electricity comes from; give one of them.`);
  }
  return {
    ...nothingChosen,
    hardware: textOf(given, 'hardware') ?? null,
    count: numberOf(given, 'count', atLeastOne, 'a whole number from 1'),
    nodes: numberOf(given, 'nodes', atLeastOne, 'a whole number from 1'),
    cpuCores: numberOf(given, 'cpu-cores', atLeastOne, 'a whole number from 1'),
    memoryGib: numberOf(given, 'memory', (value) => value > 0, 'a positive number of GiB'),
    region: textOf(given, 'region') ?? null,
    zone: textOf(given, 'zone') ?? null,
    intensityGramsPerKwh: numberOf(given, 'intensity', above(0, 2000), 'grams per kWh from 0 to 2000'),
    pue: numberOf(given, 'pue', above(pueBounds.minimum, pueBounds.maximum), 'a number from 1 to 3'),
  };
}

/** What to do about a problem of the machine, as flags. */
export function hintFor(problem: string): string {
  return problem === 'No hardware is chosen.' ? ' Give --hardware, such as --hardware A100; "joulewise list hardware" names them all.' : '';
}
