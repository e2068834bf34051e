import assert from 'node:assert/strict';
import type { Analysis } from '../../src/assess/analysis';
import { Assessor } from '../../src/assess/assess';
import { loadReference } from '../../src/cli/assets';
import { fileDocument, type SourceDocument } from '../../src/python/source/document';
import type { CheckOptions } from '../../src/rules/check';
import type { Finding, TextEdit } from '../../src/rules/finding';
import { parser } from './parser';

let assessor: Assessor | undefined;

/** A file's text, or the texts of a notebook's code cells. */
export type Source = string | readonly string[];

export interface Surroundings {
  /** Name of the file; `train.py`, or `train.ipynb` for a notebook, when absent. */
  readonly path?: string;
  /** Other files by their path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the cells of a notebook printed, in their order. */
  readonly printed?: readonly string[];
}

/** Text of Python code in a template, without the indentation that its lines share and the line breaks around it. */
export function py(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const lines = String.raw({ raw: strings }, ...values)
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '\n')
    .split('\n');
  const shared = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(shared)).join('\n');
}

export function documentOf(source: Source, path?: string, printed: readonly string[] = []): SourceDocument {
  return typeof source === 'string'
    ? fileDocument(path ?? 'train.py', source)
    : {
        path: path ?? 'train.ipynb',
        fragments: source.map((text, index) => ({ index, cell: index, text, printed: printed[index] ?? '' })),
      };
}

/** What reading a source yields; rules as `options` says. */
export function analyze(source: Source, options: CheckOptions, around: Surroundings = {}): Analysis {
  assessor ??= new Assessor(parser(), loadReference);
  const workspace = { read: (path: string): string | null => around.files?.[path] ?? null };
  return assessor.analyze(documentOf(source, around.path, around.printed), workspace, { rules: options, only: 'findings' });
}

/** The source with every finding's range between «guillemets». */
export function marked(source: Source, findings: readonly Finding[]): Source {
  return edited(
    source,
    findings.flatMap(({ path, cell, line, column, endLine, endColumn }) => [
      { path, cell, line, column, endLine: line, endColumn: column, text: '«' },
      { path, cell, line: endLine, column: endColumn, endLine, endColumn, text: '»' },
    ]),
  );
}

export function unmarked(source: Source): Source {
  return typeof source === 'string' ? source.replaceAll(/[«»]/g, '') : source.map((cell) => cell.replaceAll(/[«»]/g, ''));
}

/** The source after some edits, which must not overlap. */
export function edited(source: Source, edits: readonly TextEdit[]): Source {
  if (typeof source !== 'string') {
    return source.map((text, cell) =>
      textAfter(
        text,
        edits.filter((edit) => edit.cell === cell),
      ),
    );
  }
  assert(
    edits.every(({ cell }) => cell === null),
    'A file has no cells.',
  );
  return textAfter(source, edits);
}

function textAfter(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((found) => found.index + found[0].length)];
  const offset = (line: number, column: number): number => (starts[line - 1] ?? Number.NaN) + column - 1;
  const spans = edits
    .map((edit) => ({ start: offset(edit.line, edit.column), end: offset(edit.endLine, edit.endColumn), text: edit.text }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const { start, end, text: added } of spans) {
    assert(at <= start && start <= end && end <= text.length, `Edits overlap or leave the text at ${String(start)}.`);
    result += text.slice(at, start) + added;
    at = end;
  }
  return result + text.slice(at);
}
