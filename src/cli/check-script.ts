/** The check of one script, the same in the main thread and in the workers of a scan. */
import type { Analysis } from '../assess/analysis';
import type { Assessor } from '../assess/assess';
import { chosenEdits } from '../assess/fix/chosen-edits';
import { fixDocument } from '../assess/fix/fix-document';
import { chosenOver, nothingChosen } from '../assess/configuration';
import type { Project } from '../assess/project/no-project';
import type { ConfigurationProblem } from '../assess/project/configuration-file';
import type { SourceDocument } from '../python/source/document';
import { LineIndex } from '../python/source/lines';
import type { LocatedFinding } from '../report/findings/findings-report';
import type { CheckOptions } from '../rules/check';
import type { Finding } from '../rules/finding';
import { analyzeWithModules } from './analyze';
import { writeFixed } from './fix-file';
import type { ModuleTexts } from './module-texts';
import { exhaustedRemark } from './one-script';

/** Everything that is told of one script; plain data, so that it passes between threads. */
export interface CheckedScript {
  readonly findings: readonly LocatedFinding[];
  /** One sentence each. */
  readonly remarks: readonly string[];
  /** What is wrong in the configuration file that holds here. */
  readonly configuration: { readonly file: string; readonly problems: readonly ConfigurationProblem[] } | null;
  /** How many findings were repaired. */
  readonly fixed: number;
}

export function checkScript(document: SourceDocument, assessor: Assessor, modules: ModuleTexts, rules: CheckOptions): CheckedScript {
  try {
    const { findings, problems = [], exhausted, project } = analyze(assessor, document, modules, rules);
    const remarks = problems.map(({ message, line }) => `Line ${line}: ${message}`);
    return {
      findings: withSavings(located(findings, document), document, project, assessor, modules, rules),
      remarks: exhausted ? [...remarks, exhaustedRemark] : remarks,
      configuration: project.file === null || project.problems.length === 0 ? null : { file: project.file, problems: project.problems },
      fixed: 0,
    };
  } catch (error) {
    // A fault of ours in one file must not hide the findings of all others.
    const reason = error instanceof Error ? error.message : String(error);
    return { findings: [], remarks: [`It could not be checked, which is a fault of Joulewise: ${reason}`], configuration: null, fixed: 0 };
  }
}

/** Writes the fixes of one script; what is left are the findings of the script as it stands then. */
export async function fixScript(
  document: SourceDocument,
  checked: CheckedScript,
  which: 'safe' | 'all',
  assessor: Assessor,
  modules: ModuleTexts,
  rules: CheckOptions,
): Promise<CheckedScript> {
  if (!isFixable(checked, which)) {
    return checked;
  }
  const fixed = fixDocument(document, (one) => analyze(assessor, one, modules, rules), which === 'all');
  const problem = fixed.fixes === 0 ? null : await writeFixed(document, fixed.document);
  if (fixed.fixes === 0 || problem !== null) {
    return problem === null ? checked : { ...checked, remarks: [...checked.remarks, problem] };
  }
  modules.forget(document.path);
  return { ...checked, findings: located(fixed.analysis.findings, fixed.document), fixed: fixed.fixes };
}

export function isFixable({ findings }: CheckedScript, which: 'safe' | 'all'): boolean {
  return (
    chosenEdits(
      findings.map(({ finding }) => finding),
      which === 'all',
    ).edits.length > 0
  );
}

function analyze(assessor: Assessor, document: SourceDocument, modules: ModuleTexts, rules: CheckOptions): Analysis {
  // A script is often a module of the next one, and then need not be read again.
  return analyzeWithModules(assessor, document, modules, { only: 'findings', remember: true, rules, standardLevel: 'information' });
}

/** What each finding saves here, where the project says what it runs on; only then a forecast is made. */
function withSavings(
  findings: readonly LocatedFinding[],
  document: SourceDocument,
  { machine }: Project,
  assessor: Assessor,
  modules: ModuleTexts,
  rules: CheckOptions,
): readonly LocatedFinding[] {
  if (typeof machine.hardware !== 'string' || findings.length === 0) {
    return findings;
  }
  const configuration = chosenOver(machine, nothingChosen);
  const whole = analyzeWithModules(assessor, document, modules, { rules, standardLevel: 'information' });
  return findings.map((found) => {
    const saving = assessor.saving(whole, found.finding, configuration);
    return saving === null
      ? found
      : { ...found, here: { basis: saving.basis, energyKwh: saving.energyKwh, totalKwh: saving.present.energyKwh } };
  });
}

function located(findings: readonly Finding[], document: SourceDocument): readonly LocatedFinding[] {
  const indexes = new Map<number | null, LineIndex>();
  return findings.map((finding) => {
    const text = document.fragments.find(({ cell }) => cell === finding.cell)?.text ?? '';
    const lines = indexes.get(finding.cell) ?? new LineIndex(text);
    indexes.set(finding.cell, lines);
    return { finding, lineText: lines.lineText(finding.line) };
  });
}
