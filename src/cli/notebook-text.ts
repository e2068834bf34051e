import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import type { SourceDocument } from '../python/source/document';

/** The text of a notebook with the sources of some cells changed; every other character stays as it is. */
export function notebookText(json: string, before: SourceDocument, after: SourceDocument): string {
  const tree = parseTree(json, [], { disallowComments: true });
  const cells = tree === undefined ? [] : cellsIn(tree);
  const changed = after.fragments.filter((fragment, index) => fragment.text !== before.fragments[index]?.text);
  const edits = changed.flatMap(({ cell, text }) => {
    const node = cell === null ? undefined : cells[cell];
    const source = node === undefined ? undefined : (findNodeAtLocation(node, ['source']) ?? findNodeAtLocation(node, ['input']));
    return source === undefined ? [] : [{ start: source.offset, end: source.offset + source.length, text: sourceText(json, source, text) }];
  });
  return edits.sort((a, b) => b.start - a.start).reduce((now, { start, end, text }) => now.slice(0, start) + text + now.slice(end), json);
}

/** The cells in the order of `readNotebook`: of nbformat 4, or of all worksheets of nbformat 3. */
function cellsIn(tree: Node): readonly Node[] {
  const cells = findNodeAtLocation(tree, ['cells']);
  if (cells?.type === 'array') {
    return cells.children ?? [];
  }
  const sheets = findNodeAtLocation(tree, ['worksheets'])?.children ?? [];
  return sheets.flatMap((sheet) => findNodeAtLocation(sheet, ['cells'])?.children ?? []);
}

/** A source as JSON, in the shape it had: one string, or a list of lines of which those that stay keep their spelling. */
function sourceText(json: string, source: Node, text: string): string {
  const spelling = (node: Node): string => json.slice(node.offset, node.offset + node.length);
  const old = spelling(source);
  const ascii = !/\P{ASCII}/u.test(old) && /\\u[0-9a-f]{4}/iu.test(old);
  if (source.type === 'string') {
    return jsonString(text, ascii);
  }
  const items = source.children ?? [];
  const [first] = items;
  const last = items.at(-1);
  const known = new Map(items.map((item) => [item.value as unknown, spelling(item)]));
  const lines = text === '' ? [] : text.split(/(?<=\n)/u);
  const written = lines.map((line) => known.get(line) ?? jsonString(line, ascii));
  if (first === undefined || last === undefined) {
    return `[${written.join(', ')}]`;
  }
  const opening = json.slice(source.offset + 1, first.offset);
  const closing = json.slice(last.offset + last.length, source.offset + source.length - 1);
  const [, second] = items;
  const between = second === undefined ? `,${opening}` : json.slice(first.offset + first.length, second.offset);
  return `[${opening}${written.join(between)}${closing}]`;
}

function jsonString(text: string, ascii: boolean): string {
  const json = JSON.stringify(text);
  return ascii ? json.replaceAll(/\P{ASCII}/gu, escaped) : json;
}

/** Code units as Python's `json` writes them with `ensure_ascii`. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}
