import { argparseSummaries } from '../stdlib/argparse';
import { collectionSummaries } from '../stdlib/collections';
import { numberSummaries } from '../stdlib/numbers';
import { objectSummaries } from '../stdlib/objects';
import { pathSummaries } from '../stdlib/paths';
import type { CallSummary } from './summary';

let all: ReadonlyMap<string, CallSummary> | undefined;

/** What a function of Python or its standard library does, by canonical name. */
export function builtinSummary(name: string): CallSummary | undefined {
  all ??= new Map([...numberSummaries, ...collectionSummaries, ...objectSummaries, ...pathSummaries, ...argparseSummaries]);
  return all.get(name);
}
