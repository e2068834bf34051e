import { worksEagerly } from '../../ml/eager-libraries';
import { kerasFits } from '../../ml/keras';
import type { MlView } from '../../ml/ml-view';
import { isUnconditional, isWritten } from '../../ml/settings';
import { constantArgument } from '../../ml/surroundings';
import { heaviestTraining, takesFew } from '../../ml/training-work';
import { entryOf, keyText } from '../../python/evaluate/containers';
import type { Activation, CallArgument } from '../../python/program/call-site';
import { deleteStatement, replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, single, type Possible } from '../../python/values/possible';
import type { Place } from '../../python/values/trail';
import { constant } from '../../python/values/value';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { profiledTrainings } from './profiled-training';

/** A switch that makes every step slower for the sake of debugging. */
interface Switch {
  readonly what: string;
  /** It only watches: without it every number is the same. The others change how the code runs, which the code may rely on. */
  readonly watches: boolean;
  readonly names: readonly string[];
  /** The argument that switches it on; null when the call itself does. */
  readonly argument: {
    readonly parameter: string;
    readonly position?: number;
    readonly on: (value: unknown) => boolean;
    readonly off?: string;
  } | null;
}

const isTrue = (value: unknown): boolean => value === true || value === 1;

const switches: readonly Switch[] = [
  {
    what: 'Anomaly detection',
    watches: true,
    names: ['torch.autograd.set_detect_anomaly', 'torch.autograd.anomaly_mode.set_detect_anomaly'],
    argument: { parameter: 'mode', position: 0, on: isTrue },
  },
  {
    what: 'Anomaly detection',
    watches: true,
    names: ['torch.autograd.detect_anomaly', 'torch.autograd.anomaly_mode.detect_anomaly'],
    argument: null,
  },
  {
    what: 'Eager execution of compiled functions',
    watches: false,
    names: ['tensorflow.config.run_functions_eagerly', 'tensorflow.config.experimental_run_functions_eagerly'],
    argument: { parameter: 'run_eagerly', position: 0, on: isTrue },
  },
  { what: 'The debugging mode of tf.data', watches: false, names: ['tensorflow.data.experimental.enable_debug_mode'], argument: null },
  {
    what: 'Numeric checking of every operation',
    watches: true,
    names: ['tensorflow.debugging.enable_check_numerics', 'tensorflow.debugging.experimental.enable_dump_debug_info'],
    argument: null,
  },
  {
    what: 'Anomaly detection',
    watches: true,
    names: ['lightning.pytorch.Trainer', 'pytorch_lightning.Trainer', 'lightning.Trainer'],
    argument: { parameter: 'detect_anomaly', on: isTrue },
  },
  {
    what: 'Profiling of every step',
    watches: true,
    names: ['lightning.pytorch.Trainer', 'pytorch_lightning.Trainer', 'lightning.Trainer'],
    argument: { parameter: 'profiler', on: (value) => value === 'pytorch' || value === 'advanced', off: 'None' },
  },
  { what: 'Overflow debugging', watches: true, names: ['transformers.debug_utils.DebugUnderflowOverflow'], argument: null },
  { what: 'Running without compilation', watches: false, names: ['jax.disable_jit'], argument: null },
  {
    what: 'Overflow debugging',
    watches: true,
    names: ['transformers.TrainingArguments', 'transformers.Seq2SeqTrainingArguments'],
    argument: { parameter: 'debug', on: (value) => typeof value === 'string' && value.includes('underflow_overflow'), off: '""' },
  },
];

const jaxSwitches = new Set<unknown>(['jax_debug_nans', 'jax_debug_infs', 'jax_disable_jit', 'jax_check_tracer_leaks']);
const blockingLaunches = 'CUDA_LAUNCH_BLOCKING';
const blocking = `Blocking kernel launches (${blockingLaunches})`;

function messageOf(what: string): string {
  return `${what} is left on, which makes every step slower, some of them several times. Switch it on only while looking for a fault, for example from a command-line flag.`;
}

