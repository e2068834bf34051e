import type { ImportedName, StatementOutline } from '../program/outline';
import type { Program } from '../program/program';
import type { Span } from '../source/document';
import { insertion, lineBreakOf, lineEnd, nextLine, type SpanEdit } from './span-edit';

/** What makes a library name usable: the edits, none when it is imported already, and the name to write. */
export interface ImportResult {
  readonly name: string;
  readonly edits: readonly SpanEdit[];
}

/**
 * Makes `import a.b` or `from a import b` hold at a place: after the last import that stands before it at the top level of its file or
 * cell, else before the first statement. Undefined when the name is taken by something else, or the statement is no single import.
 */
export function insertImport(program: Program, statement: string, near: Span): ImportResult | undefined {
  const wanted = parseImport(statement);
  if (wanted === undefined || near.document !== program.document) {
    return undefined;
  }
  const visible = program.outline
    .slice(0, near.fragment + 1)
    .flatMap((statements, fragment) =>
      fragment === near.fragment ? statements.filter(({ span }) => span.start < near.start) : statements,
    );
  const known = visible.flatMap(importsThatHold).find(({ module, name }) => module === wanted.module && name === wanted.name);
  if (known !== undefined) {
    return { name: known.bound, edits: [] };
  }
  if (program.outline.flat().some((one) => takes(one, wanted))) {
    return undefined;
  }
  const here = program.outline[near.fragment] ?? [];
  return { name: wanted.bound, edits: [insertedImport(here, near, statement)] };
}

function insertedImport(here: readonly StatementOutline[], near: Span, statement: string): SpanEdit {
  const text = near.document.fragments[near.fragment]?.text ?? '';
  const lineBreak = lineBreakOf(text);
  const put = (at: number, added: string): SpanEdit => insertion(near.document, near.fragment, at, added);
  const before = here.filter(({ span }) => span.end <= near.start);
  const anchor =
    before.findLast(({ kind }) => kind === 'import' || kind === 'from') ?? (isDocstring(before[0], text) ? before[0] : undefined);
  if (anchor !== undefined) {
    const isImport = anchor.kind !== 'expression';
    return put(lineEnd(text, anchor.span.end), `${lineBreak}${isImport ? '' : lineBreak}${statement}`);
  }
  return put(afterHeader(text), statement + lineBreak);
}

/** Behind lines that must stay first: a shebang, an encoding, a cell magic. */
function afterHeader(text: string): number {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length && /^(?:#!|#.*coding[:=]|[ \t]*%%)/.test(text.slice(at, lineEnd(text, at)))) {
    const next = nextLine(text, at);
    if (next === at) {
      break;
    }
    at = next;
  }
  return at;
}

function isDocstring(first: StatementOutline | undefined, text: string): boolean {
  return first?.kind === 'expression' && /^[rRuU]?["']/.test(text.slice(first.span.start));
}

/** Imports at the top level, and those of a `try` at the top level. */
function importsThatHold(statement: StatementOutline): readonly ImportedName[] {
  return statement.kind === 'try' ? (statement.blocks[0] ?? []).flatMap(({ imports }) => imports) : statement.imports;
}

/** Whether a statement gives the wanted name to something else. `import a.b` shares the name `a` with every other `import a.c`. */
function takes({ imports, binds }: StatementOutline, wanted: ImportedName): boolean {
  const [bound] = wanted.bound.split('.');
  const other = imports.some((one) => one.bound.split('.')[0] === bound && !isSameTop(one, wanted) && !isSame(one, wanted));
  return other || (bound !== undefined && binds.includes(bound));
}

function isSame(one: ImportedName, other: ImportedName): boolean {
  return one.module === other.module && one.name === other.name;
}

function isSameTop(one: ImportedName, other: ImportedName): boolean {
  const unnamed = (name: ImportedName): boolean => name.name === null && name.bound === name.module;
  return unnamed(one) && unnamed(other) && one.module.split('.')[0] === other.module.split('.')[0];
}

function parseImport(statement: string): ImportedName | undefined {
  const whole = /^import ([\w.]+)(?: as (\w+))?$/.exec(statement);
  if (whole?.[1] !== undefined) {
    return { module: whole[1], name: null, bound: whole[2] ?? whole[1] };
  }
  const part = /^from ([\w.]+) import (\w+)(?: as (\w+))?$/.exec(statement);
  return part?.[1] === undefined || part[2] === undefined ? undefined : { module: part[1], name: part[2], bound: part[3] ?? part[2] };
}

/**
 * Puts a statement behind the imports that stand before a place at the top level of its file or cell, together with an import that was
 * proposed for it.
 */
export function insertStatement(program: Program, near: Span, importEdits: readonly SpanEdit[], statement: string): readonly SpanEdit[] {
  const here = program.outline[near.fragment] ?? [];
  const text = near.document.fragments[near.fragment]?.text ?? '';
  const anchor = here.filter(({ span }) => span.end <= near.start).findLast(({ kind }) => kind === 'import' || kind === 'from');
  const [added] = importEdits;
  const lineBreak = lineBreakOf(text);
  if (added !== undefined) {
    const behind = added.text.startsWith(lineBreak)
      ? `${added.text}${lineBreak}${lineBreak}${statement}`
      : `${added.text}${lineBreak}${statement}${lineBreak}`;
    return [{ span: added.span, text: behind }];
  }
  const at = anchor === undefined ? afterHeader(text) : lineEnd(text, anchor.span.end);
  return [
    insertion(near.document, near.fragment, at, anchor === undefined ? statement + lineBreak : `${lineBreak}${lineBreak}${statement}`),
  ];
}
