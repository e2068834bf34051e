import { roundsOf } from '../../ml/loop-rounds';
import { remarksAt } from '../../ml/remarks';
import { loopsAround } from '../../ml/surroundings';
import { tableSize, type TableSize } from '../../ml/table-size';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';

/** From this many rounds on, stopping when the evaluation set no longer improves is worth asking for. */
export const manyRounds = 500;

/**
 * Rounds of one training from which stopping it is worth a word: 2 to 5 ms each for a thousand rows, 5 to 50 ms for ten thousand (see
 * search-work).
 */
const longTraining: Readonly<Record<TableSize, number>> = { small: 5000, unknown: 2000, large: 1000 };
/** The same for each of several folds or models. */
const longInLoops = 1000;

/** Many rounds for the table, or for each of several trainings; somebody who had switched stopping on switched it off. */
export function isLongBoosting(program: Program, { context, site }: Activation, rounds: number): boolean {
  const size = tableSize(program);
  const isRepeated = size !== 'small' && loopsAround(context).some((loop) => (roundsOf(loop) ?? 2) > 1);
  return (
    rounds >= (isRepeated ? longInLoops : longTraining[size]) &&
    !remarksAt(program, site.place).some((remark) => /early_?stop/i.test(remark))
  );
}