/** A debugging mode is on in a run that is not debugging. */
export const debugModeLeftOn: Rule = {
  meta: {
    id: 'debug-mode-left-on',
    topic: 'loops',
    title: 'A debugging mode is left on',
    severity: 'warning',
    frameworks: ['torch', 'tensorflow', 'keras', 'jax', 'lightning', 'transformers'],
    markers: [
      'anomaly',
      'eagerly',
      'enable_check_numerics',
      'enable_debug_mode',
      blockingLaunches,
      'jax_debug',
      'disable_jit',
      'underflow_overflow',
      'UnderflowOverflow',
      'profiler',
    ],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'PyTorch performance tuning guide: disable debugging APIs for regular runs; no measured figure',
    },
  },
  *check(program, ml) {
    const profilers = program.callsNamed('profile').length === 0 ? new Set<Activation>() : profiledTrainings(ml);
    for (const [site] of bySite(program, profilers)) {
      yield {
        place: calleePlace(site),
        message: messageOf('Profiling without a schedule'),
        confidence: 'high',
        severity: 'hint',
        fixes: [],
      };
    }
    const quiet = trainsNothingHeavy(program, ml) ? ({ severity: 'hint' } as const) : {};
    for (const one of switches) {
      for (const [site, calls] of bySite(
        program,
        one.names.flatMap((name) => program.callsOf(name)),
      )) {
        const found = calls.map((call) => switchedOn(call, one));
        const [first] = found;
        if (
          first !== undefined &&
          found.every((answer) => answer !== undefined) &&
          calls.every((call) => isUnconditional(call.context) && !isSwitchedOffLater(program, call, one))
        ) {
          yield {
            place: first.argument?.place ?? calleePlace(site),
            message: messageOf(one.what),
            confidence: 'high',
            ...quiet,
            fixes: fixes(program, calls, one, first.argument),
          };
        }
      }
    }
    yield* eagerModels(program, 'severity' in quiet);
    yield* jaxConfiguration(program);
    yield* jaxAttributes(program);
    for (const finding of environment(program)) {
      yield { ...finding, ...quiet };
    }
  },
};

const trainingNames = /^(backward|fit|fit_generator|train|train_on_batch|train_step|apply_gradients|minimize)$/;

/** Nothing is trained here, as where a model is converted, or what is trained takes minutes in any case. */
function trainsNothingHeavy(program: Program, ml: MlView): boolean {
  const trains = program.activations.some(
    ({ site }) => trainingNames.test(site.name) && !(site.name === 'train' && site.arguments.length === 0),
  );
  return !trains || heaviestTraining(ml) === 'light' || takesFew(program);
}

/** On in the default world and without a flag that could have put it there. */
function switchedOn(call: Activation, one: Switch): { readonly argument: CallArgument | null } | undefined {
  if (one.argument === null) {
    return { argument: null };
  }
  const answer = call.arguments.get(one.argument.parameter, one.argument.position);
  if (answer.kind !== 'given') {
    return undefined;
  }
  return one.argument.on(constantOf(answer.possible)) && isWritten(answer.possible, one.argument.parameter)
    ? { argument: answer.argument }
    : undefined;
}

/** Around a part of the run: switched on for a look and off again. */
function isSwitchedOffLater(program: Program, call: Activation, { names, argument }: Switch): boolean {
  return (
    argument?.position !== undefined &&
    names
      .flatMap((name) => program.callsOf(name))
      .some((other) => {
        const answer = other.arguments.get(argument.parameter, argument.position);
        return other.order > call.order && answer.kind === 'given' && constantOf(answer.possible) === false;
      })
  );
}

function fixes(
  program: Program,
  calls: readonly Activation[],
  { watches, argument: given }: Pick<Switch, 'watches' | 'argument'>,
  argument: CallArgument | null,
): readonly FixProposal[] {
  const [call] = calls;
  if (call === undefined) {
    return [];
  }
  const statement = program.statementAround(spanOf(call.site.place));
  const isWholeStatement =
    statement?.kind === 'expression' &&
    statement.span.start === spanOf(call.site.place).start &&
    statement.span.end === spanOf(call.site.place).end;
  if (statement !== undefined && isWholeStatement) {
    return [{ title: 'Remove this debugging switch', safe: watches, edits: deleteStatement(program, statement.span) }];
  }
  return argument === null ? [] : [{ title: 'Switch it off', safe: watches, edits: replaceArgument(argument, given?.off ?? 'False') }];
}

/** So few epochs that a fit is there to be looked at. */
const fewEpochs = 2;

