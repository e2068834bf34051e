/** Where a key or value of a TOML text stands. The parser gives values without places, and says only where syntax breaks. */

/** Half-open, in UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export type TomlPath = readonly (string | number)[];

const header = /^[ \t]*(?<brackets>\[\[?)[ \t]*(?<name>[^\]\n]+?)[ \t]*\]/u;
const assignment = /^[ \t]*(?<key>(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)[ \t]*=/u;

/** The key of a path, or the nearest key or header that holds it; the beginning of the text where there is none. */
export function placeOfKey(text: string, path: TomlPath): TextRange {
  let best: { readonly depth: number; readonly range: TextRange } = { depth: 0, range: { start: 0, end: 0 } };
  let table: TomlPath = [];
  const counts = new Map<string, number>();
  for (const line of linesOf(text)) {
    const head = header.exec(line.text)?.groups;
    const key = head === undefined ? assignment.exec(line.text)?.groups?.key : undefined;
    let found: TomlPath | undefined;
    let written = '';
    if (head !== undefined) {
      table = partsOf(head.name ?? '');
      if (head.brackets === '[[') {
        const name = table.join('\0');
        const index = counts.get(name) ?? 0;
        counts.set(name, index + 1);
        table = [...table, index];
      }
      found = table;
      written = head.name ?? '';
    } else if (key !== undefined) {
      found = [...table, ...partsOf(key)];
      written = key;
    }
    if (found !== undefined && found.length > best.depth && found.every((part, index) => part === path[index])) {
      const start = line.start + line.text.indexOf(written);
      best = { depth: found.length, range: { start, end: start + written.length } };
    }
  }
  return best.depth === path.length ? best.range : within(text, best.range, path[path.length - 1]);
}

/** The place of a string in the value of a key. */
export function placeOfText(text: string, path: TomlPath, value: string): TextRange {
  const key = placeOfKey(text, path);
  return quoted(text, key.end, value) ?? key;
}

/** Inside an inline table the last part of the path is found by its name. */
function within(text: string, range: TextRange, last: string | number | undefined): TextRange {
  if (typeof last !== 'string' || range.end === 0) {
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
