import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CheckOptions } from '../rules/check';
import { Interrupted } from './interruption';
import type { Batch, FileResult } from './scan-worker';

/** The bundle is the entry of its own workers; run from source there is none, and the main thread does the work. */
const entry = path.join(__dirname, 'cli.js');

/** Fewer files are checked before the threads have loaded parser and tables. */
const fewestFiles = 60;
/** Small enough that all threads end together, large enough that modules are read once for neighbours. */
const mostFilesInBatch = 24;
/** Room for all that one analysis makes, so that little of it is copied before it is garbage. */
const maxYoungGenerationSizeMb = 192;

/** How many threads a scan of so many files is worth; 1 means: none beside the main thread. */
export function threadsFor(files: number): number {
  return files < fewestFiles || !existsSync(entry) ? 1 : Math.min(availableParallelism(), Math.ceil(files / mostFilesInBatch));
}

/** Checks files on several threads; results come in the order of the files. */
export async function checkOnThreads(
  files: readonly string[],
  rules: CheckOptions,
  threads: number,
  signal: AbortSignal,
  onFiles: (count: number) => void,
): Promise<readonly FileResult[]> {
  const size = Math.max(1, Math.min(mostFilesInBatch, Math.ceil(files.length / (threads * 4))));
  const results: FileResult[] = [];
  const workers = Array.from({ length: threads }, () => new Worker(entry, { resourceLimits: { maxYoungGenerationSizeMb } }));
  let next = 0;
  const work = async (worker: Worker): Promise<void> => {
    while (next < files.length) {
      const start = next;
      next += size;
      const batch: Batch = { files: files.slice(start, start + size), rules };
      const answers = await answerOf(worker, batch, signal);
      answers.forEach((result, index) => {
        results[start + index] = result;
      });
      onFiles(answers.length);
    }
  };
  try {
    await Promise.all(workers.map(work));
    return results;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function answerOf(worker: Worker, batch: Batch, signal: AbortSignal): Promise<readonly FileResult[]> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      worker.off('message', answered).off('error', failed);
      signal.removeEventListener('abort', stopped);
    };
    const answered = (answer: readonly FileResult[]): void => {
      done();
      resolve(answer);
    };
    const failed = (error: Error): void => {
      done();
      reject(error);
    };
    const stopped = (): void => {
      done();
      reject(new Interrupted());
    };
    if (signal.aborted) {
      reject(new Interrupted());
      return;
    }
    worker.on('message', answered).on('error', failed);
    signal.addEventListener('abort', stopped);
    worker.postMessage(batch);
  });
}
