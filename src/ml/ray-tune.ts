import { isOpen } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import { constantOf, single, type Possible } from '../python/values/possible';
import { countValues } from './search-space';
import { constantArgument, libraryName, makers } from './surroundings';

/** Calls that start or set up a search of Ray Tune. */
export function rayTuneCalls(program: Program): readonly Activation[] {
  return [...program.callsOf('ray.tune.Tuner'), ...program.callsOf('ray.tune.run')];
}

/** The call that holds the settings of a search: the `TuneConfig` of a `Tuner`, or `tune.run` itself. Undefined when it is not known. */
export function tuneSettings(call: Activation): Activation | undefined {
  if (libraryName(call.callee) === 'ray.tune.run') {
    return call.arguments.openKeywords ? undefined : call;
  }
  const config = call.arguments.get('tune_config');
  const [made, ...others] = config.kind === 'given' ? makers(config.possible) : [];
  return others.length > 0 || made?.arguments.openKeywords === true ? undefined : made;
}

/** A scheduler that may stop trials is given, or may be. */
export function hasScheduler(call: Activation): boolean {
  const config = call.arguments.get('tune_config');
  const settings = tuneSettings(call);
  if (settings === undefined) {
    return config.kind === 'given' || config.kind === 'unknown' || call.arguments.openKeywords;
  }
  const scheduler = settings.arguments.get('scheduler');
  if (scheduler.kind !== 'given') {
    return scheduler.kind === 'unknown';
  }
  const only = single(scheduler.possible);
  return constantOf(scheduler.possible) !== null && !(only?.kind === 'instance' && only.className === 'ray.tune.schedulers.FIFOScheduler');
}

/** The space a search looks through. */
export function tuneSpace(call: Activation): Possible | undefined {
  const space = call.arguments.get(libraryName(call.callee) === 'ray.tune.run' ? 'config' : 'param_space');
  return space.kind === 'given' ? space.possible : undefined;
}

/** Points of the grid in a search space: the product of its `grid_search` lists. Undefined without one, or when one cannot be counted. */
export function countTuneGrid(space: Possible): number | undefined {
  const only = single(space);
  if (only?.kind !== 'mapping' || isOpen(only)) {
    return undefined;
  }
  let points = 1;
  let grids = 0;
  for (const [key, value] of only.state) {
    const [made] = key === 'open' ? [] : makers(value as Possible);
    const [values] = made?.site.name === 'grid_search' ? made.arguments.positional : [];
    if (values !== undefined) {
      const count = countValues(values);
      if (count === undefined) {
        return undefined;
      }
      grids++;
      points *= count;
    }
  }
  return grids === 0 ? undefined : points;
}

/** How often each point of the grid, or a point of the space, is tried; undefined when it is not known. */
export function tuneSamples(call: Activation): number | undefined {
  const settings = tuneSettings(call);
  const samples = settings === undefined ? 1 : constantArgument(settings, 'num_samples');
  return typeof samples === 'number' ? samples : undefined;
}
