import { certainly, single, unknownly, type Possible } from '../values/possible';
import { constant } from '../values/value';
import type { Arguments } from './arguments';
import { itemsOf, newSequence } from './containers';
import type { Evaluator } from './evaluator';
import { bracesFormatted } from './formatting';

/** Methods of a string that is known. */
export function stringMethod(ev: Evaluator, text: string, receiver: Possible, name: string, args: Arguments): Possible | undefined {
  const texts = args.positional.map((argument) => single(argument)).map((value) => (value?.kind === 'constant' ? value.value : undefined));
  const [first, second] = texts;
  const trail = receiver.options[0]?.trail ?? null;
  const give = (value: string | number | boolean): Possible => certainly(constant(value), trail);
  const one = typeof first === 'string' && args.positional.length === 1 ? first : undefined;
  const none = args.positional.length === 0;
  switch (name) {
    case 'lower':
      return give(text.toLowerCase());
    case 'upper':
      return give(text.toUpperCase());
    case 'strip':
      return none ? give(text.trim()) : undefined;
    case 'lstrip':
      return none ? give(text.trimStart()) : undefined;
    case 'rstrip':
      return none ? give(text.trimEnd()) : undefined;
    case 'replace':
      return args.positional.length === 2 && typeof first === 'string' && typeof second === 'string'
        ? give(text.split(first).join(second))
        : undefined;
    case 'startswith':
      return one === undefined ? undefined : give(text.startsWith(one));
    case 'endswith':
      return one === undefined ? undefined : give(text.endsWith(one));
    case 'split': {
      const trimmed = text.trim();
      const parts =
        one !== undefined && one !== ''
          ? text.split(one)
          : none && args.keywords.size === 0
            ? trimmed === ''
              ? []
              : trimmed.split(/\s+/)
            : undefined;
      return parts === undefined
        ? undefined
        : certainly(
            newSequence(
              ev.store,
              'list',
              parts.map((part) => give(part)),
            ),
            trail,
          );
    }
    case 'join': {
      const list = args.positional[0] === undefined ? undefined : single(args.positional[0]);
      const parts = list?.kind === 'sequence' && list.type !== 'set' ? itemsOf(list)?.map((item) => single(item)) : undefined;
      const joined = parts?.map((part) => (part?.kind === 'constant' && part.type === 'str' ? String(part.value) : undefined));
      return joined?.every((part) => part !== undefined) === true ? give(joined.join(text)) : formatted(receiver, args);
    }
    case 'format': {
      const known = args.openKeywords ? undefined : bracesFormatted(text, args.positional, args.keywords);
      return known === undefined ? formatted(receiver, args) : give(known);
    }
    default:
      return undefined;
  }
}

function formatted(receiver: Possible, args: Arguments): Possible {
  return unknownly('a formatted text', { kind: 'operation', inputs: [receiver, ...args.positional] }, 'str');
}
