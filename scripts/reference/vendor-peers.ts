// Trims the tables of other calculators into raw/peers.json: each keeps its own figures, faults included.
import { writeFileSync } from 'node:fs';
import { parseCsv } from './tables';

type Row = Readonly<Record<string, string>>;
type Numbers = Readonly<Record<string, number>>;

interface CountryMix {
  readonly country_name: string;
  readonly carbon_intensity?: number;
}

interface AwsConstants {
  readonly min_watts: Numbers;
  readonly max_watts: Numbers;
  readonly min_watts_avg: number;
  readonly max_watts_avg: number;
  readonly memory_kwh_per_gbh: number;
  readonly pue: number;
  readonly emission_factors_tonne_per_kwh: Numbers;
  readonly gpu_per_instance: Numbers;
  readonly gpu_model: Readonly<Record<string, readonly string[]>>;
  readonly ec2: Readonly<Record<string, Readonly<Record<string, readonly [vcpus: number, gigabytes: number, embodied: number]>>>>;
}

/** Reads the downloaded tables of ML CO2 Impact, Green Algorithms, CodeCarbon and Cloud Carbon Footprint. */
export function vendorPeers(read: (path: string) => string, target: URL): void {
  const json = (path: string): unknown => JSON.parse(read(path));
  const csv = (path: string): readonly Row[] => parseCsv(read(path));
  /** Green Algorithms writes a line of notes above the header. */
  const noted = (path: string): readonly Row[] => parseCsv(read(path).split('\n').slice(1).join('\n'));
  const peers = {
    mlCo2Impact: {
      hardwareWatts: numbers(csv('mlco2-impact/gpus.csv'), 'name', 'tdp_watts'),
      gramsPerKwh: Object.fromEntries(
        csv('mlco2-impact/impact.csv').map((row) => [`${row.provider ?? ''}/${row.region ?? ''}`, Number(row.impact)]),
      ),
    },
    greenAlgorithms: {
      gpuWatts: numbers(noted('green-algorithms-v3.0/TDP_gpu.csv'), 'model', 'TDP_per_core'),
      cpuWattsPerCore: numbers(noted('green-algorithms-v3.0/TDP_cpu.csv'), 'model', 'TDP_per_core'),
      gramsPerKwh: numbers(noted('green-algorithms-v3.0/CI_aggregated.csv'), 'location', 'carbonIntensity'),
      pue: numbers(noted('green-algorithms-v3.0/defaults_PUE.csv'), 'provider', 'PUE'),
      memoryWattsPerGb: numbers(noted('green-algorithms-v3.0/referenceValues.csv'), 'variable', 'value').memoryPower,
      dataCentres: Object.fromEntries(
        noted('green-algorithms-v3.0/cloudProviders_datacenters.csv').map((row) => [
          `${row.provider ?? ''}--${row.Name ?? ''}`,
          { location: row.location, pue: row.PUE === undefined || row.PUE === '' ? null : Number(row.PUE) },
        ]),
      ),
    },
    codeCarbon: {
      cloudGramsPerKwh: Object.fromEntries(
        csv('codecarbon/impact.csv').map((row) => [`${row.provider ?? ''}/${row.region ?? ''}`, Number(row.impact)]),
      ),
      countries: Object.fromEntries(
        Object.entries(json('codecarbon/global_energy_mix.json') as Readonly<Record<string, CountryMix>>).flatMap(
          ([code, { country_name: name, carbon_intensity: gramsPerKwh }]) =>
            gramsPerKwh === undefined || gramsPerKwh === 0 ? [] : [[code, { name, gramsPerKwh }]],
        ),
      ),
      usPoundsPerMwh: Object.fromEntries(
        Object.entries(json('codecarbon/usa_emissions_2016.json') as Readonly<Record<string, { readonly emissions: number }>>).map(
          ([state, { emissions }]) => [state, emissions],
        ),
      ),
      canadaMix: Object.fromEntries(
        Object.entries(json('codecarbon/canada_energy_mix_2023.json') as Readonly<Record<string, Numbers>>).map(([province, mix]) => [
          province,
          { coal: mix.coal, petroleum: mix.petroleum, naturalGas: mix.naturalGas, total: mix.total },
        ]),
      ),
      nordicGramsPerKwh: Object.fromEntries(
        Object.entries(
          (json('codecarbon/nordic_emissions.json') as { readonly data: Readonly<Record<string, { readonly emission_factor: number }>> })
            .data,
        ).map(([zone, { emission_factor }]) => [zone, emission_factor]),
      ),
    },
    cloudCarbonFootprint: cloudCarbonFootprint(json('ccf-npm/aws-constants.json') as AwsConstants, read),
  };
  writeFileSync(target, `${JSON.stringify(peers, null, 1)}\n`);
}

