/** The world as data: accelerators, grids, clouds, models and data sets, looked up by the names people use. */
import type { PeerTables } from './peer-tables';
import { type Found, type NameIndex, nameIndex } from './name-index';
import { unpack } from './packed';
import type { AcceleratorRow, CloudRegionRow, DatasetRow, GridZoneRow, InstanceRow, ModelRow } from './rows';
import type { EmbodiedTable, ReferenceDefaults, ReferenceTables } from './tables';
import { once } from './once';

/** The kinds of rows that can be listed and searched. */
export interface RowByKind {
  readonly accelerators: AcceleratorRow;
  readonly regions: CloudRegionRow;
  readonly instances: InstanceRow;
  readonly zones: GridZoneRow;
  readonly models: ModelRow;
  readonly datasets: DatasetRow;
}

/** An accelerator, and the machine that it was named by, if any. */
export type FoundHardware =
  | { readonly ok: true; readonly accelerator: AcceleratorRow; readonly instance: InstanceRow | null }
  | { readonly ok: false; readonly problem: string };

export type ReferenceKind = keyof RowByKind;

export interface Reference {
  /**
   * An accelerator by id, name or alias: "A100", "a100-80gb", "RTX 3090", "NVIDIA GeForce RTX 3090".
   * A name that leaves out form or memory means the variant most often rented: A100 is the SXM4 with 40 GB, H100 the SXM5 with 80 GB,
   * V100 the SXM2 with 16 GB, P100 the PCIe card with 16 GB. "RTX 4000/5000/6000" is the Quadro; the later cards are "RTX 6000 Ada".
   */
  readonly accelerator: (text: string) => Found<AcceleratorRow>;
  /** A machine of a cloud by name: "p4d.24xlarge", "a2-highgpu-1g", "Standard_NC24ads_A100_v4". */
  readonly instance: (text: string) => Found<InstanceRow>;
  /** What a person chose to train on: an accelerator, or a machine of a cloud with its accelerators. */
  readonly hardware: (text: string) => FoundHardware;
  /** A cloud region by id, region code or place: "aws/us-east-1", "us-east1", "Frankfurt". A place that several providers share means AWS, then Google Cloud, then Azure. */
  readonly region: (text: string) => Found<CloudRegionRow>;
  /** A grid zone by Electricity Maps key, country code, country or name: "FR", "France", "US-MIDA-PJM", "California". */
  readonly zone: (text: string) => Found<GridZoneRow>;
  /** A model as code names it: "torchvision.models.resnet50", "resnet50", "google-bert/bert-base-uncased", "bert-base-uncased". A bare name means torchvision, then timm, then the rest. */
  readonly model: (name: string) => Found<ModelRow>;
  /** A data set as code names it: "torchvision.datasets.CIFAR10", "glue:sst2", "imdb". */
  readonly dataset: (name: string) => Found<DatasetRow>;
  /** Rows for a picker, best match first; the whole table for an empty text. */
  readonly search: <Kind extends ReferenceKind>(kind: Kind, text: string) => readonly RowByKind[Kind][];
  readonly all: <Kind extends ReferenceKind>(kind: Kind) => readonly RowByKind[Kind][];
  /** Source, year and licence of a table. */
  readonly about: (kind: ReferenceKind) => { readonly source: string; readonly year: number; readonly licence: string };
  readonly embodied: EmbodiedTable;
  readonly defaults: ReferenceDefaults;
  readonly peers: PeerTables;
}

/** Words that people add to or leave out of accelerator names. */
const acceleratorNoise = new Set(
  'nvidia geforce tesla amd radeon instinct intel google cloud habana apple aws amazon gpu graphics card generation chip design with'.split(
    ' ',
  ),
);

export function createReference(tables: ReferenceTables): Reference {
  const models = once(() => unpack<ModelRow>(tables.models).rows);
  const datasets = once(() => unpack<DatasetRow>(tables.datasets).rows);
  const rows: { readonly [Kind in ReferenceKind]: () => readonly RowByKind[Kind][] } = {
    accelerators: () => tables.accelerators.rows,
    regions: () => tables.regions.rows,
    instances: () => tables.instances.rows,
    zones: () => tables.zones.rows,
    models,
    datasets,
  };
  const indices: { readonly [Kind in ReferenceKind]: NameIndex<RowByKind[Kind]> } = {
    accelerators: nameIndex(rows.accelerators, {
      noun: 'accelerator',
      label: (row) => row.name,
      names: (row) => [row.id, row.name, ...row.aliases],
      noise: acceleratorNoise,
    }),
    regions: nameIndex(rows.regions, {
      noun: 'cloud region',
      label: (row) => row.id,
      names: (row) => [row.id, row.region, row.name, ...row.aliases],
    }),
    instances: nameIndex(rows.instances, {
      noun: 'machine of a cloud',
      label: (row) => row.id,
      names: (row) => [row.id, row.name, ...row.aliases],
    }),
    zones: nameIndex(rows.zones, {
      noun: 'grid zone or country',
      label: (row) => `${row.name} (${row.id})`,
      names: (row) => [row.id, row.name, ...row.aliases],
    }),
    models: nameIndex(rows.models, {
      noun: 'model',
      label: (row) => row.id,
      names: (row) => [row.id, ...row.names],
      variants: modelSpellings,
    }),
    datasets: nameIndex(rows.datasets, {
      noun: 'data set',
      label: (row) => row.id,
      names: (row) => [row.id, ...row.names],
      variants: hubSpellings,
    }),
  };
  return {
    accelerator: indices.accelerators.find,
    instance: indices.instances.find,
    hardware: (text) => findHardware(text, indices),
    region: indices.regions.find,
    zone: indices.zones.find,
    model: indices.models.find,
    dataset: indices.datasets.find,
    search: (kind, text) => indices[kind].search(text),
    all: (kind) => rows[kind](),
    about: (kind) => ({ source: tables[kind].source, year: tables[kind].year, licence: tables[kind].licence }),
    embodied: tables.embodied,
    defaults: tables.defaults,
    peers: tables.peers,
  };
}

/** Names of machines are exact; what is none is an accelerator or a mistake in naming one. */
function findHardware(
  text: string,
  { accelerators, instances }: { readonly accelerators: NameIndex<AcceleratorRow>; readonly instances: NameIndex<InstanceRow> },
): FoundHardware {
  const found = accelerators.find(text);
  if (found.ok) {
    return { ok: true, accelerator: found.row, instance: null };
  }
  const machine = instances.find(text);
  const inside = machine.ok ? accelerators.find(machine.row.accelerator) : undefined;
  return machine.ok && inside?.ok === true ? { ok: true, accelerator: inside.row, instance: machine.row } : found;
}

/** Hub ids may carry a prefix ("hf-hub:timm/…"), an organisation ("timm/…") and, in timm alone, a weight tag (".a1_in1k"). */
function modelSpellings(name: string): readonly string[] {
  const withoutPrefix = name.replace(/^(?:hf[-_]hub|hf|timm):/u, '');
  const withoutTag = withoutPrefix.replace(/\.[a-z][a-z0-9_]*$/u, '');
  const tagged = withoutTag === withoutPrefix ? [] : [`timm/${lastPart(withoutTag)}`];
  return [withoutPrefix, ...tagged, withoutTag, lastPart(withoutPrefix), lastPart(withoutTag)];
}

function hubSpellings(name: string): readonly string[] {
  const [path, config] = name.split(':');
  return path === undefined || config === undefined ? [lastPart(name)] : [`${lastPart(path)}:${config}`];
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
