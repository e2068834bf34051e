import { LineIndex } from '../../python/source/lines';
import type { Reference } from '../../reference/reference';
import type { Configuration } from '../configuration';
import { readConfigurationFile, type ConfigurationProblem } from './configuration-file';
import { TomlPlaces } from '../../libraries/configuration/place-in-toml';

/** Everything that is wrong with a configuration file, names that the tables do not know included. */
export function problemsOfFile(path: string, text: string, reference: () => Reference): readonly ConfigurationProblem[] {
  const { configuration } = readConfigurationFile(path, text);
  if (configuration === null) {
    return [];
  }
  const chosen = [configuration, ...configuration.overrides].map(({ machine }) => machine);
  return [...configuration.problems, ...chosen.flatMap((machine) => unknownNames(machine, text, reference))];
}

function unknownNames(machine: Partial<Configuration>, text: string, reference: () => Reference): readonly ConfigurationProblem[] {
  const { hardware, region, zone } = machine;
  const wrong: ConfigurationProblem[] = [];
  const check = (
    key: string,
    name: string | null | undefined,
    find: (name: string) => { readonly ok: boolean; readonly problem?: string },
  ): void => {
    const found = name === null || name === undefined ? undefined : find(name);
    if (found?.ok === false) {
      wrong.push({ message: found.problem ?? '', ...positions(text, key, name ?? '') });
    }
  };
  check('hardware', hardware, (name) => reference().hardware(name));
  check('region', region, (name) => {
    const found = reference().region(name);
    // A country is accepted as a region: it is taken for the zone it is.
    return found.ok ? found : reference().zone(name).ok ? { ok: true } : found;
  });
  check('zone', zone, (name) => reference().zone(name));
  return wrong;
}

function positions(text: string, key: string, name: string): Omit<ConfigurationProblem, 'message'> {
  const root = /^\s*\[tool\.joulewise/mu.test(text) ? ['tool', 'joulewise'] : [];
  const { start, end } = new TomlPlaces(text).ofText([...root, key], name);
  const lines = new LineIndex(text);
  const from = lines.position(start);
  const to = lines.position(end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
