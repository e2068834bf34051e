import { originOf } from '../ml/data-flow';
import { stepsOf } from '../python/values/trail';
import type { Option, Possible } from '../python/values/possible';
import { constant, type Value } from '../python/values/value';
import type { FactReader } from './facts';
import type { Fact } from './run-profile';

const deepest = 8;
/** What scaling and rounding are written with. */
const arithmetic = new Set(['ceil', 'floor', 'int', 'float', 'round', 'max', 'min']);

/**
 * The setting that a computed number was scaled or rounded from, when just one bears its name: `args.lr` of
 * `args.lr * world_size / 256`, `num_train_epochs` of a number of epochs that was computed back from steps.
 */
export function nominal<T>(
  reader: FactReader,
  of: Possible | undefined,
  names: RegExp,
  convert: (value: Value) => T | undefined,
): Fact<T> | undefined {
  const stated = reader.fact(of, convert);
  if (stated !== undefined || of === undefined) {
    return stated;
  }
  const found = new Map<T, Option>();
  collect(of, names, deepest, new Set(), (option) => {
    const written = asWritten(reader, option);
    const value = written === undefined ? undefined : convert(written);
    if (value !== undefined) {
      found.set(value, found.get(value) ?? option);
    }
  });
  const [only] = found;
  return only === undefined || found.size > 1 ? undefined : { value: only[0], ...reader.source(only[1]) };
}

/** The value that stands in the source, where a constant was computed with on the way. */
function asWritten(reader: FactReader, { value, trail }: Option): Value | undefined {
  const steps = stepsOf(trail);
  if (!steps.some(({ kind }) => kind === 'computed')) {
    return value;
  }
  const place = steps[0]?.place ?? null;
  const number = place === null ? Number.NaN : Number(reader.program.textOf(place));
  return Number.isFinite(number) ? constant(number) : undefined;
}

function collect(of: Possible, names: RegExp, depth: number, seen: Set<Possible>, note: (option: Option) => void): void {
  if (depth === 0 || seen.has(of)) {
    return;
  }
  seen.add(of);
  const further = (inputs: readonly Possible[]): void => {
    inputs.forEach((input) => {
      collect(input, names, depth - 1, seen, note);
    });
  };
  for (const option of of.options) {
    if (option.value.kind === 'constant') {
      if (stepsOf(option.trail).some(({ what }) => names.test(what))) {
        note(option);
      }
      continue;
    }
    const origin = originOf(option.value);
    if (origin?.kind === 'operation' || origin?.kind === 'carried') {
      further(origin.inputs);
    } else if (origin?.kind === 'call' && arithmetic.has(origin.activation.site.name)) {
      further([...origin.activation.arguments.positional]);
    }
  }
}
