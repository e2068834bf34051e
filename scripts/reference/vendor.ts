// Trims downloaded source tables into ./raw, so that building needs nothing outside the repository.
// Usage: npm run reference:vendor -- FOLDER   (raw/README.md lists the downloads that FOLDER holds)
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vendorCatalogue } from './vendor-catalogue';
import { vendorPeers } from './vendor-peers';
import { parseCsv, writeJsonLines } from './tables';

interface DownloadedSku {
  readonly class: string;
  readonly vendor: string;
  readonly name: string;
  readonly tflops: number;
  readonly memory?: readonly number[];
  readonly power?: number;
  readonly releaseYear: number;
}

interface DownloadedZone {
  readonly zone: { readonly zoneName: string };
  readonly carbonIntensity: { readonly value: number };
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Say where the downloaded tables are: npm run reference:vendor -- FOLDER');
  process.exit(2);
}
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const raw = (name: string): URL => new URL(`raw/${name}`, import.meta.url);
const number = (text = ''): number | null => (text === '' ? null : Number(text));
const per = (text = '', unit: number): number | null => (text === '' ? null : Number((Number(text) / unit).toPrecision(6)));

writeJsonLines(
  raw('epoch-hardware.json'),
  parseCsv(read('epoch-ml-hardware/ml_hardware.csv'))
    .filter((row) => row['TDP (W)'] !== '')
    .map((row) => ({
      name: row['Hardware name'],
      released: row['Release date']?.slice(0, 4),
      tdp: number(row['TDP (W)']),
      memory: per(row['Memory (bytes)'], 1e9),
      bandwidth: per(row['Memory bandwidth (byte/s)'], 1e9),
      tensor16: per(row['Tensor-FP16/BF16 performance (FLOP/s)'], 1e12),
      fp8: per(row['FP8 performance (FLOP/s)'], 1e12),
      tf32: per(row['TF32 (TensorFloat-32) performance (FLOP/s)'], 1e12),
      fp32: per(row['FP32 (single precision) performance (FLOP/s)'], 1e12),
      fp64: per(row['FP64 (double precision) performance (FLOP/s)'], 1e12),
    })),
);

writeJsonLines(
  raw('huggingface-skus.json'),
  (JSON.parse(read('huggingface-tasks/hardware-skus-0.21.54.json')) as readonly DownloadedSku[])
    .filter((sku) => sku.power !== undefined && sku.vendor !== 'QUALCOMM')
    .map(({ class: kind, vendor, name, tflops, memory, power, releaseYear }) => ({
      kind,
      vendor,
      name,
      tflops,
      memory,
      power,
      year: releaseYear,
    })),
);

writeJsonLines(
  raw('electricity-maps-2025.json'),
  Object.entries(JSON.parse(read('co2js/electricity-maps/yearly_2025.json')) as Record<string, DownloadedZone>).map(([id, zone]) => ({
    id,
    name: zone.zone.zoneName,
    lifecycle: zone.carbonIntensity.value,
  })),
);

/** The source writes Namibia's code as an empty field. */
const zoneId = (row: Readonly<Record<string, string>>): string => (row['Zone id'] === '' ? 'NA' : (row['Zone id'] ?? ''));

writeJsonLines(
  raw('electricity-maps-2024.json'),
  parseCsv(read('green-algorithms-data-v3.1/CI-electricitymap-yearly_2024-with-continents.csv'))
    .map((row) => ({
      id: zoneId(row),
      country: row.Country,
      direct: number(row['Carbon intensity gCO₂eq/kWh (direct)']),
      lifecycle: number(row['Carbon intensity gCO₂eq/kWh (Life cycle)']),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
);

writeJsonLines(
  raw('cloud-regions.json'),
  parseCsv(read('derived/cloud-regions.csv')).map((row) => ({
    provider: row.provider,
    region: row.region,
    zone: row.em_zone,
    zoneSource: row.zone_source,
    pue: number(row.pue),
    pueYear: number(row.pue_year),
    water: number(row.wue_l_per_kwh),
  })),
);

vendorCatalogue(read, raw);
vendorPeers(read, raw('peers.json'));
