import type { Evaluator } from '../evaluate/evaluator';
import { certainly, type Possible } from '../values/possible';
import { constant } from '../values/value';
import { trailTo } from './words';

/** Variables that only a launcher of several processes sets: in the default world they are not there. */
const launchVariables =
  /^(RANK|LOCAL_RANK|WORLD_SIZE|LOCAL_WORLD_SIZE|NODE_RANK|GROUP_RANK|MASTER_\w+|SLURM_\w+|OMPI_\w+|PMI_\w+|TORCHELASTIC_\w+)$/;

/** Whether the environment holds a variable; undefined when any machine may have it. */
export function isSet(ev: Evaluator, variable: string): boolean | undefined {
  const isOfLauncher = launchVariables.test(variable);
  ev.asksForProcesses ||= isOfLauncher;
  return ev.world.environment.has(variable) ? true : isOfLauncher ? false : undefined;
}

/** What the world gives for a variable. */
export function variableOf(ev: Evaluator, variable: string): Possible | undefined {
  ev.asksForProcesses ||= launchVariables.test(variable);
  const value = ev.world.environment.get(variable);
  return value === undefined ? undefined : certainly(constant(value), trailTo(variable, null));
}

/** A quantity that the start of the program decides. */
export type ProcessQuantity = 'processes' | 'processesPerNode' | 'rank';

/** What a function or attribute that tells of the processes says in this world; undefined where nobody says how the program is started. */
export function processQuantity(ev: Evaluator, quantity: ProcessQuantity): Possible | undefined {
  ev.asksForProcesses = true;
  const { processes } = ev.world;
  if (processes === null) {
    return undefined;
  }
  const value = quantity === 'rank' ? 0 : quantity === 'processes' ? processes.count : processes.perNode;
  return certainly(constant(value), trailTo(quantity, null));
}
