import type { CommandWord, Processes } from '../../python/world';

export interface AskedAccelerators {
  /** What the site may call them, the most particular first: `a100-80gb`, `a100`. */
  readonly names: readonly string[];
  /** All together. */
  readonly count: number;
}

/** How a script is started: what its command line, its launcher and its environment give. */
export interface Launch {
  /** The words after the script's name. */
  readonly words: readonly CommandWord[];
  /** Null where nothing starts more than one process. */
  readonly processes: Processes | null;
  readonly environment: ReadonlyMap<string, string>;
  /** The accelerators that a batch system is asked for; absent where their kind is not said. */
  readonly asks?: AskedAccelerators;
  /** The command as it is written, on one line. */
  readonly text: string;
  /** Where it is written; null for what a person types. */
  readonly at: { readonly path: string; readonly line: number; readonly cell: number | null } | null;
}
