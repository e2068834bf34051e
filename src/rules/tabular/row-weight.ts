import { isInLoop } from '../../ml/surroundings';
import { hasManyRows } from '../../ml/table-size';
import { isTimed } from '../../ml/timed-code';
import type { CallSite } from '../../python/program/call-site';
import type { LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import type { Possible } from '../../python/values/possible';
import type { FunctionValue } from '../../python/values/value';
import type { FindingProposal } from '../rule';

/** A hint where nobody can tell that a pass over rows takes long. */
type Weight = Pick<FindingProposal, 'severity'>;

/** A pass over some thousand rows takes a fraction of a second: it is worth a word where the table is known to have many. */
function severityOf(program: Program, frame: Possible | null, code: string): Weight {
  return hasManyRows(program, frame, code) ? {} : { severity: 'hint' };
}

/** What somebody calls a table of some of the rows. */
const isPart = /sub|sample|small|short|mini|head|unique|\[[\w-]*:[\w-]*\]$/i;

/** Of a loop: functions that are called for each row, and loops for each, cost more than taking the row does. */
export function ofLoop(program: Program, frame: Possible | null, loop: LoopInfo): Weight {
  const [code = '', ...loopsInside] = program.textOf(loop.place).split(/\n\s+(?:for|while)\b/);
  const worksMore =
    loopsInside.length > 0 || program.activations.some(({ callee, context }) => callee.kind === 'function' && isInLoop(context, loop));
  return worksMore || isPart.test(loop.iterableText) || isTimed(program, loop.place)
    ? { severity: 'hint' }
    : severityOf(program, frame, code);
}

/** A comprehension says before its loop what it does with each row. */
export function ofComprehension(program: Program, { place }: CallSite, frame: Possible | null): Weight {
  const { document, fragment, start } = spanOf(place);
  const from = program.statementAround(spanOf(place))?.span.start ?? start;
  const before = document.fragments[fragment]?.text.slice(from, start) ?? '';
  return /\bin\s+$/.test(before) ? severityOf(program, frame, before) : { severity: 'hint' };
}

/** Of `apply`: what the function reads tells which table it is. */
export function ofApply(program: Program, { receiverText, place }: CallSite, frame: Possible | null, applied: FunctionValue): Weight {
  return isPart.test(receiverText ?? '') || isTimed(program, place)
    ? { severity: 'hint' }
    : severityOf(program, frame, program.textOf(applied.node));
}
