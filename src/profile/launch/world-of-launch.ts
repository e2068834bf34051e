import { inProcesses, type World } from '../../python/world';
import type { Launch } from './launch';

/** The world of a script that is started so. */
export function worldOfLaunch(world: World, { words, processes, environment }: Launch): World {
  const started = processes === null ? world : inProcesses(world, processes);
  return { ...started, words, environment: new Map([...started.environment, ...environment]) };
}
