// Accelerators: names and choices from raw/accelerator-list.json, numbers from the public tables it points at.
import type { AcceleratorRow } from '../../src/reference/rows';
import type { FactField, ListedAccelerator, SkuRow } from './raw-rows';
import { readRaw } from './tables';

type Peaks = AcceleratorRow['peakTflops'];

/** What the tables state about one accelerator's arithmetic, TFLOP/s; `sku` is the figure of Hugging Face. */
interface Stated {
  readonly fp64: number | null;
  readonly fp32: number | null;
  readonly tf32: number | null;
  readonly tensor16: number | null;
  readonly fp8: number | null;
  readonly sku: number | null;
}

/**
 * Dense peaks by architecture, as multiples of the fp32 rate of the same row, with fp32 accumulation.
 * GeForce cards run tensor instructions that accumulate in fp32 at half the rate of the professional cards of the same chip.
 */
const multiples: Readonly<Record<string, Peaks>> = {
  plain: {},
  // NVIDIA Tesla P100 whitepaper (2016): packed fp16.
  gp100: { fp16: 2 },
  // NVIDIA Turing whitepaper (2018), appendix A: Quadro RTX 6000 130.5 of 16.3, GeForce RTX 2080 Ti 53.8 of 13.4; TU11x has no tensor cores.
  'turing-full': { fp16: 8 },
  'turing-half': { fp16: 4 },
  'turing-16': { fp16: 2 },
  // NVIDIA Ampere GA102 whitepaper (2021): RTX A6000 154.8 of 38.7, GeForce RTX 3090 71 of 35.6.
  'ampere-full': { tf32: 2, fp16: 4, bf16: 4 },
  'ampere-half': { tf32: 1, fp16: 2, bf16: 2 },
  // NVIDIA A30 datasheet (2021): 82 and 165 of 10.3.
  'ampere-a30': { tf32: 8, fp16: 16, bf16: 16 },
  // NVIDIA Ada whitepaper v2.1 (2023): RTX 6000 Ada 364 of 91.1, GeForce RTX 4090 165.2 of 82.6.
  'ada-full': { tf32: 2, fp16: 4, bf16: 4, fp8: 8 },
  'ada-half': { tf32: 1, fp16: 2, bf16: 2, fp8: 4 },
  // NVIDIA RTX Blackwell whitepaper (2025): GeForce RTX 5090 209.5 of 104.8.
  'blackwell-full': { tf32: 2, fp16: 4, bf16: 4, fp8: 8 },
  'blackwell-half': { tf32: 1, fp16: 2, bf16: 2, fp8: 4 },
  // AMD CDNA whitepaper (2020) and CDNA 2 whitepaper (2021): matrix cores.
  cdna1: { fp16: 8, bf16: 4 },
  cdna2: { fp16: 8, bf16: 8 },
  packed: { fp16: 2 },
  // AMD RDNA 3 (2022): packed fp16 and bf16.
  rdna3: { fp16: 2, bf16: 2 },
};

/** Peaks that need more than the fp32 rate: what the tables state for the tensor or matrix engine. */
const engines: Readonly<Record<string, (stated: Stated, kind: AcceleratorRow['kind']) => Partial<Record<keyof Peaks, number | null>>>> = {
  volta: ({ fp32, tensor16 }) => ({ fp32, fp16: tensor16 }),
  'ampere-100': ({ fp32, tf32, tensor16, fp64 }) => ({ fp64, fp32, tf32, fp16: tensor16, bf16: tensor16 }),
  hopper: ({ fp32, tf32, tensor16, fp8, fp64 }) => ({
    fp64,
    fp32,
    tf32: tf32 ?? times(tensor16, 0.5),
    fp16: tensor16,
    bf16: tensor16,
    fp8: fp8 ?? times(tensor16, 2),
  }),
  cdna4: ({ fp32, tensor16, fp8 }) => ({ fp32, fp16: tensor16, bf16: tensor16, fp8 }),
  // A TPU multiplies fp32 arrays in bf16, so its vector rate is no peak of training.
  bf16: ({ fp32, tf32, tensor16, fp8 }, kind) => ({ fp32: kind === 'tpu' ? null : fp32, tf32, bf16: tensor16, fp8 }),
  'fp16-engine': ({ fp32, tensor16 }) => ({ fp32, fp16: tensor16 }),
  none: () => ({}),
  // Hugging Face lists fp16 without tensor or matrix engine for these ...
  'sku-packed': ({ sku }) => ({ fp32: times(sku, 0.5), fp16: sku, bf16: sku }),
  'sku-packed-fp16': ({ sku }) => ({ fp32: times(sku, 0.5), fp16: sku }),
  // ... and fp32 for Apple and for CPUs. Metal runs fp16 at the fp32 rate.
  apple: ({ sku }) => ({ fp32: sku, fp16: sku }),
  cpu: ({ sku }) => ({ fp32: sku }),
};

