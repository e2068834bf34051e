import path from 'node:path';
import type { Assessor } from '../assess/assess';
import { noProject, type Project } from '../assess/project/project';
import type { SourceDocument } from '../python/source/document';
import type { CheckOptions } from '../rules/check';
import type { Finding } from '../rules/finding';
import { analyzeWithModules } from './analyze';
import { findScripts } from './find-scripts';
import { ModuleTexts } from './module-texts';
import { exhaustedRemark, problemLine } from './one-script';
import { Paths } from './paths';
import { Progress } from './progress';
import { readSourceFile, sourceOf } from './read-source';
import type { CheckReport, ReadError } from './render-check';
import { readAll, type Streams } from './streams';

export interface Scan {
  /** Files, folders, and `-` for standard input. */
  readonly given: readonly string[];
  readonly stdinName: string;
  readonly rules: CheckOptions;
}

/** Checks one script after the other; what cannot be read is listed and does not end the scan. */
export async function scan(what: Scan, streams: Streams, assessor: Assessor): Promise<Omit<CheckReport, 'version' | 'durationMs'>> {
  const paths = new Paths(streams.cwd, !what.given.every((one) => path.isAbsolute(one)));
  const modules = new ModuleTexts();
  const progress = new Progress(streams.stderr);
  const findings: Finding[] = [];
  const errors: ReadError[] = [];
  const told = new Set<string>();
  let files = 0;
  for await (const read of documents(what, streams, paths)) {
    if ('message' in read) {
      errors.push(read);
      continue;
    }
    files++;
    progress.show(`${files} ${files === 1 ? 'file' : 'files'} checked`);
    const checked = checkOne(read, assessor, modules, what.rules);
    const { file, problems } = checked.project;
    if (file !== null && problems.length > 0 && !told.has(file)) {
      told.add(file);
      errors.push(...problems.map((problem) => ({ path: paths.shown(file), message: problemLine(problem) })));
    }
    findings.push(...checked.findings.map((finding) => asShown(finding, paths)));
    errors.push(...checked.remarks.map((message) => ({ path: paths.shown(read.path), message })));
  }
  progress.end();
  return { findings, files, errors };
}

function checkOne(
  document: SourceDocument,
  assessor: Assessor,
  modules: ModuleTexts,
  rules: CheckOptions,
): { findings: readonly Finding[]; remarks: readonly string[]; project: Project } {
  try {
    const {
      findings,
      problems = [],
      exhausted,
      project,
    } = analyzeWithModules(assessor, document, modules, {
      only: 'findings',
      rules,
      standardLevel: 'information',
    });
    const remarks = problems.map(({ message, line }) => `Line ${line}: ${message}`);
    return { findings, project, remarks: exhausted ? [...remarks, exhaustedRemark] : remarks };
  } catch (error) {
    // A fault of ours in one file must not hide the findings of all others.
    return {
      findings: [],
      project: noProject,
      remarks: [`It could not be checked, which is a fault of Joulewise: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
}

async function* documents({ given, stdinName }: Scan, streams: Streams, paths: Paths): AsyncGenerator<SourceDocument | ReadError> {
  if (given.includes('-')) {
    const read = sourceOf(paths.absolute(stdinName), Buffer.from(await readAll(streams.stdin)));
    yield read.ok ? read.document : { path: '-', message: read.problem };
  }
  const files = given.filter((name) => name !== '-');
  for await (const found of findScripts(files, streams.cwd)) {
    if (found.kind === 'error') {
      yield { path: found.path, message: found.message };
      continue;
    }
    const absolute = paths.absolute(found.path);
    const read = await readSourceFile(absolute);
    yield read.ok ? read.document : { path: paths.shown(absolute), message: read.problem };
  }
}

function asShown(finding: Finding, paths: Paths): Finding {
  return {
    ...finding,
    path: paths.shown(finding.path),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, path: paths.shown(edit.path) })) })),
  };
}
