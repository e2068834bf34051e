import { single, type Possible } from '../values/possible';
import { itemsOf } from './containers';
import { constantText } from './operators';

/** `"block%d" % index` where every part is known; undefined for anything but plain texts and whole numbers. */
export function percentFormatted(text: string, given: Possible): string | undefined {
  const value = single(given);
  const items = value?.kind === 'sequence' && value.type === 'tuple' ? itemsOf(value) : [given];
  return filled(text, /%(?:%|0?(\d*)([sdi]))/g, /%/, items ?? [], ([whole = '', width = '', kind], next) =>
    whole === '%%' ? '%' : padded(next(), width, whole.startsWith('%0') && kind !== 's' ? '0' : ' '),
  );
}

/** `"block{}".format(index)` where every part is known. */
export function bracesFormatted(
  text: string,
  positional: readonly Possible[],
  keywords: ReadonlyMap<string, Possible>,
): string | undefined {
  return filled(text, /\{\{|\}\}|\{(\w*)(?::0?(\d*)d?)?\}/g, /[{}]/, positional, ([whole = '', name = '', width = ''], next) =>
    whole === '{{'
      ? '{'
      : whole === '}}'
        ? '}'
        : padded(
            name === '' ? next() : textOf(/^\d+$/.test(name) ? positional[Number(name)] : keywords.get(name)),
            width,
            whole.includes(':0') ? '0' : ' ',
          ),
  );
}

function textOf(possible: Possible | undefined): string | undefined {
  const value = possible === undefined ? undefined : single(possible);
  return value?.kind === 'constant' ? constantText(value) : undefined;
}

function padded(text: string | undefined, width: string, by: string): string | undefined {
  return width === '' ? text : text?.padStart(Number(width), by);
}

/** Replaces every place of a text; undefined when a place or what belongs there is not understood. */
function filled(
  text: string,
  places: RegExp,
  /** What is left of a place that is not understood. */
  sign: RegExp,
  items: readonly Possible[],
  fill: (match: readonly (string | undefined)[], next: () => string | undefined) => string | undefined,
): string | undefined {
  let index = 0;
  let end = 0;
  let result = '';
  let literal = '';
  for (const match of text.matchAll(places)) {
    const part = fill([...match], () => textOf(items[index++]));
    if (part === undefined) {
      return undefined;
    }
    literal += text.slice(end, match.index);
    result += text.slice(end, match.index) + part;
    end = match.index + match[0].length;
  }
  const rest = text.slice(end);
  return sign.test(literal + rest) ? undefined : result + rest;
}
