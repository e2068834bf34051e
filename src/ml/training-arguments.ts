import type { Activation, CallSite } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import { spanOf } from '../python/program/trails';
import type { SpanEdit } from '../python/program/edits';
import { constantOf, type Possible } from '../python/values/possible';
import { stepsOf } from '../python/values/trail';

/** Classes that hold the arguments of a Hugging Face Trainer. */
const argumentClasses = [
  'transformers.TrainingArguments',
  'transformers.Seq2SeqTrainingArguments',
  ...['SFT', 'DPO', 'GRPO', 'Reward', 'RLOO', 'KTO', 'ORPO', 'CPO', 'PPO', 'OnlineDPO'].map((name) => `trl.${name}Config`),
];

/** Every call that makes the arguments of a Hugging Face Trainer. */
export function trainingArgumentCalls(program: Program): readonly Activation[] {
  return argumentClasses.flatMap((name) => program.callsOf(name));
}

/** An argument that is given as one certain number, at its place in the call. */
export interface GivenNumber {
  readonly value: number;
  readonly possible: Possible;
  /** The argument with its name; the whole call where it comes out of an unpacked dict. */
  readonly place: CallSite['place'];
}

/** The number an argument is given; undefined when it is left to its default, or not certain. */
export function givenNumber(call: Activation, parameter: string, position?: number): GivenNumber | undefined {
  const answer = call.arguments.get(parameter, position);
  const value = answer.kind === 'given' ? constantOf(answer.possible) : undefined;
  return answer.kind === 'given' && typeof value === 'number'
    ? { value, possible: answer.possible, place: answer.argument?.place ?? call.site.place }
    : undefined;
}

/** Writes another text where a constant was written; nothing where it stands in another file or cell than the call. */
export function rewriteLiteral(program: Program, site: CallSite, possible: Possible, text: string): readonly SpanEdit[] {
  const [first] = stepsOf(possible.options[0]?.trail ?? null);
  if (first?.kind !== 'literal' || first.place === null || !program.isHere(first.place)) {
    return [];
  }
  const span = spanOf(first.place);
  return span.fragment === spanOf(site.place).fragment ? [{ span, text }] : [];
}
