import { listedIn } from '../python/evaluate/containers';
import type { Value } from '../python/values/value';
import type { FactReader } from './facts';
import type { Fact } from './run-profile';

/** The first setting of the command line that goes by one of these names, and holds what is asked for unless it is told otherwise. */
export function commandLineSetting<T>(
  reader: FactReader,
  names: readonly string[],
  convert: (value: Value) => T | undefined,
): Fact<T> | undefined {
  for (const call of [...reader.program.callsNamed('parse_args'), ...reader.program.callsNamed('parse_known_args')]) {
    for (const { value } of [call.result, ...listedIn(call.result).slice(0, 1)].flatMap(({ options }) => options)) {
      for (const name of value.kind === 'instance' ? names : []) {
        const fact = reader.fact(reader.program.attributeOf(value, name), convert);
        if (fact !== undefined) {
          return fact;
        }
      }
    }
  }
  return undefined;
}
