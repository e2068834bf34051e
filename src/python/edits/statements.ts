import type { StatementOutline } from '../program/outline';
import type { Program } from '../program/program';
import type { Span } from '../source/document';
import { indentationAt, indentStep, insertion, lineBreakOf, lineEnd, lineStart, nextLine, textAt, type SpanEdit } from './span-edit';

/** A statement among those of its block. */
interface Standing {
  readonly statement: StatementOutline;
  readonly block: readonly StatementOutline[];
}

/**
 * Puts a statement, or several that follow each other, under a header (`with torch.no_grad():`) and indents them by one step. Nothing
 * where the span is not that of statements on lines of their own.
 */
export function wrapInWith(program: Program, span: Span, header: string): readonly SpanEdit[] {
  const run = statementsIn(program, span);
  const text = textAt(span);
  if (run.length === 0 || !isAlone(text, span) || text.startsWith('elif', span.start)) {
    return [];
  }
  const put = (at: number, added: string): SpanEdit => insertion(span.document, span.fragment, at, added);
  const indentation = indentationAt(text, span.start);
  const step = indentStep(text);
  const frozen = run.flatMap(longStringsIn);
  const edits: SpanEdit[] = [put(lineStart(text, span.start), `${indentation}${header}${lineBreakOf(text)}`)];
  for (let at = lineStart(text, span.start); at < span.end; at = nextLine(text, at)) {
    const isBlank = text.slice(at, lineEnd(text, at)).trim() === '';
    const isInString = frozen.some((string) => string.start < at && at < string.end);
    if (!isBlank && !isInString) {
      edits.push(put(at + Math.min(indentation.length, indentationAt(text, at).length), step));
    }
    if (nextLine(text, at) === at) {
      break;
    }
  }
  return joinedInsertions(edits);
}

/** Removes a statement with its lines; the only statement of a block becomes `pass`. */
export function deleteStatement(program: Program, span: Span): readonly SpanEdit[] {
  const standing = find(program, span);
  if (standing === undefined) {
    return [];
  }
  const text = textAt(span);
  const { statement, block } = standing;
  const isTopLevel = program.outline[span.fragment] === block;
  if (block.length === 1 && !isTopLevel) {
    return [{ span: statement.span, text: 'pass' }];
  }
  const { start, end } = statement.span;
  if (isAlone(text, statement.span)) {
    return [{ span: { ...span, start: lineStart(text, start), end: nextLine(text, end) }, text: '' }];
  }
  const behind = /^[ \t]*;[ \t]*(?=[^\s#])/.exec(text.slice(end));
  if (behind !== null) {
    return [{ span: { ...span, start, end: end + behind[0].length }, text: '' }];
  }
  const before = /[ \t]*;[ \t]*$/.exec(text.slice(0, start));
  return before === null ? [] : [{ span: { ...span, start: before.index, end }, text: '' }];
}

/**
 * Puts lines behind a statement, at its indentation; what is indented in them is indented by one step of the text each. Nothing where
 * something else than a comment follows on the statement's last line, or where its block stands on the line of its header.
 */
export function insertBehind(program: Program, span: Span, lines: readonly string[]): readonly SpanEdit[] {
  const standing = find(program, span);
  const [first] = standing?.block ?? [];
  const text = textAt(span);
  if (standing === undefined || first === undefined || text.slice(lineStart(text, first.span.start), first.span.start).trim() !== '') {
    return [];
  }
  const end = lineEnd(text, span.end);
  if (!/^[ \t]*;?[ \t]*(?:#.*)?$/.test(text.slice(span.end, end))) {
    return [];
  }
  const indentation = indentationAt(text, first.span.start);
  const step = indentStep(text);
  const indented = lines.map((line) => indentation + line.replace(/^(?: {4})+/, (spaces) => step.repeat(spaces.length / 4)));
  return [insertion(span.document, span.fragment, end, lineBreakOf(text) + indented.join(lineBreakOf(text)))];
}

/**
 * Adds text, such as a comment, to the end of the line where a span starts; where that line ends inside a string or with a backslash, to
 * the first line behind it that does not.
 */
export function appendToLine(program: Program, span: Span, added: string): readonly SpanEdit[] {
  const text = textAt(span);
  const strings = (program.outline[span.fragment] ?? []).flatMap(longStringsIn);
  let at = lineEnd(text, span.start);
  for (;;) {
    const inside = strings.find((string) => string.start < at && at < string.end);
    if (inside !== undefined) {
      at = lineEnd(text, inside.end);
    } else if (text[at - 1] === '\\' && at < text.length && !/#[^\r\n]*$/.test(text.slice(lineStart(text, at), at))) {
      at = lineEnd(text, nextLine(text, at));
    } else {
      return [insertion(span.document, span.fragment, at, added)];
    }
  }
}

/** Statements of one block that a span covers from the start of the first to the end of the last. */
function statementsIn(program: Program, span: Span): readonly StatementOutline[] {
  const block = program.blockAround(span);
  const first = block.findIndex((one) => one.span.start === span.start);
  const last = block.findIndex((one) => one.span.end === span.end);
  return first === -1 || last < first ? [] : block.slice(first, last + 1);
}

/** The statement that a span covers. */
function find(program: Program, span: Span): Standing | undefined {
  if (span.document !== program.document) {
    return undefined;
  }
  let block = program.outline[span.fragment] ?? [];
  for (;;) {
    const statement = block.find((one) => one.span.start <= span.start && span.end <= one.span.end);
    if (statement === undefined) {
      return undefined;
    }
    if (statement.span.start === span.start && statement.span.end === span.end) {
      return { statement, block };
    }
    const inner = statement.blocks.find((one) => one.some((child) => child.span.start <= span.start && span.end <= child.span.end));
    if (inner === undefined) {
      return undefined;
    }
    block = inner;
  }
}

/** Whether nothing but a comment shares the lines of a span. */
function isAlone(text: string, { start, end }: Span): boolean {
  const before = text.slice(lineStart(text, start), start);
  const behind = text.slice(end, lineEnd(text, end));
  return before.trim() === '' && /^[ \t]*;?[ \t]*(?:#.*)?$/.test(behind);
}

function longStringsIn(statement: StatementOutline): readonly Span[] {
  return [...statement.longStrings, ...statement.blocks.flat().flatMap(longStringsIn)];
}

/** Insertions at one place become one, in their order. */
function joinedInsertions(edits: readonly SpanEdit[]): readonly SpanEdit[] {
  const joined: SpanEdit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last?.span.start === edit.span.start) {
      joined[joined.length - 1] = { span: last.span, text: last.text + edit.text };
    } else {
      joined.push(edit);
    }
  }
  return joined;
}
