import { itemsOf } from '../evaluate/containers';
import { unsettleAttributes } from '../evaluate/escape';
import type { State } from '../evaluate/state';
import type { SummaryCall } from '../evaluate/summary';
import { certainly, single, type Possible } from '../values/possible';
import { constant, type InstanceValue } from '../values/value';
import { converted, marks, textOf } from './argparse';

/**
 * Reads the words that `parse_args([...])` is given in place of the real command line. Where a word cannot be read, every option may
 * have another value.
 */
export function readCommandLine(call: SummaryCall, parser: InstanceValue, line: Possible | undefined, into: State<Possible>): void {
  const list = line === undefined ? undefined : single(line);
  if (line === undefined || (list?.kind === 'constant' && list.type === 'none')) {
    return;
  }
  const words = list?.kind === 'sequence' ? itemsOf(list)?.map(textOf) : undefined;
  const isRead = words?.every((word) => word !== undefined) === true && readWords(call, parser, words, into);
  if (!isRead) {
    unsettleAttributes(call.evaluator, into);
  }
}

function readWords(call: SummaryCall, parser: InstanceValue, words: readonly string[], into: State<Possible>): boolean {
  const [place] = call.activation.site.arguments;
  const trail = { kind: 'literal', what: '', place: (place ?? call.activation.site).place, previous: null } as const;
  for (let index = 0; index < words.length; index++) {
    const [flag = '', inline] = (words[index] ?? '').split(/=(.*)/s);
    const destination = textOf(parser.attributes.get(marks.flag + flag));
    const action = destination === undefined ? undefined : textOf(parser.attributes.get(marks.action + destination));
    if (destination === undefined || !flag.startsWith('-')) {
      return false;
    }
    if (action === 'store_true' || action === 'store_false') {
      into.set(destination, certainly(constant(action === 'store_true'), trail));
      continue;
    }
    const text = inline ?? words[++index];
    const next = inline === undefined ? words[index + 1] : undefined;
    if (action !== 'store' || text === undefined || (next !== undefined && !next.startsWith('-'))) {
      return false;
    }
    into.set(
      destination,
      converted(call.evaluator, call.activation.site, certainly(constant(text), trail), parser.attributes.get(marks.type + destination)),
    );
  }
  return true;
}
