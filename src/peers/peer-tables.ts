export const peerMethods = ['ml-co2-impact', 'green-algorithms', 'codecarbon', 'cloud-carbon-footprint'] as const;
export type PeerMethod = (typeof peerMethods)[number];

/** What a peer says. Operational carbon alone; location-based. */
export interface PeerFigure {
  readonly energyKwh: number;
  readonly carbonGrams: number;
  readonly intensityGramsPerKwh: number;
  /** Why this is not what the peer itself would print: a defect of it that is not repeated here. */
  readonly differs?: string;
}

export interface PeerProblem {
  readonly problem: string;
}

export function isPeerFigure(answer: PeerFigure | PeerProblem): answer is PeerFigure {
  return 'energyKwh' in answer;
}

/** An entry of a table of theirs, or a sentence that names what they do not list. */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: string, peer: string): T | PeerProblem {
  return Object.hasOwn(table, key) ? (table[key] as T) : { problem: `${peer} does not list "${key}".` };
}
