import { datasetsReadAtOnce, tableReaders } from '../../libraries/families';
import { ancestors } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { isFixedPath } from '../../ml/fixed-paths';
import { callsDuring, constantArgument, functionsOf, guardsWithin, libraryName, surroundedBy } from '../../ml/surroundings';
import type { Activation, CallSite } from '../../python/program/call-site';
import { layers } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import type { FunctionValue } from '../../python/values/value';
import { calleePlace } from '../quoting';
import type { FindingProposal } from '../rule';

const message =
  'The same data are read and parsed again in every trial of this search. Read them once before it, and let the objective use them.';

/** What calls a function for each trial, with the parameter that takes the function: Optuna, Hyperopt, scikit-optimize. */
const searches: readonly (readonly [name: string, parameter: string])[] = [
  ['optimize', 'func'],
  ['fmin', 'fn'],
  ['gp_minimize', 'func'],
  ['forest_minimize', 'func'],
];

/** Data that an objective reads anew, at the call in the objective that leads to the read; one for each objective. */
export function* readsPerTrial(program: Program): Iterable<FindingProposal> {
  const found = new Set<CallSite>();
  for (const objective of objectivesOf(program)) {
    const read = callsDuring(program, objective).find((call) => readsAlike(program, call, objective));
    const site = read === undefined ? undefined : siteIn(objective, read);
    if (site !== undefined && program.isHere(site.place) && !found.has(site)) {
      found.add(site);
      yield { place: calleePlace(site), message, confidence: 'medium', fixes: [] };
    }
  }
}

function objectivesOf(program: Program): readonly FunctionValue[] {
  return searches.flatMap(([name, parameter]) =>
    program.callsNamed(name).flatMap((call) => {
      const [first] = call.arguments.positional;
      const given = call.arguments.keywords.get(parameter) ?? first;
      const isOne = constantArgument(call, 'n_trials', 1) === 1;
      return given === undefined || isOne || call.callee.kind === 'function' ? [] : functionsOf(given);
    }),
  );
}

/** The objective always reads it, and what is read does not depend on the trial. */
function readsAlike(program: Program, call: Activation, objective: FunctionValue): boolean {
  const name = libraryName(call.callee) ?? '';
  const isTable = tableReaders.has(name);
  const isRead = isTable || datasetsReadAtOnce.has(name) || /^(datasets\.load_dataset$|sklearn\.datasets\.fetch_)/.test(name);
  const given = [...call.arguments.positional, ...call.arguments.keywords.values()];
  const [file] = given;
  return (
    isRead &&
    given.every((value) => ![...ancestors(value)].some(({ site }) => site.name.startsWith('suggest_') || site.name === 'choice')) &&
    (!isTable || (file !== undefined && isFixedPath(file, (parameter) => program.parametersOf(objective).includes(parameter)))) &&
    !isGuarded(call, objective) &&
    !isInTest(call.context)
  );
}

/** A condition, a loop or a cache stands between the objective and the read. */
function isGuarded({ context }: Activation, objective: FunctionValue): boolean {
  let isInside = true;
  const isBetween = surroundedBy(context, (layer) => {
    const here = isInside;
    isInside &&= !(layer.kind === 'frame' && layer.of.node === objective.node);
    return here && (layer.kind === 'loop' || layer.kind === 'handler' || (layer.kind === 'frame' && layer.of.decorators.length > 0));
  });
  return isBetween || guardsWithin(context, null).some(({ decided }) => decided === undefined);
}

/** The call in the objective's own body that a call was made from. */
function siteIn(objective: FunctionValue, call: Activation): CallSite | undefined {
  let site: CallSite | undefined = call.site;
  for (const layer of layers(call.context)) {
    if (layer.kind === 'frame') {
      if (layer.of.node === objective.node) {
        return site;
      }
      site = layer.by?.site;
    }
  }
  return undefined;
}
