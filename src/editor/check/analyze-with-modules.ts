import type { Uri } from 'vscode';
import type { Analysis } from '../../assess/analysis';
import type { SourceDocument } from '../../python/source/document';
import type { Engine, RuleOptions } from '../engine';
import type { ModuleTexts } from '../script/module-texts';

/** How often an analysis may ask for further modules: each round can reach one import deeper. */
const deepestRounds = 8;

/**
 * Analyses, loads what the analysis asks for, and analyses again until it asks for nothing new.
 * Undefined where `isStale` said, after a wait, that the text has changed since.
 */
export async function analyzeWithModules(
  engine: Engine,
  modules: ModuleTexts,
  uri: Uri,
  source: SourceDocument,
  rules: RuleOptions,
  isStale: () => boolean,
): Promise<Analysis | undefined> {
  const workspace = modules.seenFrom(uri);
  // The project's files decide which rules run, so they come before the code.
  for (let round = 0; round < deepestRounds; round++) {
    const { wants } = engine.project(source.path, workspace);
    if (wants.length === 0 || !(await modules.load(uri, wants))) {
      break;
    }
    if (isStale()) {
      return undefined;
    }
  }
  let analysis = engine.analyze(source, workspace, rules);
  for (let round = 0; round < deepestRounds && analysis.wants.length > 0; round++) {
    const hasNews = await modules.load(uri, analysis.wants);
    if (isStale()) {
      return undefined;
    }
    if (!hasNews) {
      break;
    }
    analysis = engine.analyze(source, workspace, rules);
  }
  return analysis;
}
