/** The `joulewise` command. */
import { runCommandLine } from './run';

const { stdin, stdout, stderr } = process;
// A reader that has seen enough (`joulewise check . | head`) is no error.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});
void runCommandLine(process.argv.slice(2), { stdin, stdout, stderr, cwd: process.cwd() }).then((status) => {
  process.exitCode = status;
});
