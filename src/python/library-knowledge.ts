/**
 * What the evaluator asks about code it cannot see. `libraries/` answers from tables; the evaluator knows no framework.
 */

/** Versions of packages that the project states, e.g. `{ torch: '2.1.0' }`; a package not named counts as newest. */
export type Versions = Readonly<Record<string, string>>;

export type DefaultLiteral =
  | { readonly kind: 'constant'; readonly value: number | string | boolean | null }
  /** A default that is no plain constant: its Python text, for messages only. */
  | { readonly kind: 'expression'; readonly text: string };

export interface LibraryParameter {
  readonly name: string;
  readonly kind: 'positional' | 'keyword' | 'rest' | 'keyword-rest';
  readonly default: DefaultLiteral | undefined;
}

export interface LibraryCallable {
  /** Canonical name, e.g. `torch.utils.data.DataLoader` or `torch.Tensor.item`. */
  readonly name: string;
  readonly kind: 'class' | 'function' | 'method';
  readonly parameters: readonly LibraryParameter[];
  /**
   * Type of the result: a canonical class name, a builtin (`float`, `str`, `list`, …), `self` for a method that returns
   * its receiver, or undefined when unknown. A class returns its instance.
   */
  readonly returns: string | undefined;
}

export interface LibraryKnowledge {
  /** The one name of what may be reached by several (`tf.keras.Model` and `keras.Model`); names not re-exported come back unchanged. */
  canonical(name: string): string;
  /** The callable of a canonical name, with the defaults in force for these versions; undefined when not in the tables. */
  callable(name: string, versions: Versions): LibraryCallable | undefined;
  /** A method looked up through the bases of a class. */
  method(className: string, method: string, versions: Versions): LibraryCallable | undefined;
  /** Type of an attribute or property of instances, e.g. `torch.Tensor.device` → `torch.device`. */
  attribute(className: string, attribute: string): string | undefined;
  /** Canonical names of the class and all its bases, nearest first. */
  lineage(className: string): readonly string[];
  /** Whether the top-level module belongs to the standard library or to a package in the tables, so that no file of the workspace is meant. */
  isLibrary(topLevelModule: string): boolean;
  /** Whether a file or folder beside the script often goes by the name of this package; Python then takes what lies beside the script. */
  isOftenLocal(topLevelModule: string): boolean;
}
