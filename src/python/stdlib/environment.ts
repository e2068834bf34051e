import type { World } from '../world';

/** Variables that only a launcher of several processes sets: in the default world they are not there. */
const launchVariables =
  /^(RANK|LOCAL_RANK|WORLD_SIZE|LOCAL_WORLD_SIZE|NODE_RANK|GROUP_RANK|MASTER_\w+|SLURM_\w+|OMPI_\w+|PMI_\w+|TORCHELASTIC_\w+)$/;

/** Whether the environment holds a variable; undefined when any machine may have it. */
export function isSet(world: World, variable: string): boolean | undefined {
  return world.environment.has(variable) ? true : launchVariables.test(variable) ? false : undefined;
}
