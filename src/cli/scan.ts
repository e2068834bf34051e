import path from 'node:path';
import type { Assessor } from '../assess/assess';
import type { SourceDocument } from '../python/source/document';
import type { LocatedFinding } from '../report/findings/findings-report';
import type { CheckOptions } from '../rules/check';
import { checkScript, fixScript, type CheckedScript } from './check-script';
import { findScripts } from './find-scripts';
import { ModuleTexts } from './module-texts';
import { problemLine } from './one-script';
import { Paths } from './paths';
import { Progress } from './progress';
import { readSourceFile, sourceOf } from './read-source';
import type { ReadError } from './render-check';
import { readAll, type Streams } from './streams';

export interface Scan {
  /** Files, folders, and `-` for standard input. */
  readonly given: readonly string[];
  readonly stdinName: string;
  readonly rules: CheckOptions;
  /** Which fixes are written into the files. */
  readonly fix?: 'safe' | 'all';
}

export interface Scanned {
  readonly findings: readonly LocatedFinding[];
  readonly files: number;
  readonly errors: readonly ReadError[];
  readonly fixed?: number;
}

/** Checks every script; what cannot be read is listed and does not end the scan. The order is that of the files. */
export async function scan(what: Scan, streams: Streams, assessor: Assessor): Promise<Scanned> {
  const paths = new Paths(streams.cwd, !what.given.every((one) => path.isAbsolute(one)));
  const modules = new ModuleTexts();
  const progress = new Progress(streams.stderr);
  const tally = new Tally(paths);
  for await (const read of documents(what, streams, paths)) {
    if ('message' in read) {
      tally.unread(read);
      continue;
    }
    const first = checkScript(read, assessor, modules, what.rules);
    tally.checked(read.path, what.fix === undefined ? first : await fixScript(read, first, what.fix, assessor, modules, what.rules));
    progress.show(`${tally.files} ${tally.files === 1 ? 'file' : 'files'} checked`);
  }
  progress.end();
  return tally.sum(what.fix !== undefined);
}

/** What was found so far, with paths as the person named them. */
class Tally {
  files = 0;
  private fixed = 0;
  private readonly findings: LocatedFinding[] = [];
  private readonly errors: ReadError[] = [];
  private readonly told = new Set<string>();

  constructor(private readonly paths: Paths) {}

  unread(error: ReadError): void {
    this.errors.push(error);
  }

  checked(file: string, { findings, remarks, configuration, fixed }: CheckedScript): void {
    this.files++;
    this.fixed += fixed;
    if (configuration !== null && !this.told.has(configuration.file)) {
      this.told.add(configuration.file);
      this.errors.push(
        ...configuration.problems.map((problem) => ({ path: this.paths.shown(configuration.file), message: problemLine(problem) })),
      );
    }
    this.findings.push(...findings.map((found) => asShown(found, this.paths)));
    this.errors.push(...remarks.map((message) => ({ path: this.paths.shown(file), message })));
  }

  sum(withFixes: boolean): Scanned {
    const { findings, files, errors, fixed } = this;
    return { findings, files, errors, ...(withFixes ? { fixed } : {}) };
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

function asShown({ finding, lineText }: LocatedFinding, paths: Paths): LocatedFinding {
  const shown = paths.shown(finding.path);
  const fixes = finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, path: paths.shown(edit.path) })) }));
  return { finding: { ...finding, path: shown, fixes }, lineText };
}
