import { itemsOf, newSequence } from '../evaluate/containers';
import type { State } from '../evaluate/state';
import type { SummaryCall } from '../evaluate/summary';
import { certainly, nothing, single, unknownly, type Possible } from '../values/possible';
import { constant, type InstanceValue } from '../values/value';
import type { CommandWord } from '../world';
import { converted, marks, textOf } from './argparse';
import { isOption, trailTo, valueOfWord } from './words';

/** What a parser makes of the words the world gives. Options it does not declare are passed over, with their values. */
export function readWorldWords(call: SummaryCall, parser: InstanceValue, words: readonly CommandWord[], into: State<Possible>): void {
  const parsers = withSubParsers(parser, 0);
  const positional = parsers.flatMap((one) => destinations(one, (flag) => !flag.startsWith('-')));
  let next = 0;
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) {
      continue;
    }
    const [flag = '', inline] = isOption(word) ? word.text.split(/=(.*)/s) : [];
    const found = isOption(word) ? optionOf(parsers, flag) : positional[next++];
    const values = inline !== undefined ? [{ ...word, text: inline }] : valuesFrom(words, isOption(word) ? index + 1 : index);
    if (found === undefined) {
      index += isOption(word) && inline === undefined ? values.length : 0;
      continue;
    }
    const taken = take(call, found, word, values, into, !isOption(word));
    index += inline === undefined ? taken - (isOption(word) ? 0 : 1) : 0;
  }
}

interface Declared {
  readonly parser: InstanceValue;
  readonly destination: string;
  readonly isNegated: boolean;
}

function withSubParsers(parser: InstanceValue, depth: number): readonly InstanceValue[] {
  const inner = single(parser.attributes.get(marks.subParsers) ?? nothing);
  const items = inner?.kind === 'sequence' && depth < 4 ? (itemsOf(inner) ?? []) : [];
  const parsers = items.flatMap((item) => {
    const value = single(item);
    return value?.kind === 'instance' ? [value] : [];
  });
  return [parser, ...parsers.flatMap((one) => withSubParsers(one, depth + 1))];
}

function destinations(parser: InstanceValue, isMeant: (flag: string) => boolean): readonly Declared[] {
  return [...parser.attributes].flatMap(([name, value]) => {
    const destination = name.startsWith(marks.flag) && isMeant(name.slice(marks.flag.length)) ? textOf(value) : undefined;
    return destination === undefined ? [] : [{ parser, destination, isNegated: false }];
  });
}

/** The option of a flag, which may be shortened as far as it stays the only one. */
function optionOf(parsers: readonly InstanceValue[], flag: string): Declared | undefined {
  const named = (isMeant: (known: string) => boolean): readonly Declared[] => parsers.flatMap((parser) => destinations(parser, isMeant));
  const [exact] = named((known) => known === flag);
  if (exact !== undefined) {
    return exact;
  }
  const [negated] = flag.startsWith('--no-') ? named((known) => known === `--${flag.slice(5)}`) : [];
  if (negated !== undefined) {
    return { ...negated, isNegated: true };
  }
  const shortened = flag.startsWith('--') ? named((known) => known.startsWith(flag)) : [];
  return new Set(shortened.map(({ destination }) => destination)).size === 1 ? shortened[0] : undefined;
}

function valuesFrom(words: readonly CommandWord[], from: number): readonly CommandWord[] {
  const end = words.findIndex((word, index) => index >= from && isOption(word));
  return words.slice(from, end === -1 ? undefined : end);
}

/** Fills what an option or a positional argument fills, and says how many words it took. */
function take(
  { evaluator, activation }: SummaryCall,
  { parser, destination, isNegated }: Declared,
  word: CommandWord,
  values: readonly CommandWord[],
  into: State<Possible>,
  isPositional: boolean,
): number {
  const action = textOf(parser.attributes.get(marks.action + destination)) ?? '?';
  const type = parser.attributes.get(marks.type + destination);
  const value = (one: CommandWord): Possible => converted(evaluator, activation.site, valueOfWord(one, destination), type);
  if (action === 'store_true' || action === 'store_false' || isNegated || (action === '?' && values.length === 0)) {
    into.set(destination, certainly(constant(isNegated ? false : action !== 'store_false'), trailTo(destination, word.place)));
    return 0;
  }
  if (action !== 'store') {
    into.set(destination, unknownly(`the option ${destination}, which the command line gives`));
    return action === 'append' ? 1 : 0;
  }
  const count = single(parser.attributes.get(marks.count + destination) ?? nothing);
  const wanted = count?.kind === 'constant' ? count.value : null;
  const [first] = values;
  if (wanted === null || wanted === '?') {
    into.set(destination, first === undefined ? unknownly(`the option ${destination}, which the command line gives`) : value(first));
    return first === undefined ? 0 : 1;
  }
  const taken = typeof wanted === 'number' ? values.slice(0, wanted) : values;
  into.set(destination, certainly(newSequence(evaluator.store, 'list', taken.map(value)), trailTo(destination, word.place)));
  return Math.max(taken.length, isPositional ? 1 : 0);
}
