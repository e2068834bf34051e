import { Assessor } from '../assess/assess';
import { chosenLaunch, launchEdit, launchPart } from '../assess/launch-part';
import { PythonParser } from '../python/parser';
import { createReference } from '../reference/reference';
import type { Assets } from './assets';
import { settingDefaults } from './contributions';
import type { Choice, Engine, PlaceChoice } from './engine';

const standardLevel = settingDefaults.level;

/** The engine that ships: one parser and one set of tables for the window. */
export async function assessorEngine({ parserRuntime, pythonGrammar, reference }: Assets): Promise<Engine> {
  const parser = await PythonParser.load(parserRuntime, pythonGrammar);
  const assessor = new Assessor(parser, () => createReference(reference));
  return {
    project: (path, workspace) => assessor.project(path, workspace),
    problemsOfFile: (path, text) => assessor.problemsOfFile(path, text),
    explain: (document, workspace, request, rules) => assessor.explain(document, workspace, request, { rules, standardLevel }),
    analyze: (document, workspace, rules) =>
      assessor.analyze(document, workspace, { remember: true, weigh: 'as-before', rules, standardLevel }),
    findings: (document, workspace, rules) => assessor.analyze(document, workspace, { only: 'findings', rules, standardLevel }),
    launched: (analysis, configuration, overrides) => assessor.launched(analysis, configuration, overrides),
    launches: (analysis) => assessor.launches(analysis),
    launchedAs: (analysis, launch) => assessor.launchedAs(analysis, launch),
    undecided: (analysis, launches) => assessor.undecided(analysis, launches),
    withLaunchLines: (analysis, lines) => assessor.withLaunchLines(analysis, lines),
    launchPart: (document, workspace, launches, choice) =>
      launchPart(document, workspace, launches, choice, (name) => {
        const found = assessor.reference.hardware(name);
        return found.ok ? found.accelerator : null;
      }),
    chosenLaunch,
    launchEdit,
    estimate: (run, configuration, overrides) => assessor.estimate(run, configuration, overrides),
    saving: (analysis, finding, configuration, overrides) => assessor.saving(analysis, finding, configuration, overrides),
    report: (document, analysis, configuration, overrides, selectedRun) =>
      assessor.report(document, analysis, configuration, overrides, selectedRun),
    hardware: (text): readonly Choice[] => [
      ...assessor.reference.search('accelerators', text).map(({ id, name, aliases, vendor, memoryGib }) => ({
        id,
        name,
        aliases,
        detail: [vendor, memoryGib === null ? null : `${String(memoryGib)} GiB`].filter((part) => part !== null).join(', '),
      })),
      ...assessor.reference.search('instances', text).map(({ id, name, aliases, accelerator, count, vcpus }) => ({
        id,
        name,
        aliases,
        detail: `${String(count)} × ${accelerator}, ${String(vcpus)} vCPU`,
      })),
    ],
    places: (text): readonly PlaceChoice[] => [
      ...byName(assessor.reference.search('zones', text), text).map(({ id, name, aliases, lifecycleGramsPerKwh }) => ({
        kind: 'zone' as const,
        id,
        name,
        aliases,
        detail: `${id}, ${Math.round(lifecycleGramsPerKwh).toString()} g/kWh`,
      })),
      ...assessor.reference
        .search('regions', text)
        .map(({ id, name, aliases }) => ({ kind: 'region' as const, id, name, aliases, detail: id })),
    ],
    forget: ({ path }) => {
      assessor.forget(path);
    },
    dispose: () => {
      parser.dispose();
    },
  };
}

/** Matches stand best first; what nobody searched for is in the order of the alphabet. */
function byName<T extends { readonly name: string }>(rows: readonly T[], text: string): readonly T[] {
  return text.trim() === '' ? [...rows].sort((a, b) => a.name.localeCompare(b.name, 'en')) : rows;
}
