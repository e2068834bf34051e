import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/process.mjs';
import { rules } from '../../src/rules/index';
import { analyze, type Source } from '../support/analysis';

interface Case {
  readonly id: string;
  readonly rule: string;
  readonly kind: 'bad' | 'good';
  readonly format: 'py' | 'ipynb';
  readonly code: string;
  readonly why: string;
  /** Lines of `code` on which a bad case is to be found. */
  readonly lines?: readonly number[];
}

interface Line {
  readonly cell: number | null;
  readonly line: number;
}

const file = path.join(root, '..', 'shared', 'cases', 'rule-cases.json');
const known = new Set(rules.map(({ meta }) => meta.id));

/** How far below its first line a finding may be expected: the arguments of a call. */
const reach = 8;

describe('the cases beside the repository', function () {
  if (!existsSync(file)) {
    it('are not here');
    return;
  }
  const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[];
  for (const one of cases.filter(({ rule }) => known.has(rule))) {
    it(`${one.id}: ${one.why}`, () => {
      const { source, expected } = read(one);
      const { findings } = analyze(source, { select: new Set([one.rule]) });
      if (one.kind === 'good') {
        assert.deepEqual(findings, []);
        return;
      }
      const isExpected = expected.some(({ cell, line }) =>
        findings.some((found) => found.cell === cell && found.line <= line && line <= Math.min(found.endLine, found.line + reach)),
      );
      assert(
        isExpected,
        `Found on ${JSON.stringify(findings.map(({ cell, line }) => ({ cell, line })))}, not ${JSON.stringify(expected)}.`,
      );
    });
  }
});

/** A file, or the cells of a notebook, which stand in the text below lines that say `# %%`. */
function read({ format, code, lines = [] }: Case): { readonly source: Source; readonly expected: readonly Line[] } {
  if (format === 'py') {
    return { source: code, expected: lines.map((line) => ({ cell: null, line })) };
  }
  const cells: string[][] = [];
  const places: Line[] = [];
  for (const text of code.split('\n')) {
    if (text.trim() === '# %%') {
      cells.push([]);
    } else {
      cells.at(-1)?.push(text);
    }
    places.push({ cell: cells.length - 1, line: cells.at(-1)?.length ?? 0 });
  }
  return {
    source: cells.map((cell) => cell.join('\n').trimEnd()),
    expected: lines.flatMap((line) => places[line - 1] ?? []),
  };
}
