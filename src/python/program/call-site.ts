import type { LibraryCallable } from '../library-knowledge';
import type { Possible } from '../values/possible';
import type { Place } from '../values/trail';
import type { ClassValue, FunctionValue } from '../values/value';
import type { Context } from './context';

/** One call expression of the source. */
export interface CallSite {
  readonly place: Place;
  /** The called expression as written, without whitespace: `self.model.fit`. */
  readonly text: string;
  /** Name of the called attribute or name: `fit`. */
  readonly name: string;
  /** Dotted name before the last part, when the callee is one: `self.model`. */
  readonly receiverText: string | null;
  readonly arguments: readonly CallArgument[];
  /** The parentheses with what is between them. */
  readonly argumentList: Place;
}

export interface CallArgument {
  readonly name: string | null;
  readonly splat: 0 | 1 | 2;
  /** The argument with its name. */
  readonly place: Place;
  readonly valuePlace: Place;
}

/** What a call reached. */
export type Callee =
  | { readonly kind: 'library'; readonly name: string; readonly signature: LibraryCallable | undefined }
  /** Something imported from a module that is neither in the tables nor in the workspace, by its dotted name. */
  | { readonly kind: 'outside'; readonly name: string }
  /** A class of the program. `constructor` is the library class whose constructor runs, when the program defines none of its own. */
  | {
      readonly kind: 'class';
      readonly of: ClassValue;
      readonly lineage: readonly string[];
      readonly inherited: string | null;
      readonly signature: LibraryCallable | undefined;
    }
  | { readonly kind: 'function'; readonly of: FunctionValue }
  /** A method of an object whose class is in the tables or of an unknown object. `className` is null when unknown. */
  | { readonly kind: 'method'; readonly name: string; readonly className: string | null; readonly signature: LibraryCallable | undefined }
  /** An object of the program or of a library that is called itself: `model(x)`. */
  | { readonly kind: 'object'; readonly of: Possible }
  | { readonly kind: 'unknown'; readonly of: Possible };

/** One evaluation of a call site: what was called, with which arguments, and where in the running program. */
export interface Activation {
  readonly site: CallSite;
  readonly callee: Callee;
  readonly receiver: Possible | null;
  readonly arguments: BoundArguments;
  readonly context: Context;
  /** Order of evaluation, from 0. */
  order: number;
  /** What the call returned; set when it has returned. */
  result: Possible;
}

export type ArgumentAnswer =
  | { readonly kind: 'given'; readonly possible: Possible; readonly argument: CallArgument | null }
  | { readonly kind: 'default'; readonly possible: Possible }
  /** Not passed, and the callee's signature is not known. */
  | { readonly kind: 'absent' }
  /** It may be passed through a `*` or `**` that could not be resolved. */
  | { readonly kind: 'unknown' };

export interface BoundArguments {
  readonly positional: readonly Possible[];
  readonly keywords: ReadonlyMap<string, Possible>;
  /** A `*` that could not be resolved, and what stands behind it. */
  readonly loose: readonly Possible[];
  /** A `*` that could not be resolved. */
  readonly openPositional: boolean;
  /** A `**` that could not be resolved. */
  readonly openKeywords: boolean;
  /** The argument bound to a parameter of the callee's signature; for callees without one, by keyword or position alone. */
  get(parameter: string, position?: number): ArgumentAnswer;
}
