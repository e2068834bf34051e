import type { InstanceRow } from '../../src/reference/rows';
// Rows of the trimmed tables in ./raw.
import type { PeerTables } from '../../src/reference/peer-tables';
import type { EmbodiedTable, ReferenceDefaults } from '../../src/reference/tables';

export interface EpochRow {
  readonly name: string;
  readonly released: string;
  readonly tdp: number;
  /** GB. */
  readonly memory: number | null;
  readonly bandwidth: number | null;
  /** TFLOP/s, dense. */
  readonly tensor16: number | null;
  readonly fp8: number | null;
  readonly tf32: number | null;
  readonly fp32: number | null;
  readonly fp64: number | null;
}

export interface CardRow {
  readonly name: string;
  readonly memory: number;
  readonly bandwidth: number | null;
  readonly tdp: number;
  readonly fp32: number;
  readonly year: number;
}

export interface SkuRow {
  readonly kind: string;
  readonly vendor: string;
  readonly name: string;
  readonly tflops: number;
  readonly memory?: readonly number[];
  readonly power: number;
  readonly year: number;
}

export type FactField = 'tdp' | 'memory' | 'bandwidth' | 'fp32' | 'tensor16' | 'year';

/** What we decide about an accelerator: its names, and which row of which table states its figures. */
export interface ListedAccelerator {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly vendor: string;
  readonly kind: 'gpu' | 'tpu' | 'npu' | 'integrated' | 'cpu';
  readonly segment: 'datacenter' | 'workstation' | 'consumer' | 'laptop' | 'cloud' | 'cpu';
  readonly rate: string;
  readonly wiki?: string;
  readonly epoch?: string;
  readonly sku?: string;
  /** Figures that a vendor's page states and the tables do not, or state otherwise, with that source. */
  readonly facts?: Partial<Record<FactField, readonly [number, string]>>;
}

export interface LifecycleZone {
  readonly id: string;
  readonly name: string;
  readonly lifecycle: number;
}

/** Electricity Maps 2024, which also tells the country of a zone. */
export interface DirectZone {
  readonly id: string;
  readonly country: string;
  readonly direct: number;
  readonly lifecycle: number;
}

export interface ZoneNames {
  /** Names that alone do not tell which country is meant. */
  readonly ambiguous: readonly string[];
  readonly aliases: Readonly<Record<string, readonly string[]>>;
}

export interface CloudRegion {
  readonly provider: string;
  readonly region: string;
  readonly zone: string;
  readonly zoneSource: string;
  readonly pue: number | null;
  readonly pueYear: number | null;
  readonly water: number | null;
}

export interface CloudPlace {
  readonly id: string;
  readonly place: string;
  readonly aliases?: readonly string[];
  /** The zone, where the source has none or a wrong one; `why` says on what ground. */
  readonly zone?: string;
  readonly why?: string;
}

export interface CatalogueModel {
  readonly id: string;
  readonly family: string;
  readonly task: string;
  readonly names: readonly string[];
  readonly type?: string;
  readonly params: number;
  readonly input?: readonly [number, number, number];
  readonly trainSize?: number;
  readonly gmacs?: number;
  readonly gmacsBySequence?: Readonly<Record<string, number>>;
  readonly activationsM?: number;
  readonly layers?: number;
  readonly hidden?: number;
  readonly heads?: number;
  readonly modules?: number;
  readonly accuracy?: ModelAccuracy;
  readonly weights?: string;
  readonly popular?: boolean;
}

/** Accuracies in the shapes that the sources of the families have; torchvision: "WEIGHTS:benchmark:metric". */
export interface ModelAccuracy {
  readonly imagenet_top1_best?: { readonly top1: number };
  readonly imagenet_top1_in1k_only?: { readonly top1: number };
  readonly imagenet_top1?: number;
  readonly coco_map50_95?: number;
  readonly glue_like?: { readonly score: number; readonly verified: boolean };
}

export interface CatalogueDataset {
  readonly id: string;
  readonly task: string;
  readonly train: number;
  readonly classes?: number;
  /** [height, width, channels]. */
  readonly image?: readonly [number, number, number];
  readonly tokens?: number;
  readonly identifiers: Partial<Record<'torchvision' | 'keras' | 'sklearn' | 'hf' | 'tfds' | 'other', string | readonly string[]>>;
  /** The table in which the number of samples was read. */
  readonly checked?: string;
}

export interface DatasetNames {
  /** Sets whose samples all have one shape. */
  readonly fixed: readonly string[];
  /** Who states the number of samples of a set that `checked` does not name. */
  readonly sources: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, readonly string[]>>;
}

export interface HubDataset {
  readonly id: string;
  readonly train: Readonly<Record<string, number>>;
}

/** The files in ./raw by name. */
export interface RawTables {
  readonly 'epoch-hardware.json': readonly EpochRow[];
  readonly 'wikipedia-cards.json': readonly CardRow[];
  readonly 'huggingface-skus.json': readonly SkuRow[];
  readonly 'accelerator-list.json': readonly ListedAccelerator[];
  readonly 'electricity-maps-2025.json': readonly LifecycleZone[];
  readonly 'electricity-maps-2024.json': readonly DirectZone[];
  readonly 'zone-names.json': ZoneNames;
  readonly 'cloud-regions.json': readonly CloudRegion[];
  readonly 'cloud-places.json': readonly CloudPlace[];
  readonly 'models.json': readonly CatalogueModel[];
  readonly 'model-aliases.json': Readonly<Record<string, readonly string[]>>;
  readonly 'datasets.json': readonly CatalogueDataset[];
  readonly 'dataset-names.json': DatasetNames;
  readonly 'huggingface-datasets-2.3.0.json': readonly HubDataset[];
  readonly 'embodied.json': EmbodiedTable;
  readonly 'defaults.json': ReferenceDefaults;
  readonly 'cloud-instances.json': readonly Omit<InstanceRow, 'id' | 'aliases'>[];
  readonly 'peers.json': PeerTables;
}
