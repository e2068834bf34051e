import { originOf } from '../ml/data-flow';
import { holdsOnLinux } from '../ml/guards';
import { libraryName, makers } from '../ml/surroundings';
import { conditionText } from '../python/program/condition';
import type { Activation, ArgumentAnswer } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import { completeItems } from '../python/evaluate/containers';
import { originOf as writtenIn, placesOf } from '../python/program/trails';
import type { Locator } from '../python/source/locator';
import type { Option, Possible } from '../python/values/possible';
import { stepsOf } from '../python/values/trail';
import type { Value } from '../python/values/value';
import type { Fact, FactOrigin } from './run-profile';

/** Turns what the evaluator knows of a value into a fact; undefined is "unknown". */
export class FactReader {
  constructor(
    readonly program: Program,
    private readonly locator: Locator,
  ) {}

  /**
   * The fact an expression states. With several possible values, the one for machines with a GPU counts, else the first of those for
   * Linux, on which most runs train; the others are alternatives. Unknown when a value that cannot be read may be meant.
   */
  fact<T>(possible: Possible | undefined, convert: (value: Value) => T | undefined): Fact<T> | undefined {
    if (possible === undefined) {
      return undefined;
    }
    const options = withoutExceptions(possible.options.flatMap(triedBySearch));
    const read = options
      .map((option) => ({ option, value: convert(option.value) }))
      .filter((one): one is { option: Option; value: T & NonNullable<unknown> } => one.value !== undefined);
    const hidden = options.length - read.length;
    const chosen =
      read.find(({ option }) =>
        option.when.some((condition) => !condition.negated && condition.calls.some((call) => call.endsWith('is_available'))),
      ) ??
      read.find(({ option }) => option.when.every(holdsOnLinux)) ??
      read[0];
    if (chosen === undefined || hidden > 0 || (!possible.closed && !isDefaultOfUncalled(chosen.option))) {
      return undefined;
    }
    const others = read.filter((one) => one !== chosen && one.value !== chosen.value);
    return {
      value: chosen.value,
      ...this.source(chosen.option),
      ...(others.length === 0
        ? {}
        : {
            alternatives: others.map(({ option, value }) => ({ value, when: option.when.map(conditionText).join(' and ') || 'otherwise' })),
          }),
    };
  }

  /** The fact an argument states, or the default that holds when it is not passed. */
  argument<T>(answer: ArgumentAnswer | undefined, convert: (value: Value) => T | undefined): Fact<T> | undefined {
    return answer === undefined || answer.kind === 'unknown' || answer.kind === 'absent' ? undefined : this.fact(answer.possible, convert);
  }

  /** Origin and trail of one option. */
  source(option: Option | undefined, otherwise: FactOrigin = 'literal'): Pick<Fact<unknown>, 'origin' | 'trail' | 'at'> {
    const origin = writtenIn(option?.trail ?? null) ?? otherwise;
    const places = placesOf(option?.trail ?? null);
    const steps = places.map(({ what, span }) => {
      const { path, cell, line } = this.locator.range(span);
      return { path, cell, line, what };
    });
    const [written] = places;
    return {
      origin,
      ...(steps.length === 0 ? {} : { trail: steps }),
      ...(written === undefined ? {} : { at: this.locator.range(written.span) }),
    };
  }

  /** A fact read from the code at a place, which is no single value: a class that is used, a call that is made. */
  seen<T>(value: T, place: Parameters<Program['span']>[0], what: string, origin: FactOrigin = 'literal'): Fact<T> {
    const range = this.locator.range(this.program.span(place));
    return { value, origin, trail: [{ path: range.path, cell: range.cell, line: range.line, what }], at: range };
  }
}

/** The values that a search tries one at a time: `trial.suggest_categorical("optimizer", ["adam", "sgd"])`. */
function triedBySearch(option: Option): readonly Option[] {
  const origin = originOf(option.value);
  if (origin?.kind !== 'call' || origin.activation.site.name !== 'suggest_categorical') {
    return [option];
  }
  const choices = origin.activation.arguments.get('choices', 1);
  const items = choices.kind === 'given' ? completeItems(choices.possible) : undefined;
  return items === undefined || items.length === 0 ? [option] : items.flatMap(({ options }) => options);
}

/** What holds when nothing goes wrong, where that is known: `attempt = literal_eval(text)` before `except ValueError: attempt = text`. */
function withoutExceptions(options: readonly Option[]): readonly Option[] {
  const regular = options.filter(
    ({ when }) => !when.some(({ text, operators }) => text === 'an exception' && operators.includes('except')),
  );
  return regular.length > 0 && regular.every(({ value }) => value.kind === 'constant') ? regular : options;
}

/** The default of a function that nothing in the file calls: the likeliest value, marked as such by its origin. */
function isDefaultOfUncalled(option: Option): boolean {
  const origin = writtenIn(option.trail);
  return origin === 'function-default' || origin === 'dataclass-default';
}

/**
 * The argument of a call of unknown code that goes by one of these names: as its keyword, or as the name the value had before. People
 * pass `args.batch_size` as the batch size.
 */
export function passedAs<T>(
  reader: FactReader,
  call: Activation,
  names: RegExp,
  convert: (value: Value) => T | undefined,
): Fact<T> | undefined {
  for (const [keyword, value] of call.arguments.keywords) {
    if (names.test(keyword)) {
      return reader.fact(value, convert);
    }
  }
  for (const value of [...call.arguments.positional, ...call.arguments.keywords.values()]) {
    if (value.options.some(({ trail }) => stepsOf(trail).some(({ what }) => names.test(what)))) {
      const fact = reader.fact(value, convert);
      if (fact !== undefined) {
        return fact;
      }
    }
  }
  return undefined;
}

export function asNumber(value: Value): number | undefined {
  if (value.kind !== 'constant') {
    return undefined;
  }
  // YAML 1.1 reads `1e-5` as text, which the program has to convert.
  const isWritten = typeof value.value === 'string' && /^\d+(\.\d*)?e[-+]?\d+$/i.test(value.value);
  return typeof value.value === 'number' ? value.value : isWritten ? Number(value.value) : undefined;
}

export function asPositive(value: Value): number | undefined {
  const number = asNumber(value);
  return number !== undefined && number > 0 ? number : undefined;
}

export function asText(value: Value): string | undefined {
  return value.kind === 'constant' && value.type === 'str' && value.value !== '' ? String(value.value) : undefined;
}

export function asBoolean(value: Value): boolean | undefined {
  return value.kind === 'constant' && (value.type === 'bool' || value.type === 'none' || value.type === 'int')
    ? Boolean(value.value)
    : undefined;
}

/** Canonical name of the library call that made a value. */
export function madeBy(value: Possible): string | null {
  const [maker] = makers(value);
  return maker === undefined ? null : libraryName(maker.callee);
}
