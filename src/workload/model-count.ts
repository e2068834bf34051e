import type { PartialWork } from './partial-forward';
import type { Work } from '../profile/run-profile';

/** From least to most. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What was counted of a model; a part is missing where nothing can be said of it. */
export interface ModelCount {
  readonly parameters?: number;
  readonly forwardFlopsPerSample?: number;
  readonly work?: Work;
  /** The array that one sample is. */
  readonly input?: readonly number[];
  /** Why a part is missing; none when nothing is. */
  readonly doubts: readonly string[];
  /** What a part may be instead, where something was taken for granted. */
  readonly bounds?: { readonly parameters?: Range; readonly forwardFlopsPerSample?: Range };
  /** What was taken for granted, in one clause each. */
  readonly assumed?: readonly string[];
}

/** A count under one choice of the sizes that nothing states. */
export interface LevelCount extends ModelCount {
  readonly assumed: readonly string[];
  /** What can be said of the work where the forward pass could not be followed to its end. */
  readonly partial?: PartialWork;
}

/** How the assumption begins that stands for a forward pass which could not be followed to its end. */
export const unfollowed = 'what could not be followed';

/** Where a small or a large choice cannot be counted, the other end is as far away as this. */
const UNCOUNTED_END = 10;

/** A count with what it may be instead: exact in the parts that are the same for all choices. */
export function boundedBy(typical: LevelCount, low: LevelCount, high: LevelCount): ModelCount {
  const parameters = range(typical.parameters, low.parameters, high.parameters);
  const forwardFlopsPerSample = range(typical.forwardFlopsPerSample, low.forwardFlopsPerSample, high.forwardFlopsPerSample);
  if (parameters === undefined && forwardFlopsPerSample === undefined) {
    return { ...typical, assumed: [] };
  }
  return {
    ...typical,
    bounds: {
      ...(parameters === undefined ? {} : { parameters }),
      ...(forwardFlopsPerSample === undefined ? {} : { forwardFlopsPerSample }),
    },
  };
}

/** A count of weights with bounds for the work that could not be counted. */
export function withPartial(counted: ModelCount, partial: PartialWork | undefined): ModelCount {
  if (partial === undefined || counted.forwardFlopsPerSample !== undefined) {
    return counted;
  }
  const { forwardFlopsPerSample, range: bound, work } = partial;
  const [doubt = 'the shape of the input'] = counted.doubts;
  return {
    ...counted,
    forwardFlopsPerSample,
    work,
    bounds: { ...counted.bounds, forwardFlopsPerSample: bound },
    assumed: [`${unfollowed}: ${doubt}`, ...(counted.assumed ?? [])],
  };
}

/** Undefined where all choices give the same. */
function range(typical: number | undefined, low: number | undefined, high: number | undefined): Range | undefined {
  if (typical === undefined || (low === typical && high === typical)) {
    return undefined;
  }
  const ends = [low, high].filter((end) => end !== undefined);
  return {
    low: Math.min(typical, ...ends, low === undefined ? typical / UNCOUNTED_END : typical),
    high: Math.max(typical, ...ends, high === undefined ? typical * UNCOUNTED_END : typical),
  };
}
