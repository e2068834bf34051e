/** The machine and grid a person has chosen, from settings, configuration file or flags. Null means: not chosen. */
import { pueBounds } from '../accounting/facility';

export interface Configuration {
  /** Id, name or alias of an accelerator. */
  readonly hardware: string | null;
  /** All accelerators together. */
  readonly count: number | null;
  readonly nodes: number | null;
  readonly cpuCores: number | null;
  readonly memoryGib: number | null;
  /** Cloud region id, name or alias ("us-east-1", "aws/us-east-1", "Frankfurt"). */
  readonly region: string | null;
  /** Electricity Maps zone or country ("FR", "US-MIDA-PJM"). */
  readonly zone: string | null;
  readonly intensityGramsPerKwh: number | null;
  readonly pue: number | null;
  readonly electricityPricePerKwh: number | null;
  readonly acceleratorPricePerHour: number | null;
  readonly currency: string;
}

export const nothingChosen: Configuration = {
  hardware: null,
  count: null,
  nodes: null,
  cpuCores: null,
  memoryGib: null,
  region: null,
  zone: null,
  intensityGramsPerKwh: null,
  pue: null,
  electricityPricePerKwh: null,
  acceleratorPricePerHour: null,
  currency: 'USD',
};

/** What a number must satisfy wherever a person states it. */
export interface NumberBounds {
  readonly minimum: number;
  readonly maximum: number;
  readonly integer: boolean;
}

export const configurationBounds = {
  count: { minimum: 1, maximum: 1_000_000, integer: true },
  nodes: { minimum: 1, maximum: 100_000, integer: true },
  cpuCores: { minimum: 1, maximum: 10_000_000, integer: true },
  memoryGib: { minimum: 1, maximum: 100_000_000, integer: false },
  intensityGramsPerKwh: { minimum: 0, maximum: 2000, integer: false },
  pue: { ...pueBounds, integer: false },
  electricityPricePerKwh: { minimum: 0, maximum: 100, integer: false },
  acceleratorPricePerHour: { minimum: 0, maximum: 10_000, integer: false },
} as const satisfies Readonly<Partial<Record<keyof Configuration, NumberBounds>>>;

const placeKeys = ['region', 'zone', 'intensityGramsPerKwh'] as const;
const priceKeys = ['electricityPricePerKwh', 'acceleratorPricePerHour'] as const;

/**
 * What the person chose, and for the rest what the project says. Region, zone and intensity are one choice: whoever makes it in any way
 * makes it whole. A currency belongs to prices.
 */
export function chosenOver(project: Partial<Configuration>, person: Configuration): Configuration {
  const says = (keys: readonly (keyof Configuration)[]): boolean => keys.some((key) => person[key] !== null);
  const left: Partial<Configuration> = says(placeKeys) ? { ...project, region: null, zone: null, intensityGramsPerKwh: null } : project;
  const stated = Object.fromEntries(Object.entries(person).filter(([key, value]) => value !== null && key !== 'currency'));
  const ownCurrency = person.currency !== nothingChosen.currency || says(priceKeys);
  return { ...nothingChosen, ...left, ...stated, currency: ownCurrency ? person.currency : (project.currency ?? person.currency) };
}
