import type { LoopInfo } from '../python/program/context';
import type { StatementOutline } from '../python/program/outline';
import type { Program } from '../python/program/program';
import { spanOf } from '../python/program/trails';
import type { Place } from '../python/values/trail';

/** What the statements of one loop hand to one another by name, whatever the values are. */
export interface LoopFlow {
  /** Names that some names are computed from in the loop, and they themselves. */
  readonly sources: (names: Iterable<string>) => ReadonlySet<string>;
  /** Whether what is computed at a place comes back to these names in a later round: a forecast that is fed to the model again. */
  readonly feedsBack: (at: Place, names: Iterable<string>) => boolean;
  /** Whether the body of the loop gives a name another object. */
  readonly rebinds: (name: string) => boolean;
}

/** Reads the body of a loop; a comprehension hands nothing on. */
export function flowOf(program: Program, loop: LoopInfo): LoopFlow {
  const statements = loop.kind === 'comprehension' ? [] : bodyOf(program, loop);
  const sources = (names: Iterable<string>): ReadonlySet<string> => {
    const found = new Set(names);
    let size = -1;
    while (size !== found.size) {
      size = found.size;
      for (const { reads, writes } of statements) {
        if ([...writes].some((name) => found.has(name))) {
          reads.forEach((name) => found.add(name));
        }
      }
    }
    return found;
  };
  const feedsBack = (at: Place, names: Iterable<string>): boolean => {
    const start = statements.findLast(({ span }) => contains(span, at));
    if (start === undefined) {
      return false;
    }
    const reached = new Set(start.writes);
    let size = -1;
    while (size !== reached.size) {
      size = reached.size;
      for (const { reads, writes } of statements) {
        if ([...reads].some((name) => reached.has(name))) {
          writes.forEach((name) => reached.add(name));
        }
      }
    }
    return [...sources(names)].some((name) => reached.has(name) && isCarried(statements, name) && !loop.targets.includes(name));
  };
  return { sources, feedsBack, rebinds: (name) => statements.some(({ binds }) => binds.includes(name)) };
}

/** Whether a round sees the value that the round before left in a name: it is read before it is bound. */
function isCarried(statements: readonly StatementOutline[], name: string): boolean {
  const first = statements.find(({ reads, writes }) => reads.has(name) || writes.has(name));
  return first?.reads.has(name) === true;
}

function bodyOf(program: Program, loop: LoopInfo): readonly StatementOutline[] {
  const inner: StatementOutline[] = [];
  const visit = (statement: StatementOutline): void => {
    inner.push(statement);
    statement.blocks.flat().forEach(visit);
  };
  program.statementAround(spanOf(loop.place))?.blocks.flat().forEach(visit);
  return inner;
}

function contains(span: StatementOutline['span'], at: Place): boolean {
  const { document, fragment, start, end } = spanOf(at);
  return span.document === document && span.fragment === fragment && span.start <= start && end <= span.end;
}

/** Names that stand in a piece of code, those inside of its strings too. */
export function namesWritten(code: string): readonly string[] {
  return [...code.matchAll(/(?<![\w.])[A-Za-z_]\w*/g)].map(([name]) => name);
}
