/** Which inputs and other quantities nothing in the code, the settings or the person backs. */
import type { Assumption } from '../../src/assess/estimate';
import type { InputRow } from '../../src/assess/report-model';

export function isAssumed(input: InputRow): boolean {
  return input.origin === 'assumed' && !input.overridden;
}

/** The reason behind an assumed row, where the estimate states one. */
export function assumptionOf(input: InputRow, assumptions: readonly Assumption[]): Assumption | undefined {
  return assumptions.find((assumption) => assumption.quantity === input.key || assumption.quantity === input.label);
}

/** Assumptions that are no row of the inputs table. */
export function assumptionsBesides(inputs: readonly InputRow[], assumptions: readonly Assumption[]): readonly Assumption[] {
  return assumptions.filter(({ quantity }) => !inputs.some((input) => input.key === quantity || input.label === quantity));
}
