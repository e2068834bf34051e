import path from 'node:path';
import type { Assessor } from '../assess/assess';
import type { LocatedFinding } from '../report/findings/findings-report';
import type { CheckOptions } from '../rules/check';
import { loadAssessor } from './analyze';
import { checkScript, fixScript, isFixable, type CheckedScript } from './check-script';
import { findScripts } from './find-scripts';
import { throwIfInterrupted } from './interruption';
import { ModuleTexts } from './module-texts';
import { problemLine } from './one-script';
import { Paths } from './paths';
import { Progress } from './progress';
import { readSourceFile, sourceOf } from './read-source';
import type { ReadError } from './render-check';
import { checkOnThreads, threadsFor } from './scan-threads';
import type { FileResult } from './scan-worker';
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

/**
 * Checks every script; what cannot be read is listed and does not end the scan. The order is that of the files, on however many threads
 * they were read. Throws Interrupted where the person stopped it.
 */
export async function scan(what: Scan, streams: Streams, signal: AbortSignal): Promise<Scanned> {
  const progress = new Progress(streams.stderr);
  try {
    return await new Scanning(what, streams, progress, signal).run();
  } finally {
    progress.end();
  }
}

/** A file to check, or what is said in its place. */
type Entry = { readonly file: string } | ReadError;

class Scanning {
  private readonly paths: Paths;
  private readonly modules = new ModuleTexts();
  private loading: Promise<Assessor> | undefined;

  constructor(
    private readonly what: Scan,
    private readonly streams: Streams,
    private readonly progress: Progress,
    private readonly signal: AbortSignal,
  ) {
    this.paths = new Paths(streams.cwd, !what.given.every((one) => path.isAbsolute(one)));
  }

  async run(): Promise<Scanned> {
    const { given, stdinName, fix } = this.what;
    const tally = new Tally(this.paths);
    if (given.includes('-')) {
      const read = sourceOf(this.paths.absolute(stdinName), Buffer.from(await readAll(this.streams.stdin)));
      if (read.ok) {
        tally.checked(read.document.path, checkScript(read.document, await this.assessor(), this.modules, this.what.rules));
      } else {
        tally.unread({ path: '-', message: read.problem });
      }
    }
    const entries = await this.entries();
    const files = entries.flatMap((entry) => ('file' in entry ? [entry.file] : []));
    const results = new Map((await this.check(files)).map((result, index) => [files[index], result]));
    for (const entry of entries) {
      const result = 'file' in entry ? results.get(entry.file) : undefined;
      if (!('file' in entry)) {
        tally.unread(entry);
      } else if (result !== undefined && 'problem' in result) {
        tally.unread({ path: this.paths.shown(entry.file), message: result.problem });
      } else if (result !== undefined) {
        tally.checked(entry.file, fix === undefined ? result : await this.fixed(entry.file, result, fix));
      }
    }
    return tally.sum(fix !== undefined);
  }

  /** The files in the order of the walk; of two names of one file the first. */
  private async entries(): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    const named = this.what.given.filter((name) => name !== '-');
    for await (const found of findScripts(named, this.streams.cwd)) {
      this.stopIfInterrupted();
      entries.push(found.kind === 'error' ? { path: found.path, message: found.message } : { file: this.paths.absolute(found.path) });
    }
    return entries;
  }

  private async check(files: readonly string[]): Promise<readonly FileResult[]> {
    let checked = 0;
    const told = (count: number): void => {
      checked += count;
      this.progress.show(`${String(checked)} of ${String(files.length)} files checked`);
    };
    const threads = threadsFor(files.length);
    if (threads > 1) {
      return checkOnThreads(files, this.what.rules, threads, this.signal, told);
    }
    const results: FileResult[] = [];
    for (const file of files) {
      const read = await readSourceFile(file);
      this.stopIfInterrupted();
      results.push(read.ok ? checkScript(read.document, await this.assessor(), this.modules, this.what.rules) : { problem: read.problem });
      told(1);
    }
    return results;
  }

  /** Fixes are written one file after the other, so that none is read while another changes. */
  private async fixed(file: string, checked: CheckedScript, which: NonNullable<Scan['fix']>): Promise<CheckedScript> {
    this.stopIfInterrupted();
    if (!isFixable(checked, which)) {
      return checked;
    }
    const read = await readSourceFile(file);
    return read.ok ? fixScript(read.document, checked, which, await this.assessor(), this.modules, this.what.rules) : checked;
  }

  private assessor(): Promise<Assessor> {
    this.loading ??= loadAssessor();
    return this.loading;
  }

  private stopIfInterrupted(): void {
    throwIfInterrupted(this.signal);
  }
}

/** What was found so far, with paths as the person named them. */
class Tally {
  private files = 0;
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

function asShown({ finding, ...rest }: LocatedFinding, paths: Paths): LocatedFinding {
  const shown = paths.shown(finding.path);
  const fixes = finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, path: paths.shown(edit.path) })) }));
  return { finding: { ...finding, path: shown, fixes }, ...rest };
}
