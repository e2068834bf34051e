/** A value that was taken because nothing states it. */
export interface Assumed {
  /** A fact of the run or a property of the machine, by its name. */
  readonly quantity: string;
  readonly value: string;
  readonly why: string;
  /** Natural logarithm of P90 over P50 of the duration that not knowing it causes; 0 when only something else depends on it. */
  readonly logWidth: number;
  /** The same for P50 over P10 and P90 over P50, where the other values lie on one side. */
  readonly sides?: { readonly below: number; readonly above: number };
}
