/** Finds rows by the names people type. */
import { editDistance } from './edit-distance';

export type Found<Row> =
  | {
      readonly ok: true;
      readonly row: Row;
      /** Other rows that the same text names; the row given is the documented default among them. */
      readonly also: readonly Row[];
    }
  | { readonly ok: false; readonly problem: string };

export interface NameIndex<Row> {
  /** The row that `text` names: exactly, without regard to case, or without punctuation and words that carry no meaning. */
  readonly find: (text: string) => Found<Row>;
  /** Rows for a picker, best match first; all rows in table order when `text` is empty. */
  readonly search: (text: string) => readonly Row[];
}

export interface Naming<Row> {
  /** What one row is, in a sentence: "accelerator". */
  readonly noun: string;
  readonly label: (row: Row) => string;
  readonly names: (row: Row) => readonly string[];
  /** Words that may be left out: "nvidia", "gpu". */
  readonly noise?: ReadonlySet<string>;
  /** Other spellings of what was typed, tried in turn when the text itself names nothing. */
  readonly variants?: (text: string) => readonly string[];
}

const suggestions = 3;

/** When several rows have one name, the first in table order is the default. Each kind of key is built at its first use. */
export function nameIndex<Row extends object>(rows: () => readonly Row[], naming: Naming<Row>): NameIndex<Row> {
  const keys = new Keys(rows, naming);
  return {
    find: (text) => find(text, keys, naming),
    search: (text) => search(text, rows(), keys, naming),
  };
}

class Keys<Row extends object> {
  private writtenMap: Map<string, Row[]> | undefined;
  private reducedMap: Map<string, Row[]> | undefined;
  private wordsMap: Map<Row, readonly string[]> | undefined;

  constructor(
    private readonly rows: () => readonly Row[],
    private readonly naming: Naming<Row>,
  ) {}

  /** By name as written, in lower case. */
  get written(): ReadonlyMap<string, readonly Row[]> {
    return (this.writtenMap ??= this.byName((name) => name.toLowerCase()));
  }

  /** By name reduced to its letters and digits without noise words. */
  get reduced(): ReadonlyMap<string, readonly Row[]> {
    return (this.reducedMap ??= this.byName((name) => reduce(name, this.naming.noise)));
  }

  /** All words in the names of a row. */
  get words(): ReadonlyMap<Row, readonly string[]> {
    return (this.wordsMap ??= new Map(this.rows().map((row) => [row, [...new Set(this.naming.names(row).flatMap(split))]])));
  }

  private byName(keyOf: (name: string) => string): Map<string, Row[]> {
    const map = new Map<string, Row[]>();
    for (const row of this.rows()) {
      for (const name of this.naming.names(row)) {
        const key = keyOf(name);
        const held = map.get(key);
        if (held === undefined) {
          map.set(key, [row]);
        } else if (!held.includes(row)) {
          held.push(row);
        }
      }
    }
    return map;
  }
}

function find<Row extends object>(text: string, keys: Keys<Row>, naming: Naming<Row>): Found<Row> {
  const trimmed = text.trim();
  if (trimmed === '') {
    return { ok: false, problem: `The name of the ${naming.noun} is empty.` };
  }
  for (const variant of [trimmed, ...(naming.variants?.(trimmed) ?? [])]) {
    const rows = keys.written.get(variant.toLowerCase()) ?? keys.reduced.get(reduce(variant, naming.noise)) ?? [];
    const [row, ...also] = rows;
    if (row !== undefined) {
      return { ok: true, row, also };
    }
  }
  return {
    ok: false,
    // Finding the nearest names takes milliseconds, and forecasts of models of one's own never ask.
    get problem() {
      return notFound(trimmed, keys, naming);
    },
  };
}

function notFound<Row extends object>(text: string, keys: Keys<Row>, naming: Naming<Row>): string {
  const near = nearest(text, keys, naming).map(naming.label);
  const hint = near.length > 0 ? ` The nearest are ${list(near)}.` : '';
  return `No ${naming.noun} is called "${text}".${hint}`;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** Rows whose names are a few edits away, or begin or end alike; closest first. */
function nearest<Row extends object>(text: string, keys: Keys<Row>, naming: Naming<Row>): readonly Row[] {
  const wanted = reduce(text, naming.noise);
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  const scored: { readonly row: Row; readonly score: number }[] = [];
  for (const [name, rows] of keys.reduced) {
    const distance = editDistance(wanted, name, limit);
    const contained = name.length > 2 && wanted.length > 2 && (name.includes(wanted) || wanted.includes(name));
    if (distance <= limit || contained) {
      const score = Math.min(distance, contained ? Math.abs(name.length - wanted.length) / 2 + 0.5 : limit);
      scored.push(...rows.map((row) => ({ row, score })));
    }
  }
  scored.sort((a, b) => a.score - b.score);
  return [...new Set(scored.map(({ row }) => row))].slice(0, suggestions);
}

function search<Row extends object>(text: string, rows: readonly Row[], keys: Keys<Row>, naming: Naming<Row>): readonly Row[] {
  const asked = split(text);
  if (asked.length === 0) {
    return rows;
  }
  const exact = find(text, keys, naming);
  const named = exact.ok ? [exact.row, ...exact.also] : [];
  const wanted = reduce(text, naming.noise);
  const beginning = [...keys.reduced]
    .filter(([name]) => name.startsWith(wanted))
    .sort(([a], [b]) => a.length - b.length)
    .flatMap(([, owners]) => owners);
  const matching = rows
    .map((row) => ({ row, score: wordScore(asked, keys.words.get(row) ?? []) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ row }) => row);
  const found = [...new Set([...named, ...beginning, ...matching])];
  return found.length > 0 ? found : nearest(text, keys, naming);
}

/** Zero when a word that was asked for occurs nowhere; whole words weigh more than beginnings, and those more than parts. */
function wordScore(asked: readonly string[], words: readonly string[]): number {
  let total = 0;
  for (const wanted of asked) {
    const best = Math.max(0, ...words.map((word) => (word === wanted ? 4 : word.startsWith(wanted) ? 2 : word.includes(wanted) ? 1 : 0)));
    if (best === 0) {
      return 0;
    }
    total += best;
  }
  return total;
}

function reduce(text: string, noise: ReadonlySet<string> | undefined): string {
  if (noise === undefined) {
    return plain(text).replace(/[^\p{L}\p{N}]+/gu, '');
  }
  const words = split(text);
  const kept = words.filter((word) => !noise.has(word));
  return (kept.length > 0 ? kept : words).join('');
}

function split(text: string): readonly string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Lower case without accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
