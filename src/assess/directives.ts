/** What comments tell Joulewise: `# joulewise: ignore[rule] reason`, `# joulewise: ignore-file`, `# joulewise: epochs=90`. */
import type { SourceRange } from '../profile/run-profile';
import type { SourceDocument } from '../python/source/document';
import { LineIndex } from '../python/source/lines';
import { commentsOf, type Comment } from './comments';
import { readFact, type StatedFact } from './read-fact';

export interface Suppression {
  readonly cell: number | null;
  /** Null for the whole document. */
  readonly line: number | null;
  /** True when the comment has a line of its own, so that it speaks of the next one. */
  readonly alone: boolean;
  /** Null for every rule. */
  readonly rules: ReadonlySet<string> | null;
}

export interface FactComment {
  readonly fact: StatedFact;
  readonly at: SourceRange;
}

export interface DirectiveProblem {
  readonly message: string;
  readonly cell: number | null;
  readonly line: number;
}

export interface Directives {
  readonly suppressions: readonly Suppression[];
  readonly facts: readonly FactComment[];
  readonly problems: readonly DirectiveProblem[];
}

const nothingSaid: Directives = { suppressions: [], facts: [], problems: [] };
const marker = /^#\s*joulewise\s*:\s*/iu;
const ignoring = /^ignore(?<file>-file)?\s*(?:\[(?<rules>[^\]]*)\])?(?![\w=-])/iu;
/** The value runs to the next comma that begins another `name=`, so that a shape may hold commas. */
const stating = /(?<name>[A-Za-z_]\w*)\s*=\s*(?<value>"[^"]*"|'[^']*'|[^\s,[(]+|[[(][^\])]*[\])])/gu;

export function directivesOf(document: SourceDocument): Directives {
  if (!document.fragments.some(({ text }) => /joulewise/iu.test(text))) {
    return nothingSaid;
  }
  const suppressions: Suppression[] = [];
  const facts: FactComment[] = [];
  const problems: DirectiveProblem[] = [];
  for (const fragment of document.fragments) {
    const lines = new LineIndex(fragment.text);
    for (const comment of commentsOf(fragment)) {
      const head = marker.exec(comment.text);
      if (head === null) {
        continue;
      }
      const { line } = lines.position(comment.start);
      const said = comment.text.slice(head[0].length);
      const suppression = suppressionIn(said, comment, fragment.cell, line);
      if (suppression !== null) {
        suppressions.push(suppression);
        continue;
      }
      const place = {
        path: document.path,
        cell: fragment.cell,
        line,
        endLine: line,
        start: comment.start + head[0].length - lines.lineStart(line) + 1,
      };
      const read = factsIn(said, place);
      facts.push(...read.facts);
      problems.push(...read.problems.map((message) => ({ message, cell: fragment.cell, line })));
    }
  }
  return { suppressions, facts, problems };
}

function suppressionIn(said: string, { alone }: Comment, cell: number | null, line: number): Suppression | null {
  const match = ignoring.exec(said);
  if (match === null) {
    return null;
  }
  const named = match.groups?.rules
    ?.split(',')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
  const whole = match.groups?.file !== undefined;
  return { cell, line: whole ? null : line, alone, rules: named === undefined ? null : new Set(named) };
}

interface Place {
  readonly path: string;
  readonly cell: number | null;
  readonly line: number;
  /** Column of the first character after the colon. */
  readonly start: number;
}

function factsIn(said: string, { path, cell, line, start }: Place): { readonly facts: FactComment[]; readonly problems: string[] } {
  const facts: FactComment[] = [];
  const problems: string[] = [];
  for (const match of said.matchAll(stating)) {
    const { name = '', value = '' } = match.groups ?? {};
    const read = readFact(name, value.replace(/^["']|["']$/gu, ''));
    if (read.ok) {
      const column = start + match.index + match[0].length - value.length;
      facts.push({ fact: read.fact, at: { path, cell, line, column, endLine: line, endColumn: column + value.length } });
    } else {
      problems.push(read.problem);
    }
  }
  if (facts.length === 0 && problems.length === 0) {
    problems.push(`The comment "joulewise: ${said.trim()}" says neither ignore[rule], ignore-file nor a fact such as epochs=90.`);
  }
  return { facts, problems };
}
