import { comparesPrecisions, isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { remarksAt } from '../../ml/remarks';
import { constantArgument, makers } from '../../ml/surroundings';
import { heaviestTraining } from '../../ml/training-work';
import { nameOf } from '../../ml/written-loops';
import type { Activation, CallSite } from '../../python/program/call-site';
import { addKeyword, insertImport, replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, type Possible } from '../../python/values/possible';
import { stepsOf } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const argumentClasses = ['transformers.TrainingArguments', 'transformers.Seq2SeqTrainingArguments'];

const message =
  'These training arguments leave bf16 and fp16 off, so the Trainer computes in float32. Set bf16=True on GPUs from Ampere on, or fp16=True on older ones: half the memory traffic, tensor cores in use.';

/** TrainingArguments without mixed precision. */
export const hfTrainerFp32: Rule = {
  meta: {
    id: 'hf-trainer-fp32',
    topic: 'precision',
    title: 'A Hugging Face Trainer in float32',
    severity: 'warning',
    frameworks: ['transformers'],
    markers: ['TrainingArguments'],
    saving: {
      energyShare: { low: 0.12, high: 0.21 },
      evidence: 'energy',
      source: 'Tuning Green AI pipelines 2025 (ModernBERT, fp16: -20.5 % energy); TU Delft Sustainable SE 2026 (-12 %)',
    },
  },
  *check(program, ml) {
    if (ml.devices.other !== null || ml.devices.cpuOnly || ml.precision.kind !== 'none') {
      return;
    }
    let isTold = false;
    for (const [site, activations] of bySite(
      program,
      argumentClasses.flatMap((name) => program.callsOf(name)),
    )) {
      if (activations.every((call) => isFloat32(program, call) && !isExcluded(program, ml, call) && !isNeverRead(program, call))) {
        // Of several trainings in one script each has the same cause.
        const isMinor: boolean =
          isTold ||
          remarksAt(program, site.place).some(saysWhy) ||
          activations.every(isShort) ||
          activations.some(isAsked) ||
          activations.every((call) => trainsOnTheRest(program, call)) ||
          isAboutPrecision(program) ||
          heaviestTraining(ml) !== 'heavy';
        isTold ||= !isMinor;
        yield {
          place: calleePlace(site),
          message,
          confidence: 'high',
          ...(isMinor ? { severity: 'hint' } : {}),
          change: { precision: 'amp-bf16' },
          fixes: fixes(program, site, activations),
        };
      }
    }
  },
};

/** Steps that take minutes, whatever the network. */
const fewSteps = 500;

function isShort(call: Activation): boolean {
  const steps = constantArgument(call, 'max_steps');
  return typeof steps === 'number' && steps > 0 && steps <= fewSteps;
}

/** The data that is held out, a tenth of the whole, is trained on: the script tries something. */
function trainsOnTheRest(program: Program, args: Activation): boolean {
  return trainersOf(program, args).some(({ site }) =>
    site.arguments.some(
      ({ name, valuePlace }) => name === 'train_dataset' && /\[\s*["'](test|valid\w*|dev)["']\s*\]/.test(program.textOf(valuePlace)),
    ),
  );
}

function trainersOf(program: Program, args: Activation): readonly Activation[] {
  return program.activations.filter(
    ({ site, arguments: given }) =>
      site.name.endsWith('Trainer') && [...given.positional, ...given.keywords.values()].some((value) => makers(value).includes(args)),
  );
}

/** Precisions are compared, or lowered by other means: what is computed in half precision is no longer what is to be measured. */
function isAboutPrecision(program: Program): boolean {
  return (
    comparesPrecisions(program.document.path) ||
    [...program.imports].some((name) =>
      /^(nni|brevitas|neural_compressor|pytorch_quantization|torch\.(ao\.)?quantization)(\.|$)/.test(name),
    )
  );
}

/** Whoever starts the script says whether it trains in half precision: off is what happens when nobody does. */
function isAsked(call: Activation): boolean {
  return ['bf16', 'fp16'].some((name) => {
    const answer = call.arguments.get(name);
    return answer.kind === 'given' && isInput(answer.possible);
  });
}

/** The argument is left at, or set to, a value that switches nothing on. */
function isOff(call: Activation, parameter: string): boolean {
  const answer = call.arguments.get(parameter);
  if (answer.kind !== 'default' && answer.kind !== 'given') {
    return answer.kind === 'absent' && parameter !== 'bf16' && parameter !== 'fp16';
  }
  const value = constantOf(answer.possible);
  return value === false || value === null || value === '';
}

function isFloat32(program: Program, call: Activation): boolean {
  const made = call.result.options[0]?.value;
  const changedLater =
    made?.kind === 'instance' &&
    ['bf16', 'fp16'].some(
      (name) => program.attributeOf(made, name) !== undefined && constantOf(program.attributeOf(made, name) ?? call.result) !== false,
    );
  return isOff(call, 'bf16') && isOff(call, 'fp16') && !changedLater;
}

function isExcluded(program: Program, ml: MlView, call: Activation): boolean {
  const cpu = ['use_cpu', 'no_cuda', 'use_mps_device'].some((name) => !isOff(call, name));
  const ownedElsewhere = !isOff(call, 'deepspeed');
  const doTrain = call.arguments.get('do_train');
  const onlyEvaluates =
    doTrain.kind === 'given' &&
    constantOf(doTrain.possible) === false &&
    program.callsNamed('train').every(({ site }) => site.arguments.length > 0);
  return cpu || ownedElsewhere || onlyEvaluates || neverTrains(program) || isQuantised(program) || isInTest(call.context) || ml.devices.mps;
}

/** Lower precision was tried and given up, or there is no GPU for it: `# fp16=True`, `# on a CPU`, `# gives NaN`. */
function saysWhy(remark: string): boolean {
  return /\b(fp16|bf16|fp32|float32|cpu|mps|macs?|macbook|apple|m[1-4]|nan|overflow)\b/i.test(remark);
}

/** A trainer is made here, and these arguments, whose name nothing reads, are not handed to it. */
function isNeverRead(program: Program, call: Activation): boolean {
  const name = nameOf(program, call);
  const makesTrainer = program.activations.some(({ site }) => site.name.endsWith('Trainer'));
  if (name === undefined || !/^\w+$/.test(name) || call.context !== null || !makesTrainer) {
    return false;
  }
  const read = new RegExp(`(?<![\\w.])${name}(?!\\w)`, 'g');
  return program.document.fragments.reduce((count, { text }) => count + (text.match(read)?.length ?? 0), 0) === 1;
}

/** Something is evaluated or predicted here, and nothing trained. */
function neverTrains(program: Program): boolean {
  const trains = ['train', 'hyperparameter_search', 'fit'].some((name) => program.callsNamed(name).length > 0);
  return !trains && ['evaluate', 'predict'].some((name) => program.callsNamed(name).some(({ callee }) => callee.kind === 'method'));
}

/** Weights of 4 or 8 bits have their own type to compute in. */
function isQuantised(program: Program): boolean {
  return (
    program.callsOf('transformers.BitsAndBytesConfig').length > 0 ||
    program.callsNamed('prepare_model_for_kbit_training').length > 0 ||
    program
      .callsNamed('from_pretrained')
      .some(({ arguments: given }) => ['quantization_config', 'load_in_4bit', 'load_in_8bit'].some((name) => given.keywords.has(name)))
  );
}

/** A person gives it when the script is started. */
function isInput(value: Possible): boolean {
  return value.options.some(({ trail }) => stepsOf(trail).some(({ kind }) => kind !== 'literal' && kind !== 'assigned'));
}

function fixes(program: Program, site: CallSite, activations: readonly Activation[]): readonly FixProposal[] {
  const [call] = activations;
  const bf16 = call?.arguments.get('bf16');
  const fp16 = call?.arguments.get('fp16');
  const isElsewhere = (answer: typeof bf16): boolean =>
    answer?.kind === 'given' && (answer.argument?.name === undefined || answer.argument.name === null || isInput(answer.possible));
  if (isElsewhere(bf16) || isElsewhere(fp16)) {
    return [];
  }
  const torch = insertImport(program, 'import torch', spanOf(site.place));
  const set = (name: string, answer: typeof bf16, text: string): FixProposal['edits'] =>
    answer?.kind === 'given' && answer.argument !== null ? replaceArgument(answer.argument, text) : addKeyword(site, name, text);
  return [
    ...(torch === undefined
      ? []
      : [
          {
            title: 'Train in bfloat16 where the GPU supports it',
            safe: false,
            edits: [...set('bf16', bf16, `${torch.name}.cuda.is_bf16_supported()`), ...torch.edits],
          },
        ]),
    { title: 'Train in float16', safe: false, edits: set('fp16', fp16, 'True') },
  ];
}
