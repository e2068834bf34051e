import type { Evaluator } from '../../python/evaluate/evaluator';
import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { inputValue } from '../../python/stdlib/argparse';
import { decidesOnTraining } from '../../python/stdlib/words';
import { newSequence } from '../../python/evaluate/containers';
import { truth } from '../../python/evaluate/truth';
import { certainly, mapOptions, single, unknownly, withStep, type Possible } from '../../python/values/possible';
import { constant } from '../../python/values/value';

const names = 'string integer float bool boolean list spaceseplist multi_string multi_integer multi_float enum enum_class multi_enum'.split(
  ' ',
);
const lists = new Set(['list', 'spaceseplist']);

/** `flags.DEFINE_integer("epochs", 10, "…")` makes `FLAGS.epochs` readable, and the value of the holder that it returns. */
export const abslSummaries: readonly (readonly [string, CallSummary])[] = names.map((kind) => [
  `absl.flags.DEFINE_${kind}`,
  (call) => defineFlag(call, kind),
]);

function defineFlag(call: SummaryCall, kind: string): Possible | undefined {
  const { evaluator, activation, given } = call;
  const name = given.positional[0] ?? given.keywords.get('name');
  const key = name === undefined ? undefined : single(name);
  if (key?.kind !== 'constant' || key.type !== 'str') {
    return undefined;
  }
  const flag = String(key.value);
  const value = inputValue(evaluator, flag) ?? defaultOf(call, flag, kind);
  evaluator.outsideValues.set(`absl.flags.FLAGS.${flag}`, value);
  const attributes = evaluator.store.create<Possible>();
  attributes.set('value', value);
  return certainly({ kind: 'instance', className: 'absl.flags.FlagHolder', of: null, attributes, from: { kind: 'call', activation } });
}

function defaultOf({ evaluator, activation, given }: SummaryCall, flag: string, kind: string): Possible {
  const standard = given.positional[1] ?? given.keywords.get('default');
  const required = given.keywords.get('required');
  if (standard === undefined || (required !== undefined && truth(required) !== false)) {
    return unknownly(`the flag ${flag}, which the command line gives`);
  }
  if (decidesOnTraining(flag, standard)) {
    return unknownly(`the flag ${flag}, without which nothing trains`);
  }
  const value = lists.has(kind) ? listOf(evaluator, standard) : standard;
  return withStep(value, 'argparse-default', flag, activation.site.place);
}

/** A list flag takes its default as a list, or as words between commas. */
function listOf(ev: Evaluator, standard: Possible): Possible {
  return mapOptions(standard, (value, trail) => {
    if (value.kind !== 'constant' || value.type !== 'str') {
      return certainly(value, trail);
    }
    const items = String(value.value)
      .split(/[\s,]+/)
      .filter((word) => word !== '');
    return certainly(
      newSequence(
        ev.store,
        'list',
        items.map((word) => certainly(constant(word), trail)),
      ),
      trail,
    );
  });
}
