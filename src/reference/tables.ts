/** The reference tables as the host reads them: JSON files with source, year and licence. */
import type { PeerTables } from './peer-tables';
import type { PackedTable } from './packed';
import type { AcceleratorRow, CloudRegionRow, GridZoneRow, InstanceRow } from './rows';

export interface Table<Row> {
  readonly source: string;
  readonly year: number;
  readonly licence: string;
  readonly rows: readonly Row[];
}

/** A figure of the world with where it comes from. */
export interface SourcedFigure {
  readonly value: number;
  readonly year: number;
  readonly source: string;
}

/** What holds when nothing more exact is known. Each is shown as an assumption where it is used. */
export interface ReferenceDefaults {
  /** Average intensity of the world's electricity, gCO2e per kWh, life cycle. */
  readonly world: { readonly lifecycleGramsPerKwh: number; readonly year: number; readonly source: string };
  readonly pue: {
    /** A server room or data centre of unknown make. */
    readonly onPremises: SourcedFigure;
    /** A desktop or laptop. */
    readonly ownComputer: SourcedFigure;
    /** Fleet averages by provider id, for regions without their own figure. */
    readonly providers: Readonly<Record<string, SourcedFigure>>;
  };
  /** Litres of water on site per kWh of IT energy, fleet averages by provider id. */
  readonly waterLitresPerKwh: Readonly<Record<string, SourcedFigure>>;
}

/** Greenhouse gases of making a thing, kgCO2e: published figures from the lowest to the highest. */
export interface EmbodiedFigure {
  readonly kg: { readonly low: number; readonly central: number; readonly high: number };
  readonly source: string;
}

/** Embodied carbon of accelerators and of the machines around them. Published totals of one device differ several times over. */
export interface EmbodiedTable {
  readonly source: string;
  readonly year: number;
  readonly licence: string;
  readonly accelerators: readonly (EmbodiedFigure & { readonly ids: readonly string[] })[];
  /** For accelerators without a figure of their own: data-centre boards, and graphics cards. */
  readonly classes: Readonly<Record<'datacenter' | 'card', EmbodiedFigure>>;
  /** The machine without its accelerators; a laptop's figure includes its GPU. */
  readonly hosts: Readonly<Record<'server' | 'desktop' | 'laptop', EmbodiedFigure>>;
  readonly lifetimeYears: { readonly short: number; readonly long: number; readonly source: string };
}

export interface ReferenceTables {
  readonly accelerators: Table<AcceleratorRow>;
  readonly zones: Table<GridZoneRow>;
  readonly regions: Table<CloudRegionRow>;
  readonly instances: Table<InstanceRow>;
  /** Rows are `ModelRow`s. */
  readonly models: PackedTable;
  /** Rows are `DatasetRow`s. */
  readonly datasets: PackedTable;
  readonly embodied: EmbodiedTable;
  readonly defaults: ReferenceDefaults;
  /** Tables of other calculators; nothing of ours is computed from them. */
  readonly peers: PeerTables;
}

/** File of each table, relative to the folder `reference/data`. The host reads them, parses them as JSON and passes them to `createReference`. */
export const referenceFiles: Readonly<Record<keyof ReferenceTables, string>> = {
  accelerators: 'accelerators.json',
  zones: 'zones.json',
  regions: 'regions.json',
  instances: 'instances.json',
  models: 'models.json',
  datasets: 'datasets.json',
  embodied: 'embodied.json',
  defaults: 'defaults.json',
  peers: 'peers.json',
};
