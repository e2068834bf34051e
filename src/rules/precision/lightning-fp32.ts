import { comparesPrecisions, isInTest } from '../../ml/file-role';
import { networkSize } from '../../ml/network-size';
import { constantArgument } from '../../ml/surroundings';
import { heaviestTraining } from '../../ml/training-work';
import type { Activation, CallSite } from '../../python/program/call-site';
import { addKeyword, replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { constantOf, type Possible } from '../../python/values/possible';
import type { Value } from '../../python/values/value';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const trainers = [
  'lightning.pytorch.Trainer',
  'pytorch_lightning.Trainer',
  'lightning.Trainer',
  'lightning.fabric.Fabric',
  'lightning.Fabric',
  'lightning.pytorch.Fabric',
];
const fullPrecisions = new Set<unknown>([null, 32, '32', '32-true']);

const message =
  'This Trainer runs on a GPU at 32-bit precision. Mixed precision ("bf16-mixed", or "16-mixed" before Ampere) uses the tensor cores and halves activation memory, usually at equal accuracy.';

/** A Lightning Trainer or Fabric on a GPU at 32-bit precision. */
export const lightningFp32: Rule = {
  meta: {
    id: 'lightning-fp32',
    topic: 'precision',
    title: 'A Lightning Trainer on a GPU at 32-bit precision',
    severity: 'warning',
    frameworks: ['lightning'],
    markers: ['lightning'],
    saving: {
      energyShare: { low: 0.12, high: 0.21 },
      evidence: 'energy',
      source: 'Tuning Green AI pipelines 2025 (ModernBERT, fp16: -20.5 % energy); Lightning documentation: up to 3 times faster',
    },
  },
  *check(program, ml) {
    let isTold = false;
    for (const [site, activations] of bySite(
      program,
      trainers.flatMap((name) => program.callsOf(name)),
    )) {
      if (
        !ml.usesTf32 &&
        !hasNoNeedOfGpu(program, activations) &&
        activations.every((call) => isOnGpu(call) && isFullPrecision(call) && !isExcluded(program, call))
      ) {
        // Of several trainers in one script each has the same cause.
        const isMinor: boolean =
          isTold ||
          comparesPrecisions(program.document.path) ||
          trainsSmallNetwork(program) ||
          activations.every(isShort) ||
          activations.every(takesWhatThereIs) ||
          heaviestTraining(ml) !== 'heavy';
        isTold ||= !isMinor;
        yield {
          place: calleePlace(site),
          message,
          confidence: 'high',
          ...(isMinor ? { severity: 'hint' } : {}),
          change: { precision: 'amp-bf16' },
          fixes: [fix(program, site, activations)],
        };
      }
    }
  },
};

/** A GPU is named, at least for machines that have one. */
function isOnGpu(call: Activation): boolean {
  const accelerator = call.arguments.get('accelerator');
  const named = accelerator.kind === 'given' ? constantsOf(accelerator.possible) : undefined;
  if (named?.some((value) => typeof value === 'string') === true) {
    return named.some((value) => value === 'gpu' || value === 'cuda' || value === 'auto');
  }
  const gpus = call.arguments.keywords.get('gpus');
  if (gpus?.closed === true && gpus.options.length === 1 && gpus.options[0]?.value.kind === 'sequence') {
    return true;
  }
  const counts = gpus === undefined ? undefined : constantsOf(gpus);
  return counts?.some((count) => ![0, null, '0', ''].includes(count as string | number | null)) === true;
}

/** Nobody asks for a GPU, and the network is none that nobody would train without one. */
function hasNoNeedOfGpu(program: Program, activations: readonly Activation[]): boolean {
  const fitted = program.callsNamed('fit').flatMap(({ arguments: given }) => given.positional[0] ?? given.keywords.get('model') ?? []);
  return activations.every(takesWhatThereIs) && !fitted.some((model) => networkSize(program, model) === 'large');
}

/** `accelerator="auto"`: a GPU where there is one. */
function takesWhatThereIs(call: Activation): boolean {
  const accelerator = call.arguments.get('accelerator');
  return accelerator.kind === 'given' && constantOf(accelerator.possible) === 'auto';
}

/** Every value an expression may have, when all of them are constants. */
function constantsOf({ options, closed }: Possible): readonly unknown[] | undefined {
  return closed && options.every(({ value }) => value.kind === 'constant')
    ? options.map(({ value }) => (value.kind === 'constant' ? value.value : undefined))
    : undefined;
}

/** By name, or one that only spreads the work. */
function isPlainStrategy(value: Value): boolean {
  return value.kind === 'constant' || (value.kind === 'instance' && /\.(DDP\w*|SingleDevice)Strategy$/.test(value.className));
}

/** Tried out, tested, or with a plugin or strategy that brings its own precision. */
function isExcluded(program: Program, call: Activation): boolean {
  const given = (name: string): boolean => {
    const answer = call.arguments.get(name);
    return answer.kind === 'unknown' || (answer.kind === 'given' && constantOf(answer.possible) !== null);
  };
  const strategy = call.arguments.get('strategy');
  const hasOwnStrategy = strategy.kind === 'given' && strategy.possible.options.some(({ value }) => !isPlainStrategy(value));
  const dryRun = call.arguments.get('fast_dev_run');
  const triesOut = dryRun.kind === 'given' && constantOf(dryRun.possible) !== false;
  const trains = program.callsNamed('fit').length > 0 || program.callsNamed('setup').length > 0;
  const onlyTests = !trains && ['test', 'validate', 'predict'].some((name) => program.callsNamed(name).length > 0);
  return isInTest(call.context) || triesOut || onlyTests || hasOwnStrategy || ['plugins', 'amp_backend', 'amp_level'].some(given);
}

/** Steps that take minutes, whatever the network. */
const fewSteps = 500;

/** The run is cut to a few steps: in all, or in each of a known number of epochs. */
function isShort(call: Activation): boolean {
  const [limit, batches, epochs] = ['max_steps', 'limit_train_batches', 'max_epochs'].map((name) => constantArgument(call, name));
  return (
    (typeof limit === 'number' && limit > 0 && limit <= fewSteps) ||
    // A fraction is a share of the data, not a number of batches.
    (typeof batches === 'number' &&
      Number.isInteger(batches) &&
      batches > 1 &&
      typeof epochs === 'number' &&
      epochs > 0 &&
      batches * epochs <= fewSteps)
  );
}

/** What is fitted has so little to compute that kernel launches bind its steps. */
function trainsSmallNetwork(program: Program): boolean {
  const fitted = program.callsNamed('fit').flatMap(({ arguments: given }) => given.positional[0] ?? given.keywords.get('model') ?? []);
  return fitted.length > 0 && fitted.every((model) => ['tiny', 'small'].includes(networkSize(program, model)));
}

function isFullPrecision(call: Activation): boolean {
  const precision = call.arguments.get('precision');
  if (precision.kind === 'given' || precision.kind === 'default') {
    return fullPrecisions.has(constantOf(precision.possible));
  }
  return precision.kind === 'absent';
}

function fix(program: Program, site: CallSite, activations: readonly Activation[]): FixProposal {
  const call = activations[0];
  const isOld = call?.arguments.keywords.has('gpus') === true;
  const text = isOld ? '"bf16"' : '"bf16-mixed"';
  const given = call?.arguments.get('precision');
  const edits =
    given?.kind === 'given' && given.argument !== null ? replaceArgument(given.argument, text) : addKeyword(site, 'precision', text);
  return { title: 'Train in bfloat16 mixed precision', safe: false, edits };
}
