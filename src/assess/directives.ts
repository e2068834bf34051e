/** What comments tell Joulewise: `# joulewise: ignore[rule] reason`, `# joulewise: ignore-file`, `# joulewise: epochs=90`. */
import type { SourceRange } from '../profile/run-profile';
import type { Fragment, SourceDocument } from '../python/source/document';
import { LineIndex } from '../python/source/lines';
import { commentsOf, type Comment } from '../python/source/comments';
import { rulesNamed, unknownRule } from './project/rule-names';
import { readFact, type StatedFact } from './read-fact';

/** A rule that a suppression names, and where. */
export interface SuppressedName {
  /** As written: a rule, a topic, or something that is neither. */
  readonly name: string;
  readonly rules: readonly string[];
  /** Taking the name out of the list, with its comma. */
  readonly removal: SourceRange;
}

export interface Suppression {
  readonly cell: number | null;
  /** Null for the whole document. */
  readonly line: number | null;
  /** True when the comment has a line of its own, so that it speaks of the next one. */
  readonly alone: boolean;
  /** Null for every rule. */
  readonly rules: ReadonlySet<string> | null;
  readonly names: readonly SuppressedName[];
  /** From its hash to the end of its reason. */
  readonly at: SourceRange;
  /** Taking it away: with its line where nothing else stands there. */
  readonly removal: SourceRange;
}

export interface FactComment {
  readonly fact: StatedFact;
  readonly at: SourceRange;
}

export interface LaunchComment {
  readonly text: string;
  readonly cell: number | null;
  readonly line: number;
  /** The command with its quotes. */
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
  /** How the script is started, as the last comment says; null where none does. */
  readonly launch: LaunchComment | null;
  readonly problems: readonly DirectiveProblem[];
}

const nothingSaid: Directives = { suppressions: [], facts: [], launch: null, problems: [] };
/** One comment may hold several, as in `# noqa  # joulewise: ignore`; each ends where the next hash begins. */
const marker = /(?<=^|\s)#\s*joulewise\s*:\s*/iu;
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
  let launch: Directives['launch'] = null;
  for (const fragment of document.fragments) {
    const lines = new LineIndex(fragment.text);
    for (const comment of commentsOf(fragment)) {
      const directive = directiveIn(comment);
      if (directive === null) {
        continue;
      }
      const { said, start } = directive;
      const { line } = lines.position(directive.hash);
      const ranged = (from: number, to: number): SourceRange => {
        const [first, last] = [lines.position(from), lines.position(to)];
        return {
          path: document.path,
          cell: fragment.cell,
          line: first.line,
          column: first.column,
          endLine: last.line,
          endColumn: last.column,
        };
      };
      const suppression = suppressionIn(directive, comment, fragment, line, ranged);
      if (suppression !== null) {
        suppressions.push(suppression);
        const unknown = suppression.names.filter(({ rules }) => rules.length === 0);
        problems.push(...unknown.map(({ name }) => ({ message: unknownRule(name), cell: fragment.cell, line })));
        continue;
      }
      const place = { path: document.path, cell: fragment.cell, line, endLine: line, start: start - lines.lineStart(line) + 1 };
      const read = factsIn(said, place);
      facts.push(...read.facts);
      launch = read.launch === null ? launch : { ...read.launch, cell: fragment.cell, line };
      problems.push(...read.problems.map((message) => ({ message, cell: fragment.cell, line })));
    }
  }
  return { suppressions, facts, launch, problems };
}

/** For a launch that starts another script. */
export function problemOfLaunch({ launch }: Directives): readonly DirectiveProblem[] {
  return launch === null
    ? []
    : [{ message: `The launch "${launch.text}" does not start this script.`, cell: launch.cell, line: launch.line }];
}

/** The part of a comment that speaks to Joulewise. */
interface DirectiveText {
  readonly said: string;
  /** Offset of its hash, of the first character after the colon, and of its end. */
  readonly hash: number;
  readonly start: number;
  readonly end: number;
}

