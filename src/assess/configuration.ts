/** The machine and grid a person has chosen, from settings, configuration file or flags. Null means: not chosen. */
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
