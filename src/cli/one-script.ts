import type { Analysis } from '../assess/analysis';
import type { Assessor } from '../assess/assess';
import type { ConfigurationProblem } from '../assess/project/configuration-file';
import type { Launch } from '../profile/launch/launch';
import type { SourceDocument } from '../python/source/document';
import { analyzeWithModules } from './analyze';
import type { Given } from './command';
import { ModuleTexts } from './module-texts';
import { Paths } from './paths';
import { readSourceFile, sourceOf } from './read-source';
import { readAll, write, type Streams } from './streams';
import { UsageError } from './usage-error';
import path from 'node:path';

export interface ReadScript {
  readonly document: SourceDocument;
  readonly analysis: Analysis;
  readonly paths: Paths;
  /** The script as the person named it. */
  readonly shown: string;
}

export const exhaustedRemark = 'It is so large that not all of its values were worked out.';
export const standardInputName = 'stdin.py';

/** The one script that a command is about: a file, or standard input for `-`. */
export async function readOneScript(given: Given, streams: Streams, assessor: Assessor, only?: 'profile'): Promise<ReadScript> {
  const [file, ...rest] = given.positionals;
  if (file === undefined || rest.length > 0) {
    throw new UsageError(file === undefined ? 'Name the script to read, or - for standard input.' : 'Name one script only.');
  }
  const paths = new Paths(streams.cwd, !path.isAbsolute(file));
  const document = await readDocument(file, paths, streams);
  const modules = new ModuleTexts();
  const launch = readLaunch(given, document, assessor, modules);
  const read = analyzeWithModules(assessor, document, modules, {
    standardLevel: 'information',
    ...(launch === null ? {} : { launch }),
    ...(only === undefined ? {} : { only }),
  });
  const analysis = assessor.withLaunchLines(read);
  const shown = paths.shown(document.path);
  const { file: stated, problems: wrong } = analysis.project;
  const configuration = wrong.map((problem) => `${paths.shown(stated ?? '')}: ${problemLine(problem)}\n`).join('');
  await write(streams.stderr, configuration + remarksOn(analysis, shown));
  return { document, analysis, paths, shown };
}

/** How the person says the script is started: a command, or the words after `--`. */
function readLaunch({ values, scriptWords }: Given, document: SourceDocument, assessor: Assessor, modules: ModuleTexts): Launch | null {
  const text = typeof values.launch === 'string' ? values.launch : null;
  if (text === null && scriptWords === null) {
    return null;
  }
  const stated = text === null ? null : assessor.launch(text, document, modules);
  if (text !== null && stated === null) {
    throw new UsageError(`--launch "${text}" does not start ${path.basename(document.path)}; give the command as it is typed.`);
  }
  const words = (scriptWords ?? []).map((word) => ({ text: word, place: null }));
  return stated === null
    ? { words, processes: null, environment: new Map(), text: words.map((word) => word.text).join(' '), at: null }
    : { ...stated, words: [...stated.words, ...words] };
}

/** A problem of a configuration file, after the path. */
export function problemLine({ line, message }: ConfigurationProblem): string {
  return `Line ${line}: ${message}`;
}

/** What the person should know beside the result; it goes to standard error, so that the output stays what it is. */
function remarksOn({ problems = [], remarks = [], syntaxBroken, exhausted }: Analysis, shown: string): string {
  return [
    ...problems.map(({ message, line }) => `${shown}: Line ${line}: ${message}\n`),
    ...remarks.map((remark) => `${shown}: ${remark}\n`),
    ...(syntaxBroken ? [`${shown}: It has syntax errors; what could be read was read.\n`] : []),
    ...(exhausted ? [`${shown}: ${exhaustedRemark}\n`] : []),
  ].join('');
}

export async function readDocument(file: string, paths: Paths, streams: Streams): Promise<SourceDocument> {
  const read =
    file === '-'
      ? sourceOf(paths.absolute(standardInputName), Buffer.from(await readAll(streams.stdin)))
      : await readSourceFile(paths.absolute(file));
  if (!read.ok) {
    throw new UsageError(`${file}: ${read.problem}`);
  }
  return read.document;
}
