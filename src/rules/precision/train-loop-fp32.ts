import { namesGpuWithoutTensorCores } from '../../ml/devices';
import { comparesPrecisions, isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { networkSize, passesMessages } from '../../ml/network-size';
import { freezes } from '../../ml/frozen-parts';
import { isForOldTorch } from '../../ml/old-torch';
import { autocastAround, isSwitchedFromOutside, mayBeLoweredAround } from '../../ml/precision';
import { callsHereAround, isInLoop, surroundedBy } from '../../ml/surroundings';
import { findTrainSteps } from '../../ml/train-steps';
import type { TrainingLoop } from '../../ml/training-loops';
import { heavinessAt } from '../../ml/training-work';
import { codeOf, isNeverCalled } from '../../ml/unused-code';
import type { Activation, Callee } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { insertAfterImports, wrapStatements } from '../precision/autocast-fix';
import type { Value } from '../../python/values/value';
import { calleePlace } from '../quoting';
import type { FindingProposal, Rule } from '../rule';

const message =
  'This loop trains on a GPU in plain float32, which leaves its tensor cores mostly unused. Run the forward pass and the loss under torch.autocast (bfloat16 on recent GPUs), or at least allow TF32 with torch.set_float32_matmul_precision("high").';

/** A CUDA training loop in plain float32. */
export const trainLoopFp32: Rule = {
  meta: {
    id: 'train-loop-fp32',
    topic: 'precision',
    title: 'A GPU training loop in plain float32',
    severity: 'warning',
    frameworks: ['torch'],
    markers: ['backward'],
    saving: {
      energyShare: { low: 0.12, high: 0.21 },
      evidence: 'energy',
      source: 'Tuning Green AI pipelines 2025 (ModernBERT, fp16: -20.5 % energy); TU Delft Sustainable SE 2026 (-12 %)',
    },
  },
  *check(program, ml) {
    yield* methods(program, ml);
    for (const loop of ml.trainingLoops) {
      const forward = firstForward(loop);
      const at = forward === undefined ? undefined : callHere(program, forward, loop);
      if (
        forward !== undefined &&
        at !== undefined &&
        !isHandedStep(forward) &&
        isPlainFloat32(program, ml, forward) &&
        !isInTest(forward.context)
      ) {
        const size = networkSize(program, forward.callee.kind === 'object' || forward.callee.kind === 'unknown' ? forward.callee.of : null);
        if (size === 'large' || (at === forward && size !== 'tiny' && !isBoundByLaunches(program))) {
          yield {
            ...finding(program, loop, forward, at),
            ...(size !== 'large' || speaksAgainst(program, ml, loop) || heavinessAt(program, ml, at.site.place) !== 'heavy'
              ? { severity: 'hint' }
              : {}),
          };
        }
      }
    }
  },
};

/** Methods that are one step, whose loop is in another file: how long it trains is not known. */
function* methods(program: Program, ml: MlView): Iterable<FindingProposal> {
  for (const step of findTrainSteps(program)) {
    const forward = program.isHere(step.of.node) ? firstForward(step) : undefined;
    if (
      forward !== undefined &&
      program.isHere(forward.site.place) &&
      !isHandedStep(forward) &&
      isPlainFloat32(program, ml, forward) &&
      !isInTest(forward.context) &&
      networkSize(program, forward.callee.kind === 'object' || forward.callee.kind === 'unknown' ? forward.callee.of : null) === 'large'
    ) {
      yield {
        place: calleePlace(forward.site),
        message,
        confidence: 'medium',
        severity: 'hint',
        change: { precision: 'amp-bf16' },
        fixes: [],
      };
    }
  }
}

/** The GPU or autocast is a matter of switches, the GPU is too old to gain, a hundred steps look for a rate, or nothing runs the loop. */
function speaksAgainst(program: Program, ml: MlView, { step }: TrainingLoop): boolean {
  return (
    ml.devices.cudaBySwitch ||
    comparesPrecisions(program.document.path) ||
    isForApple(program, ml) ||
    isSwitchedFromOutside(program) ||
    namesGpuWithoutTensorCores(program) ||
    freezes(program) ||
    isRecurrent(program) ||
    surroundedBy(step.context, (layer) => layer.kind === 'frame' && layer.owner !== null && /lr_?find/i.test(layer.owner.name)) ||
    isNeverCalled(program, step.context)
  );
}

/** An Apple GPU is chosen where there is one, and CUDA is no choice: what is called of it only seeds or frees it, where it is there. */
function isForApple(program: Program, ml: MlView): boolean {
  return ml.devices.mps && !/["']cuda(:\d+)?["']|\.cuda\(/.test(codeOf(program));
}

/** Small recurrent networks and messages on graphs launch many kernels of little work: their steps are no shorter in half precision. */
function isBoundByLaunches(program: Program): boolean {
  return isRecurrent(program) || passesMessages(program);
}

/** A step of time after the other: each is a small product, and launches bind them. */
function isRecurrent(program: Program): boolean {
  return ['LSTM', 'GRU', 'RNN', 'LSTMCell', 'GRUCell', 'RNNCell'].some((name) => program.callsOf(`torch.nn.${name}`).length > 0);
}

/** The model's call: the first call in the loop from which the loss was computed; undefined where no model is called. */
function firstForward({ graph }: Pick<TrainingLoop, 'graph'>): Activation | undefined {
  const calls = [...graph].filter((call) => !isLoss(call) && !isTensorMethod(call)).sort((a, b) => a.order - b.order);
  const reached = (...kinds: readonly Callee['kind'][]): Activation | undefined => calls.find(({ callee }) => kinds.includes(callee.kind));
  return (
    calls.find(({ context }) => autocastAround(context) !== undefined) ??
    reached('object') ??
    reached('unknown', 'outside') ??
    reached('method', 'function')
  );
}

/** The model's call, or what this file calls in the loop for a function of another file that makes it: `dpo_loss(model, batch)`. */
function callHere(program: Program, forward: Activation, { batch }: TrainingLoop): Activation | undefined {
  if (program.isHere(forward.site.place)) {
    return forward;
  }
  const [by] = callsHereAround(program, forward.context);
  return by !== undefined && isInLoop(by.context, batch) ? by : undefined;
}

/** `image.mean()`, `labels.unsqueeze(1)`: a method of a tensor, or one that is given no data to work on. */
function isTensorMethod({ callee, arguments: given }: Activation): boolean {
  const hasData =
    given.openKeywords ||
    [...given.positional, ...given.keywords.values()].some(
      (value) => !value.closed || value.options.some((one) => one.value.kind !== 'constant'),
    );
  return callee.kind === 'method' && (callee.className === 'torch.Tensor' || !hasData);
}

/** A loss of torch, or something that is called one. */
function isLoss({ callee, site }: Activation): boolean {
  const isLossClass =
    callee.kind === 'object' &&
    callee.of.options.some(({ value }) => value.kind === 'instance' && /^torch\.nn\.\w*Loss$/.test(value.className));
  return isLossClass || /loss|criterion/i.test(site.name);
}

/** `loss = training_step(batch, model)`, a function that was handed over: what it does inside is not known. */
function isHandedStep({ callee, site }: Activation): boolean {
  return callee.kind === 'unknown' && /(step|func|fn|closure)$/i.test(site.name);
}

function isPlainFloat32(program: Program, ml: MlView, forward: Activation): boolean {
  const { devices } = ml;
  if (!devices.cuda || devices.other !== null || ml.precision.kind !== 'none' || ml.usesTf32 || mayBeLoweredAround(forward.context)) {
    return false;
  }
  const around = autocastAround(forward.context);
  return (
    (around === undefined || around.enabled === false) && !usesDouble(program) && !isForOldTorch(program) && !isScaledForCaller(program)
  );
}

/** `with amp.scale_loss(loss, optimizer)`, of Apex, and no `amp.initialize`: whoever hands the model over says how it computes. */
function isScaledForCaller(program: Program): boolean {
  return program.callsNamed('scale_loss').length > 0 && !/\bamp\.initialize\s*\(/.test(codeOf(program));
}

/** Physics and adversarial code that needs float64 would be broken by less. */
function usesDouble(program: Program): boolean {
  return (
    program.callsNamed('double').some(({ callee }) => callee.kind === 'method') ||
    program
      .callsOf('torch.set_default_dtype')
      .some((call) => call.arguments.positional[0]?.options.some(({ value }) => isDouble(value)) === true) ||
    program.activations.some(({ arguments: { keywords } }) => {
      const type = keywords.size === 0 ? undefined : (keywords.get('dtype') ?? keywords.get('torch_dtype'));
      return type?.options.some(({ value }) => isDouble(value)) === true;
    })
  );
}

function isDouble(value: Value): boolean {
  return value.kind === 'external' && (value.name === 'torch.float64' || value.name === 'torch.double');
}

function finding(program: Program, loop: TrainingLoop, forward: Activation, at: Activation): FindingProposal {
  const around = at === forward ? autocastAround(forward.context) : undefined;
  const place = around?.enabled === false ? calleePlace(around.by.site) : calleePlace(at.site);
  const wrap = around === undefined ? wrapStatements(program, forward, loop) : undefined;
  const tf32 = insertAfterImports(program, spanOf(at.site.place), 'torch.set_float32_matmul_precision("high")', 'import torch');
  return {
    place,
    message,
    confidence: 'high',
    change: { precision: 'amp-bf16' },
    fixes: [
      ...(wrap === undefined ? [] : [{ title: 'Run the forward pass in bfloat16 autocast', safe: false, edits: wrap }]),
      ...(tf32 === undefined ? [] : [{ title: 'Allow TF32 matrix products', safe: false, edits: tf32 }]),
    ],
  };
}