function times(rate: number | null, factor: number): number | null {
  return rate === null ? null : rate * factor;
}

const credits = {
  epoch: 'Epoch AI, Data on Machine Learning Hardware (CC BY), 2026',
  wiki: 'vendor specifications as listed by Wikipedia, 2025',
  sku: 'Hugging Face hardware SKUs (MIT), 2026',
};

/** Rows of accelerators.json; throws when a row of the list points at a table row that does not exist or lacks a power figure. */
export function accelerators(): readonly AcceleratorRow[] {
  const epoch = byName(readRaw('epoch-hardware.json'));
  const wiki = byName(readRaw('wikipedia-cards.json'));
  const skus = byName(readRaw('huggingface-skus.json'));
  return readRaw('accelerator-list.json').map((entry) => {
    const e = pick(epoch, entry.epoch, entry.id);
    const w = pick(wiki, entry.wiki, entry.id);
    const s = pick(skus, entry.sku, entry.id);
    const fact = (field: FactField): number | undefined => entry.facts?.[field]?.[0];
    const tdp = fact('tdp') ?? w?.tdp ?? e?.tdp ?? s?.power;
    if (tdp === undefined) {
      throw new Error(`${entry.id}: no source states its power`);
    }
    return {
      id: entry.id,
      name: entry.name,
      aliases: entry.aliases,
      vendor: entry.vendor,
      kind: entry.kind,
      segment: entry.segment,
      year: fact('year') ?? w?.year ?? (e ? Number(e.released) : (s?.year ?? null)),
      tdpWatts: tdp,
      memoryGib: fact('memory') ?? w?.memory ?? e?.memory ?? ownMemory(entry, s),
      bandwidthGbPerSecond: fact('bandwidth') ?? w?.bandwidth ?? e?.bandwidth ?? null,
      peakTflops: peakTflops(entry, {
        fp32: fact('fp32') ?? w?.fp32 ?? e?.fp32 ?? null,
        tensor16: fact('tensor16') ?? e?.tensor16 ?? null,
        tf32: e?.tf32 ?? null,
        fp8: e?.fp8 ?? null,
        fp64: e?.fp64 ?? null,
        sku: s?.tflops ?? null,
      }),
      source: sourceOf(entry),
    };
  });
}

/** Memory shared with the host is not the accelerator's own; a choice of sizes is none. */
function ownMemory(entry: ListedAccelerator, sku: SkuRow | undefined): number | null {
  return entry.kind === 'gpu' && sku?.memory?.length === 1 ? (sku.memory[0] ?? null) : null;
}

const formats = ['fp64', 'fp32', 'tf32', 'fp16', 'bf16', 'fp8'] as const;

function peakTflops(entry: ListedAccelerator, stated: Stated): Peaks {
  const engine = engines[entry.rate];
  const factors = multiples[entry.rate];
  if (engine === undefined && factors === undefined) {
    throw new Error(`${entry.id}: unknown architecture ${entry.rate}`);
  }
  const base = stated.fp32 ?? stated.sku;
  const rate = engine?.(stated, entry.kind) ?? {};
  const peaks: Partial<Record<keyof Peaks, number>> = {};
  for (const format of formats) {
    const factor = format === 'fp32' && factors !== undefined ? 1 : factors?.[format];
    const value = factor === undefined ? rate[format] : times(base, factor);
    if (value !== null && value !== undefined) {
      peaks[format] = Number(value.toPrecision(4));
    }
  }
  return peaks;
}

function sourceOf(entry: ListedAccelerator): string {
  const facts = Object.values(entry.facts ?? {}).map(([, source]) => source);
  const tables = (['wiki', 'epoch', 'sku'] as const).filter((key) => entry[key] !== undefined).map((key) => credits[key]);
  return [...new Set([...facts, ...tables])].join('; ');
}

function byName<Row extends { readonly name: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.name, row]));
}

function pick<Row>(table: ReadonlyMap<string, Row>, name: string | undefined, id: string): Row | undefined {
  if (name === undefined) {
    return undefined;
  }
  const row = table.get(name);
  if (row === undefined) {
    throw new Error(`${id}: the raw table has no row "${name}"`);
  }
  return row;
}