function directiveIn(comment: Comment): DirectiveText | null {
  const head = marker.exec(comment.text);
  if (head === null) {
    return null;
  }
  const from = head.index + head[0].length;
  const next = /\s+#/u.exec(comment.text.slice(from));
  const to = next === null ? comment.text.trimEnd().length : from + next.index;
  const { start } = comment;
  return { said: comment.text.slice(from, to), hash: start + head.index, start: start + from, end: start + Math.max(from, to) };
}

function suppressionIn(
  { said, hash, start, end }: DirectiveText,
  comment: Comment,
  { cell, text }: Fragment,
  line: number,
  ranged: (from: number, to: number) => SourceRange,
): Suppression | null {
  const match = ignoring.exec(said);
  if (match === null) {
    return null;
  }
  const list = match.groups?.rules;
  const whole = match.groups?.file !== undefined;
  const listStart = start + match[0].indexOf('[') + 1;
  const names = list === undefined ? [] : namesIn(list, listStart, ranged);
  return {
    cell,
    line: whole ? null : line,
    alone: comment.alone,
    rules: list === undefined ? null : new Set(names.flatMap(({ name, rules }) => [name, ...rules])),
    names,
    at: ranged(hash, end),
    removal: ranged(...withoutDirective(text, comment, hash, end)),
  };
}

function namesIn(list: string, listStart: number, ranged: (from: number, to: number) => SourceRange): readonly SuppressedName[] {
  const parts = [...list.matchAll(/[^,]+/gu)].filter(([part]) => part.trim() !== '');
  return parts.map((part, index) => {
    const name = part[0].trim();
    const next = parts[index + 1];
    const previous = parts[index - 1];
    // The first of several goes with the comma behind it, any other with the one before.
    const from = index === 0 ? part.index : (previous?.index ?? 0) + (previous?.[0].trimEnd().length ?? 0);
    const to = index === 0 && next !== undefined ? next.index + next[0].search(/\S/u) : part.index + part[0].length;
    return { name, rules: rulesNamed(name) ?? [], removal: ranged(listStart + from, listStart + to) };
  });
}

/** What goes when a directive goes: its line, where it stands alone; else the blanks that set it off. */
function withoutDirective(text: string, comment: Comment, hash: number, end: number): [number, number] {
  const isWhole = hash === comment.start && end >= comment.start + comment.text.trimEnd().length;
  const blanks = /[ \t]*$/u.exec(text.slice(0, hash))?.[0].length ?? 0;
  if (isWhole && comment.alone) {
    const lineBreak = /^[ \t]*(?:\r\n|\r|\n)?/u.exec(text.slice(end))?.[0].length ?? 0;
    return [hash - blanks, end + lineBreak];
  }
  if (hash === comment.start && !isWhole) {
    return [hash, end + (/^[ \t]*/u.exec(text.slice(end))?.[0].length ?? 0)];
  }
  return [hash - blanks, isWhole ? comment.start + comment.text.length : end];
}

interface Place {
  readonly path: string;
  readonly cell: number | null;
  readonly line: number;
  /** Column of the first character after the colon. */
  readonly start: number;
}

function factsIn(
  said: string,
  { path, cell, line, start }: Place,
): { readonly facts: FactComment[]; readonly launch: Pick<LaunchComment, 'text' | 'at'> | null; readonly problems: string[] } {
  const facts: FactComment[] = [];
  const problems: string[] = [];
  let launch: Pick<LaunchComment, 'text' | 'at'> | null = null;
  for (const match of said.matchAll(stating)) {
    const { name = '', value = '' } = match.groups ?? {};
    const stated = value.replace(/^["']|["']$/gu, '');
    const column = start + match.index + match[0].length - value.length;
    const at = { path, cell, line, column, endLine: line, endColumn: column + value.length };
    if (name === 'launch') {
      launch = { text: stated, at };
      continue;
    }
    const read = readFact(name, stated);
    if (read.ok) {
      facts.push({ fact: read.fact, at });
    } else {
      problems.push(read.problem);
    }
  }
  if (facts.length === 0 && problems.length === 0 && launch === null) {
    problems.push(`The comment "joulewise: ${said.trim()}" says neither ignore[rule], ignore-file nor a fact such as epochs=90.`);
  }
  return { facts, launch, problems };
}
