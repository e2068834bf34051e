/** The `joulewise` command, and the threads that it checks many files on. */
import { isMainThread } from 'node:worker_threads';
import { interruptedStatus } from './interruption';
import { runCommandLine } from './run';
import { runScanWorker } from './scan-worker';
import type { Streams } from './streams';

function runCommand(): void {
  const { stdin, stdout, stderr } = process;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      // The reader has seen enough (`joulewise check . | head`): that is no error, and nobody needs the rest.
      process.exit();
    }
    throw error;
  });
  const streams: Streams = { stdin, stdout, stderr, cwd: process.cwd(), onInterrupt };
  runCommandLine(process.argv.slice(2), streams).then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      stderr.write(`joulewise failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = 2;
    },
  );
}

/** The first Ctrl-C asks for a clean end, the second one does not wait for it. */
function onInterrupt(stop: () => void): () => void {
  let asked = false;
  const listener = (): void => {
    if (asked) {
      process.exit(interruptedStatus);
    }
    asked = true;
    stop();
  };
  process.on('SIGINT', listener);
  return () => {
    process.off('SIGINT', listener);
  };
}

if (isMainThread) {
  runCommand();
} else {
  void runScanWorker();
}
