import type { Analysis } from '../assess/analysis';
import type { Assessor } from '../assess/assess';
import type { SourceDocument } from '../python/source/document';
import { analyzeWithModules } from './analyze';
import type { Given } from './command';
import { ModuleTexts } from './module-texts';
import { Paths } from './paths';
import { readSourceFile, sourceOf } from './read-source';
import { readAll, type Streams } from './streams';
import { UsageError } from './usage-error';
import path from 'node:path';

export interface ReadScript {
  readonly document: SourceDocument;
  readonly analysis: Analysis;
  readonly paths: Paths;
  /** The script as the person named it. */
  readonly shown: string;
}

export const standardInputName = 'stdin.py';

/** The one script that a command is about: a file, or standard input for `-`. */
export async function readOneScript(given: Given, streams: Streams, assessor: Assessor, only?: 'profile'): Promise<ReadScript> {
  const [file, ...rest] = given.positionals;
  if (file === undefined || rest.length > 0) {
    throw new UsageError(file === undefined ? 'Name the script to read, or - for standard input.' : 'Name one script only.');
  }
  const paths = new Paths(streams.cwd, !path.isAbsolute(file));
  const document = await readDocument(file, paths, streams);
  const analysis = analyzeWithModules(assessor, document, new ModuleTexts(), only === undefined ? {} : { only });
  return { document, analysis, paths, shown: paths.shown(document.path) };
}

async function readDocument(file: string, paths: Paths, streams: Streams): Promise<SourceDocument> {
  const read =
    file === '-'
      ? sourceOf(paths.absolute(standardInputName), Buffer.from(await readAll(streams.stdin)))
      : await readSourceFile(paths.absolute(file));
  if (!read.ok) {
    throw new UsageError(`${file}: ${read.problem}`);
  }
  return read.document;
}
