import type { SourceDocument } from '../source/document';
import { StatementReader } from './read-statement';
import { NotOrdinary } from './scanner';
import { moveUnit, nextGeneration, nothingLowered, type LoweredText, type LoweredUnit } from './units';

/** The part of a text that is not the same as in the text before it. */
export interface Difference {
  /** Length of the common start. */
  readonly start: number;
  /** Length of the common end. */
  readonly tail: number;
  readonly before: number;
  readonly after: number;
}

/** The one contiguous part that differs between two texts. */
export function differenceOf(before: string, after: string): Difference {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before.charCodeAt(start) === after.charCodeAt(start)) {
    start++;
  }
  let tail = 0;
  while (tail < shortest - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) {
    tail++;
  }
  return { start, tail, before: before.length, after: after.length };
}

/**
 * Reads ordinary code without the grammar; null when there is anything in it that only the grammar reads. Statements of the top level
 * that stand apart from what changed are taken from the text before.
 */
export function readOrdinary(
  text: string,
  before: { readonly text: string; readonly lowered: LoweredText } | undefined,
  document: SourceDocument,
  fragment: number,
): LoweredText | null {
  if (text.includes('\0')) {
    return null;
  }
  const generation = nextGeneration();
  const reader = new StatementReader(text, document, fragment, generation);
  const known = before?.lowered.isOrdinary === true ? before.lowered.units : nothingLowered.units;
  const { start, tail, ...lengths } = differenceOf(before?.text ?? '', text);
  const shift = lengths.after - lengths.before;
  const kept = keptAtStart(known, start, text);
  const units = known.slice(0, kept);
  const reuse = (lowered: LoweredUnit, moved: number): void => {
    moveUnit(lowered, lowered.unit.base + moved, document, fragment, generation);
  };
  let candidate = kept;
  try {
    reader.begin(known[kept - 1] === undefined ? 0 : (known[kept]?.unit.base ?? 0));
    for (let { next } = reader; next !== -1; { next } = reader) {
      if (next > text.length - tail) {
        while ((known[candidate]?.unit.base ?? Infinity) < next - shift) {
          candidate++;
        }
        if (known[candidate]?.unit.base === next - shift) {
          units.forEach((lowered, index) => {
            if (index < kept) {
              reuse(lowered, 0);
            }
          });
          const rest = known.slice(candidate);
          rest.forEach((lowered) => {
            reuse(lowered, shift);
          });
          return loweredText([...units, ...rest]);
        }
      }
      units.push(...reader.line());
    }
  } catch (error) {
    if (error instanceof NotOrdinary) {
      return null;
    }
    throw error;
  }
  units.slice(0, kept).forEach((lowered) => {
    reuse(lowered, 0);
  });
  return loweredText(units);
}

function loweredText(units: readonly LoweredUnit[]): LoweredText {
  return { units, statements: units.flatMap(({ statements }) => statements), isOrdinary: true };
}

/** Longer than the words that go on with the statement in front of them: `finally` and a colon. */
const longestClauseWord = 8;

/**
 * How many statements at the start are as they were. When the change is at the start of a statement, or between two, the one in front of
 * it is read again, because what follows may belong to it: an `else`, or a comment.
 */
function keptAtStart(known: readonly LoweredUnit[], start: number, text: string): number {
  const changed = known.findIndex(({ unit, text: own }) => unit.base + own.length >= start);
  const base = known[changed]?.unit.base ?? Infinity;
  let kept = Math.max(0, start > base + longestClauseWord ? changed : (changed === -1 ? known.length : changed) - 1);
  while (kept > 0 && text[(known[kept]?.unit.base ?? 0) - 1] !== '\n') {
    kept--;
  }
  return kept;
}