function* eagerModels(program: Program, isQuiet: boolean): Iterable<FindingProposal> {
  if (worksEagerly(program)) {
    return;
  }
  const epochs = kerasFits(program).map((fit) => constantArgument(fit, 'epochs', 3));
  const isTry = epochs.length > 0 && epochs.every((count) => typeof count === 'number' && count <= fewEpochs);
  const quiet = isQuiet || isTry ? ({ severity: 'hint' } as const) : {};
  for (const [, calls] of bySite(program, program.callsNamed('compile'))) {
    for (const call of calls.slice(0, 1)) {
      const answer = call.arguments.get('run_eagerly');
      if (answer.kind === 'given' && constantOf(answer.possible) === true && isWritten(answer.possible) && isUnconditional(call.context)) {
        yield {
          place: answer.argument?.place ?? calleePlace(call.site),
          message: messageOf('Eager execution of this model'),
          confidence: 'high',
          ...quiet,
          fixes:
            answer.argument?.name !== 'run_eagerly'
              ? []
              : [{ title: 'Switch it off', safe: false, edits: replaceArgument(answer.argument, 'False') }],
        };
      }
    }
  }
}

function* jaxConfiguration(program: Program): Iterable<FindingProposal> {
  for (const [site, calls] of bySite(program, [...program.callsOf('jax.config.update'), ...program.callsOf('jax.config.config.update')])) {
    const [call] = calls;
    const [name, value] = call?.arguments.positional ?? [];
    if (
      call !== undefined &&
      name !== undefined &&
      value !== undefined &&
      jaxSwitches.has(constantOf(name)) &&
      constantOf(value) === true &&
      isUnconditional(call.context)
    ) {
      yield {
        place: calleePlace(site),
        message: messageOf('A debugging mode of JAX'),
        confidence: 'high',
        fixes: fixes(program, calls, { watches: constantOf(name) !== 'jax_disable_jit', argument: null }, null),
      };
    }
  }
}

function* jaxAttributes(program: Program): Iterable<FindingProposal> {
  for (const { target, value, place, context } of program.externalWrites) {
    const name = target.replace(/^jax\.config\./, '');
    if (name !== target && jaxSwitches.has(name) && constantOf(value) === true && program.isHere(place) && isUnconditional(context)) {
      yield switchFinding(program, place, 'A debugging mode of JAX', name !== 'jax_disable_jit');
    }
  }
}

function* environment(program: Program): Iterable<FindingProposal> {
  for (const write of program.externalWrites) {
    if (
      write.target === 'os.environ' &&
      write.key !== null &&
      constantOf(write.key) === blockingLaunches &&
      isBlocking(write.value) &&
      program.isHere(write.place) &&
      isUnconditional(write.context)
    ) {
      yield switchFinding(program, write.place, blocking, true);
    }
  }
  for (const [site, calls] of bySite(program, [...program.callsOf('os.environ.setdefault'), ...program.callsOf('os.putenv')])) {
    const [name, value] = calls[0]?.arguments.positional ?? [];
    if (
      name !== undefined &&
      value !== undefined &&
      constantOf(name) === blockingLaunches &&
      isBlocking(value) &&
      calls.every((call) => isUnconditional(call.context))
    ) {
      yield switchFinding(program, site.place, blocking, true);
    }
  }
  for (const [site, [call]] of bySite(program, program.callsOf('os.environ.update'))) {
    if (call !== undefined && isUnconditional(call.context) && updatesOf(call).some(isBlocking)) {
      yield { place: calleePlace(site), message: messageOf(blocking), confidence: 'high', fixes: [] };
    }
  }
}

/** What `os.environ.update` gives the variable, by keyword or in a dict. */
function updatesOf(call: Activation): readonly Possible[] {
  const keyword = call.arguments.keywords.get(blockingLaunches);
  const [given] = call.arguments.positional;
  const dict = given === undefined ? undefined : single(given);
  const entry = dict?.kind === 'mapping' ? entryOf(dict, keyText(constant(blockingLaunches)) ?? '') : undefined;
  return [keyword, entry].filter((value) => value !== undefined);
}

function isBlocking(value: Possible): boolean {
  const written = constantOf(value);
  return written !== undefined && String(written) === '1';
}

function switchFinding(program: Program, place: Place, what: string, watches: boolean): FindingProposal {
  const statement = program.statementAround(spanOf(place));
  const removal = statement === undefined ? [] : deleteStatement(program, statement.span);
  return {
    place,
    message: messageOf(what),
    confidence: 'high',
    fixes: removal.length === 0 ? [] : [{ title: 'Remove this debugging switch', safe: watches, edits: removal }],
  };
}
