import type { Locator } from '../python/source/locator';
import type { Place } from '../python/values/trail';
import { layers, type Context } from '../python/program/context';
import type { Possible } from '../python/values/possible';
import type { Program } from '../python/program/program';
import type { Fact, FactName, NotApplicable, RunFacts, RunProfile } from './run-profile';

export type Facts = { -readonly [K in FactName]?: Fact<RunFacts[K]> | NotApplicable | undefined };

/** One run as a reader of a framework found it. */
export interface FoundRun {
  /** The loop or call that trains. */
  readonly place: Place;
  /** Order in which the program reaches it. */
  readonly order: number;
  /** What surrounds the training: where another file trains, the call of this one that leads there stands for the place. */
  readonly context?: Context;
  readonly facts: Facts;
  /** What is trained, as the code hands it over. */
  readonly trained?: Possible | undefined;
  readonly repeats?: Fact<number> | undefined;
}

export const notApplicable: NotApplicable = { notApplicable: true };

/** Without facts that are unknown, so that they leave standing what another reader knows. */
export function defined(facts: Facts): { readonly [K in FactName]?: Fact<RunFacts[K]> | NotApplicable } {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}

/** Where this file trains, or calls what trains. */
function placeHere(program: Program, { place, context = null }: FoundRun): Place | undefined {
  const outwards = [...layers(context)].flatMap((layer) => (layer.kind === 'frame' && layer.by !== null ? [layer.by.site.place] : []));
  return [place, ...outwards].find((one) => program.isHere(one));
}

/** Numbers the runs of a script in the order of its source. */
export function buildRuns(program: Program, locator: Locator, found: readonly FoundRun[]): readonly RunProfile[] {
  const name = program.document.path.slice(program.document.path.lastIndexOf('/') + 1);
  return found
    .flatMap((run) => {
      const place = placeHere(program, run);
      return place === undefined ? [] : [{ ...run, place }];
    })
    .sort((a, b) => a.order - b.order)
    .map(({ place, facts, repeats }, index) => {
      const range = locator.range(program.span(place));
      return {
        id: `${name}#${index + 1}`,
        at: { line: range.line, endLine: range.endLine, cell: range.cell },
        repeats: repeats ?? { value: 1, origin: 'counted' },
        ...defined(facts),
      };
    });
}
