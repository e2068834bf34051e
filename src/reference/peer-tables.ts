/**
 * The tables of other calculators, as they ship them, faults included. Nothing of ours is computed from them.
 * ML CO2 Impact at d0d3ee5a (2026), Green Algorithms v3.0 (2025), CodeCarbon 3.3.0 (2026), Cloud Carbon Footprint aws 0.15.0 (2022).
 */
export interface PeerTables {
  readonly mlCo2Impact: {
    readonly hardwareWatts: Numbers;
    /** By `provider/region`. */
    readonly gramsPerKwh: Numbers;
  };
  readonly greenAlgorithms: {
    readonly gpuWatts: Numbers;
    readonly cpuWattsPerCore: Numbers;
    readonly gramsPerKwh: Numbers;
    /** By provider; `Unknown` is a server of one's own. */
    readonly pue: Numbers;
    readonly memoryWattsPerGb: number;
    /** By `provider--name`. */
    readonly dataCentres: Readonly<Record<string, { readonly location: string; readonly pue: number | null }>>;
  };
  readonly codeCarbon: {
    readonly cloudGramsPerKwh: Numbers;
    /** By ISO 3166 code of three letters. */
    readonly countries: Readonly<Record<string, { readonly name: string; readonly gramsPerKwh: number }>>;
    readonly usPoundsPerMwh: Numbers;
    /** Percent of each source, of `total`. */
    readonly canadaMix: Readonly<
      Record<string, { readonly coal: number; readonly petroleum: number; readonly naturalGas: number; readonly total: number }>
    >;
    readonly nordicGramsPerKwh: Numbers;
  };
  readonly cloudCarbonFootprint: {
    readonly pue: number;
    readonly memoryKwhPerGbHour: number;
    readonly averageWatts: WattRange;
    readonly averageGbPerChip: number;
    /** Watts of a virtual CPU, or of a GPU, by processor. */
    readonly processors: Readonly<Record<string, WattRange>>;
    readonly gbPerChip: Numbers;
    readonly tonnesPerKwh: Numbers;
    readonly instances: Readonly<Record<string, Readonly<Record<string, readonly [vcpus: number, gigabytes: number]>>>>;
    readonly processorsOf: Readonly<Record<string, readonly string[]>>;
    readonly burstable: readonly string[];
    readonly gpus: Readonly<Record<string, { readonly count: number; readonly model: string }>>;
  };
}

type Numbers = Readonly<Record<string, number>>;

interface WattRange {
  readonly minimum: number;
  readonly maximum: number;
}
