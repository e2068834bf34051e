import { readFact, type StatedFact } from '../assess/read-fact';
import { textsOf, type Given } from './command';
import { UsageError } from './usage-error';

/** The facts that `--set key=value` states, later ones over earlier ones. */
export function readSettings(given: Given): Readonly<Record<string, StatedFact['value']>> {
  const facts: Record<string, StatedFact['value']> = {};
  for (const assignment of textsOf(given, 'set')) {
    const [, name, value] = /^\s*([^=\s]+)\s*=(.*)$/su.exec(assignment) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--set takes KEY=VALUE, such as --set epochs=90, not "${assignment}".`);
    }
    const read = readFact(name, value);
    if (!read.ok) {
      throw new UsageError(read.problem);
    }
    facts[read.fact.name] = read.fact.value;
  }
  return facts;
}
