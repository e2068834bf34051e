import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { SourceDocument } from '../python/source/document';
import type { Reference } from '../reference/reference';
import { adviseRun } from './advise-run';
import type { Analysis } from './analysis';
import type { Configuration } from './configuration';
import { estimateRun } from './estimate-run';
import { inputRows } from './input-rows';
import { findingMeasures, rankedMeasures } from './measures';
import { override, type Overrides } from './overrides';
import type { ReportModel } from './report-model';
import { typicalMachines } from './typical';

/** Everything the report shows of one run. Errors of the analysis itself are the host's to show. */
export function reportModel(
  document: SourceDocument,
  { profile, findings, syntaxBroken, exhausted, disputed = [] }: Analysis,
  configuration: Configuration,
  overrides: Overrides,
  selectedRun: number,
  reference: Reference,
): ReportModel {
  const fileName = document.path.slice(document.path.lastIndexOf('/') + 1);
  const selected = Math.min(Math.max(0, selectedRun), profile.runs.length - 1);
  const written = profile.runs[selected];
  if (written === undefined) {
    return { state: 'empty', reason: 'no-training', fileName, findings: findingMeasures(findings) };
  }
  const changed = override(written, configuration, overrides, () => reference);
  const result = estimateRun(changed.run, changed.configuration, reference);
  const estimate = 'error' in result ? null : result;
  const problem = 'error' in result ? result : null;
  const typical = changed.configuration.hardware === null ? typicalMachines(changed.run, changed.configuration, reference) : [];
  const advised = { run: changed.run, configuration: changed.configuration, findings, document };
  return {
    state: 'ready',
    fileName,
    path: document.path,
    runs: profile.runs.map((run, index) => ({ id: run.id, label: labelOf(run, index) })),
    selectedRun: selected,
    estimate,
    // Typical machines answer better than "no hardware is chosen".
    problem: typical.length > 0 ? null : problem,
    typical,
    inputs: inputRows({
      ...changed,
      overrides,
      disputed: disputed[selected] ?? {},
      estimate,
      missing: problem?.missing ?? [],
      reference,
    }),
    measures: rankedMeasures(findings, estimate === null ? [] : adviseRun({ ...advised, present: estimate }, reference)),
    syntaxBroken,
    exhausted,
  };
}

function labelOf(run: RunProfile, index: number): string {
  const model = factValue(run, 'model');
  const name = model === undefined ? '' : `: ${model.slice(model.lastIndexOf('/') + 1)}`;
  return `run ${index + 1}${name}${run.at === undefined ? '' : ` (line ${run.at.line})`}`;
}
