import type { Versions } from './library-knowledge';

/**
 * What a run is given from outside. Command line, environment and configuration are inputs of the program, not constants: the default
 * world gives nothing, launchers and what-if give some.
 */
export interface World {
  /** Values of command-line options by destination name (`lr`, `batch_size`). */
  readonly commandLine: ReadonlyMap<string, string | number | boolean>;
  readonly environment: ReadonlyMap<string, string>;
  readonly versions: Versions;
}

export const defaultWorld: World = { commandLine: new Map(), environment: new Map(), versions: {} };
