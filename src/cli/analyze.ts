import type { Analysis } from '../assess/analysis';
import { Assessor, type AnalyzeOptions } from '../assess/assess';
import type { SourceDocument } from '../python/source/document';
import { loadParser, loadReference } from './assets';
import type { ModuleTexts } from './module-texts';

export async function loadAssessor(): Promise<Assessor> {
  return new Assessor(await loadParser(), loadReference);
}

/** Analyses a script with the modules that it imports. */
export function analyzeWithModules(assessor: Assessor, document: SourceDocument, modules: ModuleTexts, options: AnalyzeOptions): Analysis {
  modules.trim();
  return assessor.analyze(document, modules, options);
}
