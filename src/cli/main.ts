/** The `joulewise` command. */
import { runCommandLine } from './run';

const { stdin, stdout, stderr } = process;
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') {
    // The reader has seen enough (`joulewise check . | head`): that is no error, and nobody needs the rest.
    process.exit();
  }
  throw error;
});

runCommandLine(process.argv.slice(2), { stdin, stdout, stderr, cwd: process.cwd() }).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    stderr.write(`joulewise failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  },
);
