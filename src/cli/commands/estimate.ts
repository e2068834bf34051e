import { chosenOver, type Configuration } from '../../assess/configuration';
import type { Estimate, NoEstimate } from '../../assess/estimate';
import type { Overrides } from '../../assess/overrides';
import { acceleratorsOf, byPeer, peerEstimate, type PeerEstimate } from '../../assess/peer-methods';
import { readRunsJson } from '../../assess/read-run-json';
import { isPeerFigure, peerMethods, type PeerMethod } from '../../peers/peer-tables';
import { figureOfInputs } from '../../peers/read-inputs';
import type { RunProfile } from '../../profile/run-profile';
import { loadAssessor } from '../analyze';
import { numberOf, oneOf, textOf, type Command, type ExitStatus, type Given } from '../command';
import { estimateLines } from '../estimate-lines';
import { readLogFlag } from '../log-flag';
import { hintFor, machineHelp, machineOptions, readMachine } from '../machine-flags';
import { peerJson, peerText } from '../text/peer-text';
import { readOneScript } from '../one-script';
import type { Paths } from '../paths';
import { readGiven } from '../read-source';
import { estimateFormats, renderEstimates } from '../render-estimate';
import { readTimeOfRun } from '../time-of-run-flags';
import { readSettings } from '../set-flags';
import { write, type Streams } from '../streams';
import { UsageError } from '../usage-error';

/** Ours, and the calculators of others that people compare with. */
export const methods = ['joulewise', ...peerMethods] as const;

export const estimate: Command = {
  name: 'estimate',
  summary: 'footprint of a script before it runs',
  help: `Usage: joulewise estimate [PATH] [options] [-- ARGUMENTS]

Forecasts time, energy, carbon and cost of a training script on a machine and grid. - reads standard input.

  --format text|json|jsonl|markdown|html|csv|model-card|latex  (default text)
${machineHelp}
  --hours H              the duration, given instead of forecast
  --hourly FILE          24 intensities of the grid, an hour each from midnight; with --start
  --start HOUR           local hour at which the run starts, such as 22 or 9.5
  --set KEY=VALUE        overrides a fact, such as --set epochs=90 (repeat)
  --launch COMMAND       how the script is started, such as --launch "torchrun --nproc_per_node 8 train.py"
  -- ARGUMENTS           what the script is given on its command line
  --log FILE             the log of this run, or its notebook: the pace it shows replaces the forecast one
  --profile FILE         a run profile as JSON in place of a script; - reads standard input
  --format jsonl         with --profile: each line {"id","profile","machine","grid"} gives one line
  --method NAME          ${methods.join(', ')}
  --inputs FILE          with --method: inputs of that calculator's own form, as JSON
`,
  options: {
    ...machineOptions,
    format: { type: 'string' },
    hours: { type: 'string' },
    hourly: { type: 'string' },
    start: { type: 'string' },
    set: { type: 'string', multiple: true },
    launch: { type: 'string' },
    log: { type: 'string' },
    profile: { type: 'string' },
    method: { type: 'string' },
    inputs: { type: 'string' },
  },
  takesScriptWords: true,
  run,
};

async function run(given: Given, streams: Streams): Promise<ExitStatus> {
  const format = oneOf(given, 'format', estimateFormats, 'text');
  const method = oneOf(given, 'method', methods, 'joulewise');
  const inputs = textOf(given, 'inputs');
  if (inputs !== undefined) {
    return estimateInputs(method, inputs, format, streams);
  }
  const flags = readMachine(given);
  const hours = numberOf(given, 'hours', (value) => value > 0, 'a positive number of hours') ?? undefined;
  const timeOfRun = await readTimeOfRun(given, streams);
  const settings = readSettings(given) as Overrides;
  const log = await readLogFlag(given, streams);
  const overridesFor = (run: RunProfile): Overrides => ({ ...log?.overridesOf(run), ...settings });
  const profileFile = textOf(given, 'profile');
  if (profileFile !== undefined && given.positionals.length > 0) {
    throw new UsageError('Give a script or --profile, not both.');
  }
  const assessor = await loadAssessor();
  const one = (run: RunProfile, chosen: Configuration, given: number | undefined): Estimate | NoEstimate =>
    assessor.estimate(run, chosen, overridesFor(run), { ...(given === undefined ? {} : { hours: given }), ...timeOfRun });
  if (profileFile !== undefined && format === 'jsonl') {
    await estimateLines(profileFile, streams, { configuration: flags, hours, estimate: one });
    return 0;
  }
  const source = await subject({ given, profileFile, hours, isStated: Object.keys(settings).length > 0 }, streams, async () => {
    const read = await readOneScript(given, streams, assessor, 'profile');
    return { ...read, analysis: assessor.launched(read.analysis, chosenOver(read.analysis.project.machine, flags), settings) };
  });
  log?.demandOneOf(source);
  const configuration = chosenOver(source.machine ?? {}, flags);
  const results = source.runs.map((profile) => ({ profile, result: one(profile, configuration, hours) }));
  const typical =
    format === 'text' && configuration.hardware === null && hours === undefined
      ? source.runs.map((profile) => assessor.typical(profile, configuration, overridesFor(profile)))
      : null;
  if (method !== 'joulewise') {
    return writePeer(
      method,
      results.map(({ profile, result }) => [profile.id, byPeer(result, method, assessor.reference)] as const),
      format,
      streams,
    );
  }
  const failed = results.flatMap(({ result }) => ('error' in result ? [result.error] : []));
  if (typical === null && failed.length === results.length) {
    throw new UsageError([...new Set(failed)].map((problem) => `${source.shown}: ${problem}${hintFor(problem)}`).join('\n'));
  }
  await write(streams.stdout, renderEstimates(format, { ...source, results, typical }));
  return 0;
}

