import type { Context } from '../program/context';
import type { Possible } from '../values/possible';
import type { Place } from '../values/trail';

/** A write to something outside the program: `os.environ["X"] = "1"`, `torch.backends.cudnn.benchmark = True`. */
export interface ExternalWrite {
  readonly target: string;
  readonly key: Possible | null;
  readonly value: Possible;
  readonly place: Place;
  readonly valuePlace: Place;
  readonly context: Context;
}

/** An assignment to an attribute of an object, in the order of evaluation: `layer.trainable = False`. */
export interface AttributeWrite {
  readonly object: Possible;
  readonly name: string;
  readonly value: Possible;
  /** The written attribute with its object: `layer.trainable`. */
  readonly place: Place;
  /** The name of the attribute alone. */
  readonly namePlace: Place;
  readonly valuePlace: Place;
  readonly context: Context;
  /** Number of calls evaluated before it, which compares with their `order`. */
  order: number;
}

/** An assignment to a name, in the order of evaluation. */
export interface Definition {
  readonly name: string;
  readonly place: Place;
  readonly valuePlace: Place;
  readonly value: Possible;
  readonly context: Context;
}

/** A statement `target = value` or `target += value`, in the order of evaluation; of tuples as a whole. */
export interface Assignment {
  readonly place: Place;
  readonly valuePlace: Place;
  /** What is assigned, or, with an operator, what is added. */
  readonly value: Possible;
  /** `+` of `+=`; null for `=`. */
  readonly operator: string | null;
  readonly context: Context;
}
