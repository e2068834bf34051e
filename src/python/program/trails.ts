import type { Span } from '../source/document';
import { stepsOf, type Place, type Trail, type TrailKind } from '../values/trail';

/** Where a value comes from, in the words of a run profile. */
export type TrailOrigin =
  'literal' | 'constant' | 'argparse-default' | 'dataclass-default' | 'function-default' | 'config-file' | 'launcher' | 'framework-default';

/** Of several steps, the one that says most about how the value can be changed, strongest first. */
const strength: readonly (readonly [TrailKind, TrailOrigin])[] = [
  ['launcher', 'launcher'],
  ['config-file', 'config-file'],
  ['argparse-default', 'argparse-default'],
  ['dataclass-default', 'dataclass-default'],
  ['function-default', 'function-default'],
  ['framework-default', 'framework-default'],
  ['assigned', 'constant'],
];

/**
 * The origin of a value by its trail: an input of the program before anything that only passes it on, a `constant` when a literal was
 * given a name, a `literal` when it stands where it is used. Null without a trail: the value was counted, not written.
 */
export function originOf(trail: Trail | null): TrailOrigin | null {
  if (trail === null) {
    return null;
  }
  const kinds = new Set(stepsOf(trail).map(({ kind }) => kind));
  return strength.find(([kind]) => kinds.has(kind))?.[1] ?? 'literal';
}

/** One place on a value's way. */
export interface TrailPlace {
  readonly kind: TrailKind;
  /** The name the value was given there; empty for a bare literal. */
  readonly what: string;
  readonly span: Span;
}

/** The places on a value's way, from where it was written to where it is used last. Steps that stand in no file are left out. */
export function placesOf(trail: Trail | null): readonly TrailPlace[] {
  const places: TrailPlace[] = [];
  for (const { kind, what, place } of stepsOf(trail)) {
    if (place === null) {
      continue;
    }
    const step = { kind, what, span: spanOf(place) };
    const last = places.at(-1);
    if (last !== undefined && isSameSpan(last.span, step.span)) {
      places.pop();
    }
    places.push(step);
  }
  return places;
}

/** Where a place stands now, with offsets from the start of its fragment. */
export function spanOf({ unit, start, end }: Place): Span {
  return { document: unit.document, fragment: unit.fragment, start: unit.base + start, end: unit.base + end };
}

function isSameSpan(a: Span, b: Span): boolean {
  return a.document === b.document && a.fragment === b.fragment && a.start === b.start && a.end === b.end;
}
