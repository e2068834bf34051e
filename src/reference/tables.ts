/** The reference tables as the host reads them: JSON files with source, year and licence. */
import type { PackedTable } from './packed';
import type { AcceleratorRow, CloudRegionRow, GridZoneRow } from './rows';

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
}

export interface ReferenceTables {
  readonly accelerators: Table<AcceleratorRow>;
  readonly zones: Table<GridZoneRow>;
  readonly regions: Table<CloudRegionRow>;
  /** Rows are `ModelRow`s. */
  readonly models: PackedTable;
  /** Rows are `DatasetRow`s. */
  readonly datasets: PackedTable;
  readonly defaults: ReferenceDefaults;
}

/** File of each table, relative to the folder `reference/data`. The host reads them, parses them as JSON and passes them to `createReference`. */
export const referenceFiles: Readonly<Record<keyof ReferenceTables, string>> = {
  accelerators: 'accelerators.json',
  zones: 'zones.json',
  regions: 'regions.json',
  models: 'models.json',
  datasets: 'datasets.json',
  defaults: 'defaults.json',
};
