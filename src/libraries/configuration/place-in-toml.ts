/** Where a key or value of a TOML text stands. The parser gives values without places, and says only where syntax breaks. */

/** Half-open, in UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export type TomlPath = readonly (string | number)[];

const header = /^[ \t]*(?<brackets>\[\[?)[ \t]*(?<name>[^\]\n]+?)[ \t]*\]/u;
const assignment = /^[ \t]*(?<key>(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)[ \t]*=/u;

/** The places of keys and values in one text, which is searched when the first of them is asked for. */
export class TomlPlaces {
  /** By the path that each key and header stands for, as it is written first. */
  private keys: ReadonlyMap<string, TextRange> | undefined;

  constructor(private readonly text: string) {}

  /** The key of a path, or the nearest key or header that holds it; the beginning of the text where there is none. */
  ofKey(path: TomlPath): TextRange {
    this.keys ??= keysIn(this.text);
    for (let depth = path.length; depth > 0; depth--) {
      const range = this.keys.get(nameOf(path.slice(0, depth)));
      if (range !== undefined) {
        return depth === path.length ? range : within(this.text, range, path[path.length - 1]);
      }
    }
    return { start: 0, end: 0 };
  }

  /** The place of a string in the value of a key. */
  ofText(path: TomlPath, value: string): TextRange {
    const key = this.ofKey(path);
    return quoted(this.text, key.end, value) ?? key;
  }
}

function nameOf(path: TomlPath): string {
  return JSON.stringify(path);
}

function keysIn(text: string): ReadonlyMap<string, TextRange> {
  const keys = new Map<string, TextRange>();
  const counts = new Map<string, number>();
  let table: TomlPath = [];
  for (const line of linesOf(text)) {
    const head = header.exec(line.text)?.groups;
    const written = head === undefined ? assignment.exec(line.text)?.groups?.key : (head.name ?? '');
    if (written === undefined) {
      continue;
    }
    let path = partsOf(written);
    if (head === undefined) {
      path = [...table, ...path];
    } else {
      if (head.brackets === '[[') {
        const index = counts.get(nameOf(path)) ?? 0;
        counts.set(nameOf(path), index + 1);
        path = [...path, index];
      }
      table = path;
    }
    const name = nameOf(path);
    if (!keys.has(name)) {
      const start = line.start + line.text.indexOf(written);
      keys.set(name, { start, end: start + written.length });
    }
  }
  return keys;
}

/** Inside an inline table the last part of the path is found by its name. */
function within(text: string, range: TextRange, last: string | number | undefined): TextRange {
  if (typeof last !== 'string') {
    return range;
  }
  const lineEnd = text.indexOf('\n', range.end);
  const at = text.slice(range.end, lineEnd === -1 ? undefined : lineEnd).indexOf(last);
  return at === -1 ? range : { start: range.end + at, end: range.end + at + last.length };
}

function quoted(text: string, from: number, value: string): TextRange | undefined {
  for (const quote of ['"', "'"]) {
    const at = text.indexOf(`${quote}${value}${quote}`, from);
    if (at !== -1) {
      return { start: at, end: at + value.length + 2 };
    }
  }
  return undefined;
}

function partsOf(dotted: string): TomlPath {
  return [...dotted.matchAll(/"([^"]*)"|'([^']*)'|([\w-]+)/gu)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}

function* linesOf(text: string): Generator<{ readonly text: string; readonly start: number }> {
  let start = 0;
  for (const line of text.split('\n')) {
    yield { text: line, start };
    start += line.length + 1;
  }
}
