import { changedRun } from '../../advice/changed-run';
import type { Profile } from '../../profile/run-profile';
import type { ProfileChange } from '../../rules/finding';
import { loadAssessor } from '../analyze';
import { oneOf, type Command, type ExitStatus, type Given } from '../command';
import { toJson } from '../json';
import { readOneScript } from '../one-script';
import { readSettings } from '../set-flags';
import { write, type Streams } from '../streams';
import { profileText } from '../text/profile-text';

export const profile: Command = {
  name: 'profile',
  summary: 'what a script will train',
  help: `Usage: joulewise profile PATH [options] [-- ARGUMENTS]

Reads what the script will train: model, data, epochs, batch, precision … with where each fact comes from. - reads standard input.

  --format text|json  (default text)
  --set KEY=VALUE     overrides a fact, such as --set epochs=90 (repeat)
  --launch COMMAND    how the script is started, such as --launch "torchrun --nproc_per_node 8 train.py"
  -- ARGUMENTS        what the script is given on its command line
`,
  options: { format: { type: 'string' }, set: { type: 'string', multiple: true }, launch: { type: 'string' } },
  takesScriptWords: true,
  run,
};

async function run(given: Given, streams: Streams): Promise<ExitStatus> {
  const format = oneOf(given, 'format', ['text', 'json'], 'text');
  const change = readSettings(given) as ProfileChange;
  const { analysis, paths, shown } = await readOneScript(given, streams, await loadAssessor(), 'profile');
  const runs =
    Object.keys(change).length === 0 ? analysis.profile.runs : analysis.profile.runs.map((one) => changedRun(one, change, 'user'));
  const read: Profile = { ...analysis.profile, runs };
  await write(streams.stdout, format === 'json' ? `${toJson(read, paths)}\n` : profileText(read, shown, paths));
  return 0;
}