function numbers(rows: readonly Row[], name: string, value: string): Numbers {
  return Object.fromEntries(rows.flatMap((row) => (row[name] === undefined || row[value] === '' ? [] : [[row[name], Number(row[value])]])));
}

function cloudCarbonFootprint(aws: AwsConstants, read: (path: string) => string): object {
  const types = read('ccf-npm/aws/dist/lib/AWSInstanceTypes.js');
  const constants = read('ccf-npm/aws/dist/domain/AwsFootprintEstimationConstants.js');
  const plain = (name: string): string => name.replace(/[^a-z0-9]/giu, '').toLowerCase();
  const processors = new Map(Object.keys(aws.min_watts).map((name) => [plain(name), name]));
  const named = (constant: string): string => processors.get(plain(constant)) ?? constant;
  const section = (name: string): string => types.split(`exports.${name} = {`)[1]?.split('\n};')[0] ?? '';
  const memory = constants.split('MEMORY_BY_COMPUTE_PROCESSOR: {')[1]?.split('}')[0] ?? '';
  const processorsOf = [...section('INSTANCE_TYPE_COMPUTE_PROCESSOR_MAPPING').matchAll(/'([\w.-]+)': \[([^\]]*)\]/gu)];
  return {
    pue: aws.pue,
    memoryKwhPerGbHour: aws.memory_kwh_per_gbh,
    /** Where the processor of an instance is not known. */
    averageWatts: { minimum: aws.min_watts_avg, maximum: aws.max_watts_avg },
    averageGbPerChip: Number(/MEMORY_AVG: ([\d.]+)/u.exec(constants)?.[1]),
    processors: Object.fromEntries(
      Object.entries(aws.min_watts).map(([name, minimum]) => [name, { minimum, maximum: aws.max_watts[name] }]),
    ),
    gbPerChip: Object.fromEntries(
      [...memory.matchAll(/COMPUTE_PROCESSOR_TYPES\.(\w+)\]: ([\d.]+)/gu)].map(([, constant = '', value]) => [
        named(constant),
        Number(value),
      ]),
    ),
    tonnesPerKwh: aws.emission_factors_tonne_per_kwh,
    /** Virtual CPUs and gigabytes by family and size, the largest last. */
    instances: Object.fromEntries(
      Object.entries(aws.ec2).map(([family, sizes]) => [
        family,
        Object.fromEntries(Object.entries(sizes).map(([size, [vcpus, gigabytes]]) => [size, [vcpus, gigabytes]])),
      ]),
    ),
    processorsOf: Object.fromEntries(
      processorsOf.map(([, instance = '', list = '']) => [
        instance,
        [...list.matchAll(/COMPUTE_PROCESSOR_TYPES\.(\w+)/gu)].map(([, constant = '']) => named(constant)),
      ]),
    ),
    burstable: [...section('BURSTABLE_INSTANCE_BASELINE_UTILIZATION').matchAll(/'([\w.-]+)'/gu)].map(([, instance]) => instance),
    gpus: Object.fromEntries(
      Object.entries(aws.gpu_per_instance).map(([instance, count]) => [instance, { count, model: aws.gpu_model[instance]?.[0] }]),
    ),
  };
}
