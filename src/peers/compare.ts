import type { GreenAlgorithmsInputs } from './green-algorithms';
import { greenAlgorithms } from './green-algorithms';
import { cloudCarbonFootprint } from './cloud-carbon-footprint';
import { codeCarbon } from './codecarbon';
import { mlCo2Impact } from './ml-co2-impact';
import { isPeerFigure, peerMethods, type PeerFigure, type PeerMethod, type PeerProblem } from './peer-tables';
import type { PeerTables } from '../reference/peer-tables';

/** A run as a calculator would be told of it: the duration is ours, since each of them asks for it. */
export interface ComparedRun {
  readonly hours: number;
  /** Accelerators together, and what we say they draw on average, W each. */
  readonly count: number;
  readonly nodes: number;
  readonly acceleratorWatts: number;
  readonly cpuCores: number;
  readonly memoryGib: number;
  /** Whether a name in a table of theirs means this run's accelerator. */
  readonly isThis: (hardware: string) => boolean;
  /** `provider` and `region` of a cloud. */
  readonly cloud: { readonly provider: string; readonly region: string } | null;
  readonly zone: string | null;
  readonly country: string | null;
  readonly intensityGramsPerKwh: number;
  readonly pue: number;
}

export interface ComparedFigure {
  readonly method: PeerMethod;
  readonly energyKwh: number;
  readonly carbonKg: number;
  /** Why it differs from ours. */
  readonly why: string;
}

type Answer = readonly [figure: PeerFigure | PeerProblem, why: string];

/** What the other calculators say of a run; one that does not know the hardware or the place says nothing. */
export function compareWithPeers(run: ComparedRun, tables: PeerTables): readonly ComparedFigure[] {
  return peerMethods.flatMap((method) => {
    const [figure, why] = askPeer(method, run, tables);
    return isPeerFigure(figure) ? [{ method, energyKwh: figure.energyKwh, carbonKg: figure.carbonGrams / 1000, why }] : [];
  });
}

/** What one calculator says of a run, or a sentence on what it does not list. */
export function askPeer(method: PeerMethod, run: ComparedRun, tables: PeerTables): Answer {
  return askers[method](run, tables);
}

const askers: Readonly<Record<PeerMethod, (run: ComparedRun, tables: PeerTables) => Answer>> = {
  'ml-co2-impact': askMlCo2Impact,
  'green-algorithms': askGreenAlgorithms,
  codecarbon: askCodeCarbon,
  'cloud-carbon-footprint': askCloudCarbonFootprint,
};

function askMlCo2Impact(run: ComparedRun, tables: PeerTables): Answer {
  const gpu = Object.keys(tables.mlCo2Impact.hardwareWatts).find(run.isThis);
  const place = run.cloud === null ? '' : `${run.cloud.provider}/${run.cloud.region}`;
  const listed = tables.mlCo2Impact.gramsPerKwh[place] !== undefined;
  const why = `full TDP of ${String(run.count)} accelerators for the whole time, no host, no PUE; ${
    listed ? 'intensity of 2016 to 2019' : 'our intensity, which its page lets one type'
  }`;
  if (gpu === undefined) {
    return [{ problem: 'ML CO2 Impact does not list this accelerator.' }, why];
  }
  const intensity = listed ? { ...run.cloud } : { gramsPerKwh: run.intensityGramsPerKwh };
  return [mlCo2Impact({ gpu, hours: run.hours * run.count, ...intensity }, tables), why];
}

function askGreenAlgorithms(run: ComparedRun, tables: PeerTables): Answer {
  const table = tables.greenAlgorithms;
  const gpu = Object.keys(table.gpuWatts).find((name) => name !== 'Any' && run.isThis(name));
  const server = run.cloud === null ? undefined : `${run.cloud.provider}--${run.cloud.region}`;
  const centre = server === undefined ? undefined : table.dataCentres[server];
  const loc = [run.zone ?? '', (run.zone ?? '').split('-')[0] ?? '', 'WORLD'].find((name) => table.gramsPerKwh[name] !== undefined);
  const hardware = gpu ?? 'Any';
  const inputs: GreenAlgorithmsInputs = {
    coreType: 'Both',
    ncpu: run.cpuCores,
    ngpu: run.count,
    gpu: hardware,
    mem: run.memoryGib,
    h: run.hours,
    ...(run.cloud === null
      ? { platform: run.pue === 1 ? 'personalComputer' : 'localServer', ...(loc === undefined ? {} : { loc }) }
      : {
          platform: 'cloudComputing',
          provider: run.cloud.provider,
          ...(centre === undefined ? { loc: loc ?? 'WORLD' } : { server: server ?? '' }),
        }),
  };
  const known = gpu === undefined ? '200 W for an accelerator it does not list' : 'full TDP for the whole time';
  return [greenAlgorithms(inputs, tables), `${known}, 12 W for every core, all memory; intensity of 2019 to 2021 and its own PUE`];
}

/** W a thread where the processor is not in its list, and threads of a core: CodeCarbon 3.3.0. */
const unknownProcessor = { wattsPerThread: 4, threadsPerCore: 2 };

function askCodeCarbon(run: ComparedRun, tables: PeerTables): Answer {
  const country = Object.entries(tables.codeCarbon.countries).find(([, { name }]) => name === run.country)?.[0] ?? null;
  const figure = codeCarbon(
    {
      hours: run.hours,
      cpu_tdp_W: run.cpuCores * unknownProcessor.threadsPerCore * unknownProcessor.wattsPerThread,
      cpu_mode: 'constant',
      ram_gb: run.memoryGib,
      gpu_measured_W: run.acceleratorWatts * run.count,
      cloud: run.cloud === null ? null : [run.cloud.provider, run.cloud.region],
      country_iso: country,
    },
    tables,
  );
  return [
    figure,
    'it measures accelerators while they run, so ours are given; a processor of unknown kind at half of 4 W a thread, memory by guessed modules, PUE 1; country averages of 2021 to 2023',
  ];
}

function askCloudCarbonFootprint(run: ComparedRun, tables: PeerTables): Answer {
  const table = tables.cloudCarbonFootprint;
  const perNode = run.count / run.nodes;
  const why = 'half load of instance, accelerators and memory whatever runs on them, PUE 1.135; intensity of 2020 and 2021';
  const fitting = Object.entries(table.gpus)
    .filter(([, { count, model }]) => count >= perNode && run.isThis(model))
    .sort(([, a], [, b]) => a.count - b.count);
  const [instance, gpus] = fitting[0] ?? [];
  if (run.cloud?.provider !== 'aws') {
    return [{ problem: 'Cloud Carbon Footprint is asked about regions of AWS alone.' }, why];
  }
  if (instance === undefined || gpus === undefined) {
    return [{ problem: 'Cloud Carbon Footprint does not list this accelerator and would count the processors alone.' }, why];
  }
  // A share of an instance that has more accelerators than the run uses.
  const hours = (run.hours * run.count) / gpus.count;
  return [cloudCarbonFootprint({ region: run.cloud.region, instance, hours }, tables), `${instance}: ${why}`];
}
