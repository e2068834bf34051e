import type { Versions } from './library-knowledge';
import type { Place } from './values/trail';

/** Processes that a launcher starts, all alike, one for each accelerator. */
export interface Processes {
  readonly count: number;
  readonly perNode: number;
}

/** One word of a command line, and where it stands. */
export interface CommandWord {
  readonly text: string;
  readonly place: Place | null;
  /** True when a variable in it is not known, so that it may be any text. */
  readonly isOpen?: boolean;
}

/**
 * What a run is given from outside. Command line, environment and configuration are inputs of the program, not constants: the default
 * world gives nothing, launchers and what-if give some.
 */
export interface World {
  /** Values of command-line options by destination name (`lr`, `batch_size`). */
  readonly commandLine: ReadonlyMap<string, string | number | boolean>;
  /** The words after the program's name, as they are written; null where nobody says them. */
  readonly words: readonly CommandWord[] | null;
  readonly environment: ReadonlyMap<string, string>;
  /** Null where nobody says how the program is started: as one process, as far as its code can tell. */
  readonly processes: Processes | null;
  readonly versions: Versions;
}

export const defaultWorld: World = { commandLine: new Map(), words: null, environment: new Map(), processes: null, versions: {} };

/**
 * The world of the first of several processes. The variables are those that torchrun sets, which accelerate, deepspeed and the launchers
 * of other frameworks set too (https://docs.pytorch.org/docs/stable/elastic/run.html, 2025).
 */
export function inProcesses(world: World, { count, perNode }: Processes): World {
  const variables = {
    WORLD_SIZE: count,
    LOCAL_WORLD_SIZE: perNode,
    RANK: 0,
    LOCAL_RANK: 0,
    GROUP_RANK: 0,
    NODE_RANK: 0,
    MASTER_ADDR: '127.0.0.1',
    MASTER_PORT: 29500,
  };
  const environment = new Map([...world.environment, ...Object.entries(variables).map(([name, value]) => [name, String(value)] as const)]);
  return { ...world, environment, processes: { count, perNode } };
}