/** What another calculator says of inputs of its own. */
async function estimateInputs(method: (typeof methods)[number], file: string, format: string, streams: Streams): Promise<ExitStatus> {
  if (method === 'joulewise') {
    throw new UsageError(`--inputs is the form of another calculator; name it with --method: ${peerMethods.join(', ')}.`);
  }
  const { text, shown } = await readGiven(file, streams);
  const raw = parsed(text, shown);
  const assessor = await loadAssessor();
  const { reference } = assessor;
  const figure = figureOfInputs(method, raw, reference.peers, (instance) => acceleratorsOf(instance, reference));
  if (!isPeerFigure(figure)) {
    throw new UsageError(`${shown}: ${figure.problem}`);
  }
  return writePeer(
    method,
    [['inputs', peerEstimate(method, figure, figure.differs ?? 'computed from inputs of its own form')]],
    format,
    streams,
  );
}

function parsed(text: string, shown: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${shown}: It is not JSON.`);
  }
}

async function writePeer(
  method: PeerMethod,
  results: readonly (readonly [id: string, result: PeerEstimate | NoEstimate])[],
  format: string,
  streams: Streams,
): Promise<ExitStatus> {
  if (format !== 'text' && format !== 'json') {
    throw new UsageError(`--method ${method} prints text or json, not ${format}.`);
  }
  const [first] = results;
  if (results.every(([, result]) => 'error' in result)) {
    throw new UsageError(first !== undefined && 'error' in first[1] ? first[1].error : 'There is no run to estimate.');
  }
  await write(streams.stdout, format === 'json' ? peerJson(results) : peerText(results));
  return 0;
}

interface Subject {
  readonly runs: readonly RunProfile[];
  readonly shown: string;
  readonly paths: Paths | null;
  /** What the project's file chooses. */
  readonly machine?: Partial<Configuration>;
}

interface Asked {
  readonly given: Given;
  readonly profileFile: string | undefined;
  readonly hours: number | undefined;
  /** Facts are stated on the command line. */
  readonly isStated: boolean;
}

async function subject(
  { given, profileFile, hours, isStated }: Asked,
  streams: Streams,
  read: () => ReturnType<typeof readOneScript>,
): Promise<Subject> {
  if (profileFile !== undefined) {
    return { ...(await readProfileFile(profileFile, streams)), paths: null };
  }
  if (given.positionals.length === 0 && hours !== undefined) {
    // Hours on a machine need no script.
    return { runs: [{ id: 'run' }], shown: 'run', paths: null };
  }
  const { analysis, paths, shown } = await read();
  if (analysis.profile.runs.length === 0) {
    if (isStated) return { runs: [{ id: 'run' }], shown, paths, machine: analysis.project.machine };
    throw new UsageError(`${shown} trains nothing that was recognised; state what it trains with --set, or give a profile with --profile.`);
  }
  return { runs: analysis.profile.runs, shown, paths, machine: analysis.project.machine };
}

async function readProfileFile(file: string, streams: Streams): Promise<Pick<Subject, 'runs' | 'shown'>> {
  const { text, shown } = await readGiven(file, streams);
  const read = readRunsJson(parsed(text, shown));
  if (!read.ok) {
    throw new UsageError(`${shown}: ${read.problem}`);
  }
  if (read.runs.length === 0) {
    throw new UsageError(`${shown}: The profile has no runs.`);
  }
  return { runs: read.runs, shown: read.path ?? shown };
}
