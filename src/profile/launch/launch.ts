import type { CommandWord, Processes } from '../../python/world';

/** How a script is started: what its command line, its launcher and its environment give. */
export interface Launch {
  /** The words after the script's name. */
  readonly words: readonly CommandWord[];
  /** Null where nothing starts more than one process. */
  readonly processes: Processes | null;
  readonly environment: ReadonlyMap<string, string>;
  /** The command as it is written, on one line. */
  readonly text: string;
  /** Where it is written; null for what a person types. */
  readonly at: { readonly path: string; readonly line: number; readonly cell: number | null } | null;
}
