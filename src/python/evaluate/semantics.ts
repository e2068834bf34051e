import type { LibraryKnowledge } from '../library-knowledge';
import type { ProcessQuantity } from '../stdlib/environment';
import type { Possible } from '../values/possible';
import type { FunctionValue } from '../values/value';
import type { Evaluator } from './evaluator';
import type { Following } from './following';
import type { CallSummary } from './summary';

/** Texts of the workspace as the host has loaded them: a text, null for "no such file", undefined for "not loaded yet". */
export interface Workspace {
  read(path: string): string | null | undefined;
}

export const emptyWorkspace: Workspace = { read: () => null };

/** What frameworks mean to the evaluator, given from above so that `python/` knows none. */
export interface Semantics {
  readonly knowledge: LibraryKnowledge;
  /** What calling a library function does beyond returning an instance of its result type, by canonical name. */
  readonly summaries: Pick<ReadonlyMap<string, CallSummary>, 'get'>;
  /** Methods that return their receiver even when its class is unknown (`to`, `eval`). */
  readonly fluentMethods: ReadonlySet<string>;
  /** The method that calling an instance runs, by library base class (`torch.nn.Module` → `forward`). */
  readonly callHooks: ReadonlyMap<string, string>;
  /** Library classes whose attributes are read and written as entries too: `config["lr"]` is `config.lr`. */
  readonly attributeMappings: ReadonlySet<string>;
  /** Library classes whose methods the library calls by itself once it is given an object. */
  readonly drivenClasses: ReadonlySet<string>;
  readonly commandLine: CommandLine;
  /** Attributes of library objects that tell how the program was started, by canonical name. */
  readonly processAttributes: ReadonlyMap<string, ProcessQuantity>;
  /** Set in an evaluation that follows the shapes of arrays. */
  readonly following?: Following;
}

/** What packages other than the standard library make of a program's command line. */
export interface CommandLine {
  /** Whether the command line calls a function, so that nothing but its defaults and options reaches it. */
  isCommand(of: FunctionValue): boolean;
  /** What a parameter is given by the command line, or by the option that a decorator declares for it. */
  given(ev: Evaluator, of: FunctionValue, parameter: string): Possible | undefined;
}
