import { estimateRun } from '../assess/estimate-run';
import { PythonParser } from '../python/parser';
import { createReference } from '../reference/reference';
import type { Assets } from './assets';
import type { Choice, Engine, PlaceChoice } from './engine';
import { configurationWith, runWith } from './forecast/apply-overrides';

/** The engine that ships: one parser and one set of tables for the window. */
export async function assessorEngine({ parserRuntime, pythonGrammar, reference: tables }: Assets): Promise<Engine> {
  const parser = await PythonParser.load(parserRuntime, pythonGrammar);
  const reference = createReference(tables);
  return {
    analyze: (document) => {
      const { broken } = parser.parse(document, true);
      return { findings: [], profile: { version: 1, path: document.path, runs: [] }, wants: [], syntaxBroken: broken, exhausted: false };
    },
    estimate: (run, configuration, overrides) =>
      estimateRun(
        runWith(run, overrides),
        configurationWith(configuration, overrides, (name) => reference.region(name).ok),
        reference,
      ),
    report: (document) => ({ state: 'empty', reason: 'no-training', fileName: document.path, findings: [] }),
    hardware: (): readonly Choice[] =>
      reference.all('accelerators').map(({ id, name, aliases, vendor, memoryGib }) => ({
        id,
        name,
        aliases,
        detail: [vendor, memoryGib === null ? null : `${String(memoryGib)} GiB`].filter((part) => part !== null).join(', '),
      })),
    places: (): readonly PlaceChoice[] => [
      ...reference.all('zones').map(({ id, name, aliases, lifecycleGramsPerKwh }) => ({
        kind: 'zone' as const,
        id,
        name,
        aliases,
        detail: `${id}, ${Math.round(lifecycleGramsPerKwh).toString()} g/kWh`,
      })),
      ...reference.all('regions').map(({ id, name, aliases }) => ({ kind: 'region' as const, id, name, aliases, detail: id })),
    ],
    forget: ({ path }) => {
      parser.forget(path);
    },
    dispose: () => {
      parser.dispose();
    },
  };
}
