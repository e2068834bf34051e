/** What a worker thread of a scan does: it checks the files it is sent, in order, and sends back what it found. */
import { parentPort } from 'node:worker_threads';
import type { CheckOptions } from '../rules/check';
import { loadAssessor } from './analyze';
import { checkScript, type CheckedScript } from './check-script';
import { ModuleTexts } from './module-texts';
import { readSourceFile } from './read-source';

export interface Batch {
  readonly rules: CheckOptions;
  /** Absolute paths. */
  readonly files: readonly string[];
}

/** A checked script, or the sentence that says why it could not be read. */
export type FileResult = CheckedScript | { readonly problem: string };

/** Answers batches until the main thread ends it. */
export async function runScanWorker(): Promise<void> {
  const port = parentPort;
  if (port === null) {
    throw new Error('A worker of a scan runs in a thread of its own.');
  }
  const assessor = await loadAssessor();
  const modules = new ModuleTexts();
  const check = async ({ files, rules }: Batch): Promise<readonly FileResult[]> => {
    const results: FileResult[] = [];
    for (const file of files) {
      const read = await readSourceFile(file);
      results.push(read.ok ? checkScript(read.document, assessor, modules, rules) : { problem: read.problem });
    }
    return results;
  };
  // The port keeps the thread alive, and the main thread sends the next batch when it has the answer to this one.
  port.on('message', (batch: Batch) => {
    void check(batch).then((results) => {
      port.postMessage(results);
    });
  });
}
