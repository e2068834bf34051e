import type { Analysis } from '../assess/analysis';
import { Assessor, type AnalyzeOptions } from '../assess/assess';
import type { SourceDocument } from '../python/source/document';
import { loadParser, loadReference } from './assets';
import type { ModuleTexts } from './module-texts';

/** Rounds of loading imported modules: each reaches one import deeper. */
const deepestRounds = 4;

export async function loadAssessor(): Promise<Assessor> {
  return new Assessor(await loadParser(), loadReference);
}

/** Analyses, loads the modules that the script imports, and analyses again until there is nothing new. */
export function analyzeWithModules(assessor: Assessor, document: SourceDocument, modules: ModuleTexts, options: AnalyzeOptions): Analysis {
  modules.trim();
  // The project's files decide which rules run, so they come before the code.
  for (let round = 0; round < deepestRounds; round++) {
    const { wants } = assessor.project(document.path, modules);
    if (wants.length === 0) {
      break;
    }
    modules.load(wants);
  }
  let analysis = assessor.analyze(document, modules, options);
  for (let round = 1; round < deepestRounds && modules.load(analysis.wants); round++) {
    analysis = assessor.analyze(document, modules, options);
  }
  return analysis;
}
