/** The check of many files that are not open. It knows no editor, so that it can be measured without one. */
import type { Analysis } from '../../assess/analysis';
import type { Workspace } from '../../assess/assess';
import type { Project } from '../../assess/project/no-project';
import type { SourceDocument } from '../../python/source/document';
import type { Finding } from '../../rules/finding';
import { printOf, type ResultCache } from './result-cache';

export type FileReading = { readonly ok: true; readonly document: SourceDocument } | { readonly ok: false; readonly problem: string };

export interface FileHost<File> {
  keyOf(file: File): string;
  read(file: File): Promise<FileReading>;
  /** Other files as this one sees them. */
  workspaceOf(file: File): Workspace;
  /** Loads other files; true when something is new. */
  load(file: File, paths: readonly string[]): Promise<boolean>;
  /** The rules that the person chooses for this file, as data. */
  readonly rulesOf: (file: File) => unknown;
  project(document: SourceDocument, workspace: Workspace): Project;
  analyze(file: File, document: SourceDocument, workspace: Workspace): Analysis;
}

export interface CheckedFile<File> {
  readonly file: File;
  readonly findings: readonly Finding[];
  /** Set instead of findings where the file was not read: one sentence. */
  readonly problem: string | null;
}

/** Files read at once, so that slow discs and networks are waited for together. */
const readAhead = 16;
/** Others who share this thread wait no longer than for one file, or for this long. */
const longestTurnMs = 12;
const deepestRounds = 8;

/** Checks files one after the other, lets others work between them, and stops where `isCancelled` says so. */
export async function scanFiles<File>(
  files: readonly File[],
  host: FileHost<File>,
  cache: ResultCache,
  isCancelled: () => boolean,
  onChecked: (checked: CheckedFile<File>) => void,
): Promise<void> {
  let turn = performance.now();
  for (let start = 0; start < files.length; start += readAhead) {
    const some = files.slice(start, start + readAhead);
    const readings = await Promise.all(some.map((file) => host.read(file)));
    for (const [index, file] of some.entries()) {
      if (performance.now() - turn > longestTurnMs) {
        await nextTurn();
        turn = performance.now();
      }
      if (isCancelled()) {
        return;
      }
      const reading = readings[index];
      if (reading?.ok === true) {
        onChecked({ file, findings: await findingsOf(file, reading.document, host, cache), problem: null });
      } else {
        onChecked({ file, findings: [], problem: reading?.problem ?? '' });
      }
    }
  }
}

/** The findings of one file, from the cache where nothing changed that they depend on. */
export async function findingsOf<File>(
  file: File,
  document: SourceDocument,
  host: FileHost<File>,
  cache: ResultCache,
): Promise<readonly Finding[]> {
  const inner = host.workspaceOf(file);
  const key = host.keyOf(file);
  const governing = new Set<string>();
  const project = await settledProject(file, document, host, watched(inner, governing));
  const text = document.fragments.map((fragment) => `${String(fragment.cell)}\n${fragment.text}`).join('\0');
  const print = printOf(`${JSON.stringify([host.rulesOf(file), asData(project)])}\n${text}`);
  await host.load(file, cache.readsOf(key, print));
  const known = cache.find(key, print, inner);
  if (known !== undefined) {
    return known;
  }
  const reads = new Set<string>();
  const workspace = watched(inner, reads);
  let analysis = host.analyze(file, document, workspace);
  for (let round = 0; round < deepestRounds && analysis.wants.length > 0 && (await host.load(file, analysis.wants)); round++) {
    analysis = host.analyze(file, document, workspace);
  }
  cache.keep(
    key,
    print,
    // What the project's files say is part of the print.
    [...reads].filter((path) => !governing.has(path)),
    analysis.findings,
    inner,
  );
  return analysis.findings;
}

async function settledProject<File>(file: File, document: SourceDocument, host: FileHost<File>, workspace: Workspace): Promise<Project> {
  let project = host.project(document, workspace);
  for (let round = 0; round < deepestRounds && project.wants.length > 0 && (await host.load(file, project.wants)); round++) {
    project = host.project(document, workspace);
  }
  return project;
}

/** What of a project decides on findings. */
function asData({ enable, rules, versions }: Project): unknown {
  const { select, ignore, severities, level } = rules;
  return [enable, select === undefined ? null : [...select], [...(ignore ?? [])], severities ?? {}, level ?? null, versions];
}

function watched(workspace: Workspace, seen: Set<string>): Workspace {
  return {
    read: (path) => {
      seen.add(path);
      return workspace.read(path);
    },
  };
}

/** After everything else that waits: timers, input, other features. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
