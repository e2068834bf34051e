import type { Unit } from '../syntax/nodes';

/** Where a step of a value's way stands in the source. Offsets are relative to the unit; see `Places` for absolute ones. */
export interface Place {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
}

export type TrailKind =
  | 'literal'
  | 'computed'
  | 'assigned'
  | 'argparse-default'
  | 'dataclass-default'
  | 'function-default'
  | 'config-file'
  | 'launcher'
  | 'framework-default'
  | 'given';

/** The steps a value took, newest first. */
export interface Trail {
  readonly kind: TrailKind;
  readonly what: string;
  /** Null for what stands in no file: a library's default, a world's override. */
  readonly place: Place | null;
  readonly previous: Trail | null;
}

/** The steps from where the value was written to where it is used. */
export function stepsOf(trail: Trail | null): readonly Trail[] {
  const steps: Trail[] = [];
  for (let step = trail; step !== null; step = step.previous) {
    steps.push(step);
  }
  return steps.reverse();
}
