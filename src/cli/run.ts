import { packageVersion } from './assets';
import { readArguments, type Command, type ExitStatus } from './command';
import { nearest } from '../assess/read-fact';
import { advise } from './commands/advise';
import { check } from './commands/check';
import { estimate } from './commands/estimate';
import { explain } from './commands/explain';
import { list } from './commands/list';
import { profile } from './commands/profile';
import { Interrupted, interruptedStatus } from './interruption';
import { write, type Streams } from './streams';
import { UsageError } from './usage-error';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [check, explain, profile, estimate, advise, list];

const help = `Usage: joulewise COMMAND [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}\n`).join('')}
joulewise COMMAND --help tells more. joulewise --version prints the version.
`;

/** Runs one command line; messages about mistakes go to standard error, status 2. */
export async function runCommandLine(args: readonly string[], streams: Streams): Promise<ExitStatus> {
  try {
    return await dispatch(args, streams);
  } catch (error) {
    if (error instanceof Interrupted) {
      return interruptedStatus;
    }
    if (!(error instanceof UsageError)) {
      throw error;
    }
    await write(streams.stderr, `${error.message}\n`);
    return 2;
  }
}

async function dispatch([name, ...args]: readonly string[], streams: Streams): Promise<ExitStatus> {
  if (name === '--version' || name === '-V') {
    await write(streams.stdout, `joulewise ${packageVersion()}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await write(name === undefined ? streams.stderr : streams.stdout, help);
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    const names = commands.map((one) => one.name);
    const near = nearest(name, names);
    throw new UsageError(
      `joulewise has no command "${name}".${near === undefined ? ` It has ${names.join(', ')}.` : ` Did you mean ${near}?`}`,
    );
  }
  const given = readArguments(command, args);
  if (given.values.help === true) {
    await write(streams.stdout, command.help);
    return 0;
  }
  return command.run(given, streams);
}
