import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadAssessor } from '../../src/cli/analyze';
import { ModuleTexts } from '../../src/cli/module-texts';
import { ResultCache } from '../../src/editor/check/result-cache';
import { scanFiles, type FileHost } from '../../src/editor/check/scan-files';
import { fileDocument } from '../../src/python/source/document';
import type { Figure } from './figure';
import { allScripts } from './scripts';

const fileCount = 5000;

/** Check Workspace on 5,000 Python files: the first time, again with nothing changed, and how long others wait for their turn. */
export async function workspaceFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'joulewise-bench-'));
  try {
    const files = await generated(folder);
    const stored = ResultCache.load(undefined, 'bench');
    const first = await measured(files, stored);
    const again = await measured(files, ResultCache.load(stored.stored(), 'bench'));
    return [
      { what: `check of a workspace of ${String(fileCount)} files`, value: first.totalMs, unit: 'ms' },
      { what: '… longest wait of others meanwhile', value: first.longestWaitMs, unit: 'ms' },
      { what: '… with nothing changed since', value: again.totalMs, unit: 'ms' },
      { what: '… longest wait of others meanwhile', value: again.longestWaitMs, unit: 'ms' },
      { what: 'stored results', value: stored.stored().length / 2 ** 20, unit: 'MiB' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A repository like many: a tenth are scripts that train, the others are modules that never name a framework. */
async function generated(folder: string): Promise<readonly string[]> {
  const scripts = allScripts().map(({ fragments }) => fragments[0]?.text ?? '');
  const plain = Array.from(
    { length: 40 },
    (_, line) => `def step_${String(line)}(value, scale=${String(line)}):\n    return value * scale\n`,
  ).join('\n');
  const files: string[] = [];
  for (let index = 0; index < fileCount; index++) {
    const parent = path.join(folder, `part${String(index % 50)}`);
    await mkdir(parent, { recursive: true });
    const file = path.join(parent, `module_${String(index)}.py`);
    const script = scripts[index % scripts.length] ?? '';
    await writeFile(file, `# ${String(index)}\n${index % 10 === 0 ? script : plain}`);
    files.push(file);
  }
  return files;
}

async function measured(
  files: readonly string[],
  cache: ResultCache,
): Promise<{ readonly totalMs: number; readonly longestWaitMs: number }> {
  const assessor = await loadAssessor();
  const modules = new ModuleTexts();
  const host: FileHost<string> = {
    keyOf: (file) => file,
    read: async (file) => ({ ok: true, document: fileDocument(file, await readFile(file, 'utf8')) }),
    workspaceOf: () => modules,
    load: () => Promise.resolve(false),
    rulesOf: () => ({}),
    project: (document, workspace) => assessor.project(document.path, workspace),
    analyze: (_, document, workspace) => assessor.analyze(document, workspace, { only: 'findings', standardLevel: 'information' }),
  };
  let [last, longestWaitMs] = [performance.now(), 0];
  const clock = setInterval(() => {
    longestWaitMs = Math.max(longestWaitMs, performance.now() - last);
    last = performance.now();
  }, 1);
  const started = performance.now();
  await scanFiles(
    files,
    host,
    cache,
    () => false,
    () => undefined,
  );
  const totalMs = performance.now() - started;
  clearInterval(clock);
  return { totalMs, longestWaitMs };
}
