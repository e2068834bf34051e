import type { Alternative } from '../../advice/alternative';
import { chosenOver } from '../../assess/configuration';
import type { Overrides } from '../../assess/overrides';
import { loadAssessor } from '../analyze';
import { oneOf, type Command, type ExitStatus, type Given } from '../command';
import { toJson } from '../json';
import { hintFor, machineHelp, machineOptions, readMachine } from '../machine-flags';
import { readOneScript } from '../one-script';
import { readSettings } from '../set-flags';
import { write, type Streams } from '../streams';
import { adviceText } from '../text/advice-text';
import { UsageError } from '../usage-error';

export const advise: Command = {
  name: 'advise',
  summary: 'what would cut the footprint, best first',
  help: `Usage: joulewise advise PATH [options] [-- ARGUMENTS]

Alternatives to what a script does, each re-estimated for it: models, weights, precision, regions, hardware. - reads standard input.

  --format text|json     (default text)
${machineHelp}
  --set KEY=VALUE        overrides a fact, such as --set epochs=90 (repeat)
  --launch COMMAND       how the script is started, such as --launch "torchrun --nproc_per_node 8 train.py"
  -- ARGUMENTS           what the script is given on its command line
`,
  options: { ...machineOptions, format: { type: 'string' }, set: { type: 'string', multiple: true }, launch: { type: 'string' } },
  takesScriptWords: true,
  run,
};

/** An alternative, and which run of the script it is for. */
export type AdvisedAlternative = Alternative & { readonly run: string };

async function run(given: Given, streams: Streams): Promise<ExitStatus> {
  const format = oneOf(given, 'format', ['text', 'json'], 'text');
  const overrides = readSettings(given) as Overrides;
  const flags = readMachine(given);
  const assessor = await loadAssessor();
  const { analysis: written, paths, shown } = await readOneScript(given, streams, assessor);
  const configuration = chosenOver(written.project.machine, flags);
  const analysis = assessor.launched(written, configuration, overrides);
  const { runs } = analysis.profile;
  if (runs.length === 0) {
    throw new UsageError(`${shown} trains nothing that was recognised.`);
  }
  const problems = runs.flatMap((one) => {
    const result = assessor.estimate(one, configuration, overrides);
    return 'error' in result ? [result.error] : [];
  });
  if (problems.length === runs.length) {
    throw new UsageError([...new Set(problems)].map((problem) => `${shown}: ${problem}${hintFor(problem)}`).join('\n'));
  }
  const alternatives = runs
    .flatMap((one) =>
      assessor.advise(analysis, one, configuration, overrides).map((alternative): AdvisedAlternative => ({ ...alternative, run: one.id })),
    )
    .sort((a, b) => a.saving.p50 - b.saving.p50);
  await write(
    streams.stdout,
    format === 'json' ? `${toJson({ version: 1, alternatives }, paths)}\n` : adviceText(alternatives, shown, runs.length > 1),
  );
  return 0;
}
