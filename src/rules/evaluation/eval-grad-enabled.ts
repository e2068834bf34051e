import { calledObject, receiverObject, type ObjectKey } from '../../ml/called-object';
import { ancestors, iterableSources } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { networkSize } from '../../ml/network-size';
import { freezes } from '../../ml/frozen-parts';
import { isRecordedShort, recordedAt, startOf } from '../../ml/recorded-run';
import { isForOldTorch } from '../../ml/old-torch';
import { preparesInput } from '../../ml/tokenizers';
import { recordingIn, switchedOffGlobally } from '../../ml/gradients';
import { passesOver, torchLoaders } from '../../ml/loaders';
import { countedRounds } from '../../ml/loop-rounds';
import { constantArgument, innermostFrame, isInLambda, loopsAround, makers, samePlace, surroundedBy } from '../../ml/surroundings';
import { heaviestTraining } from '../../ml/training-work';
import { loopsInFunction } from '../../ml/written-loops';
import type { Activation } from '../../python/program/call-site';
import { layers, type Context, type LoopInfo } from '../../python/program/context';
import { insertImport, wrapInWith } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { detachedForwards } from './detached-forward';
import { innerLoop, isForOneLook } from './one-look';

const message =
  'The model is in evaluation mode here, but autograd still records every operation and keeps its intermediate results. Put the forward pass under torch.no_grad() or torch.inference_mode(): less memory, so larger evaluation batches fit.';

const onlyLookedAt =
  'This forward pass is only for looking at: its result is stored or shown and never differentiated, but autograd records every operation of it. Put it under torch.no_grad() or torch.inference_mode().';

/** Inference with autograd recording. */
export const evalGradEnabled: Rule = {
  meta: {
    id: 'eval-grad-enabled',
    topic: 'evaluation',
    title: 'Inference with autograd recording',
    severity: 'warning',
    frameworks: ['torch', 'transformers'],
    markers: ['.eval(', '.train(False', 'save_image(', 'make_grid(', 'add_image', '.detach('],
    saving: {
      energyShare: { low: 0, high: 0.02 },
      evidence: 'energy',
      source: 'creedengo GCI100 (2025): -2 % CO2e; the larger gain is memory',
    },
  },
  *check(program, ml) {
    const modes = modeChanges(program);
    if (!usesTorch(program) || switchedOffGlobally(program)) {
      return;
    }
    const differentiated = differentiatedCalls(program);
    for (const call of detachedForwards(program, ml, differentiated)) {
      yield { ...finding(program, call, []), message: onlyLookedAt, confidence: 'medium', severity: 'hint' };
    }
    if (modes.every(({ evaluates }) => !evaluates)) {
      return;
    }
    const training = functionsThatTrain(program);
    const learning = new Set([...differentiated].map(({ site }) => site));
    const found = new Map<string, Activation[]>();
    for (const call of program.activations) {
      const object = calledObject(call);
      if (object === undefined || !program.isHere(call.site.place) || differentiated.has(call)) {
        continue;
      }
      const mode = modes.findLast((change) => change.object === object && change.call.order < call.order);
      if (mode?.evaluates === true && isRecorded(program, call, mode.call)) {
        const region = regionOf(call, training);
        found.set(region, [...(found.get(region) ?? []), call]);
      }
    }
    for (const calls of found.values()) {
      const [first, ...others] = calls.sort((a, b) => a.order - b.order);
      if (first !== undefined) {
        // One loop for both phases: what it needs is set_grad_enabled, and only in one of them.
        const trainsToo = calls.some(({ site }) => learning.has(site));
        const isWorthIt = !trainsToo && evaluatesLargeNetwork(program, ml, first);
        yield { ...finding(program, first, others), ...(isWorthIt ? {} : { severity: 'hint' as const }) };
      }
    }
  },
};

/** All that is recorded takes memory worth a word: a large network, none of it frozen, goes over a data set. */
function evaluatesLargeNetwork(program: Program, ml: MlView, { callee, context, site }: Activation): boolean {
  const loops = loopsInFunction(context).filter(({ kind }) => kind === 'for');
  const goesOverData = loops.some((loop) => !/\brange\(/.test(loop.iterableText) && (countedRounds(loop) ?? Infinity) >= someRounds);
  if (
    !goesOverData ||
    isForOldTorch(program) ||
    freezes(program) ||
    ml.devices.cpuOnly ||
    loops.some((loop) => isOneByOne(program, loop))
  ) {
    return false;
  }
  if (staysOnCpu(program, loops)) {
    return false;
  }
  if (isRecordedShort(recordedAt(program, startOf(site.place, context)))) {
    return false;
  }
  const heaviness = heaviestTraining(ml);
  const model = callee.kind === 'object' || callee.kind === 'unknown' ? callee.of : null;
  return heaviness === 'heavy' || (heaviness === 'unknown' && networkSize(program, model) === 'large');
}

/** Batches or texts that are counted in the code, of which fewer are examples. */
const someRounds = 50;

/** Lightning trains on the GPU and hands the model back on the CPU; a loop that moves nothing evaluates there. */
function staysOnCpu(program: Program, loops: readonly LoopInfo[]): boolean {
  return (
    program.callsOf('lightning.pytorch.Trainer').length > 0 &&
    loops.every(({ place }) => !/\.(to|cuda)\(|device/.test(program.textOf(place)))
  );
}

/** Batches of one sample: there is memory to spare. */
function isOneByOne(program: Program, loop: LoopInfo): boolean {
  return torchLoaders
    .flatMap((name) => program.callsOf(name))
    .some(
      (loader) => constantArgument(loader, 'batch_size', 1) === 1 && passesOver(program, loader).some((pass) => samePlace(pass.loop, loop)),
    );
}

/** Other frameworks have an `eval` too. */
function usesTorch(program: Program): boolean {
  return [...program.imports].some((name) => torchPackages.test(name));
}

const torchPackages =
  /^(torch\w*|transformers|timm|lightning|pytorch_lightning|accelerate|diffusers|peft|sentence_transformers|monai|open_clip|clip|ultralytics|segmentation_models_pytorch|fairseq|detectron2)(\.|$)/;

interface ModeChange {
  readonly object: ObjectKey;
  readonly call: Activation;
  readonly evaluates: boolean;
}

/** Every `model.eval()` and `model.train(…)`, in order. */
function modeChanges(program: Program): readonly ModeChange[] {
  const changes: ModeChange[] = [];
  for (const call of [...program.callsNamed('eval'), ...program.callsNamed('train')].sort((a, b) => a.order - b.order)) {
    const object = receiverObject(call);
    const isFrame = call.receiver?.options.some(({ value }) => program.typesOf(value).some((type) => type.startsWith('pandas.'))) === true;
    if (
      object === undefined ||
      call.callee.kind === 'function' ||
      isFrame ||
      (call.site.name === 'eval' && call.arguments.positional.length > 0)
    ) {
      continue;
    }
    const [mode] = call.arguments.positional;
    const isTraining = call.site.name === 'train' && (mode === undefined || constantOf(mode) !== false);
    changes.push({ object, call, evaluates: !isTraining });
  }
  return changes;
}

/** Calls from whose results something is differentiated: saliency, adversarial examples, distillation into the same graph. */
function differentiatedCalls(program: Program): ReadonlySet<Activation> {
  const calls = new Set<Activation>();
  for (const call of [
    ...program.callsNamed('backward'),
    ...program.callsOf('torch.autograd.grad'),
    ...program.callsOf('torch.autograd.backward'),
  ]) {
    for (const value of [...(call.receiver === null ? [] : [call.receiver]), ...call.arguments.positional]) {
      for (const activation of ancestors(value)) {
        calls.add(activation);
      }
    }
  }
  return calls;
}

function isRecorded(program: Program, call: Activation, evaluated: Activation): boolean {
  const here = innermostFrame(call.context);
  const isApart = here !== null && here.by === null && innermostFrame(evaluated.context)?.of !== here.of;
  const trainsHere = program.callsNamed('backward').length > 0;
  return (
    recordingIn(program, call.context) === 'on' &&
    !isInTest(call.context) &&
    !preparesInput(program, call) &&
    !passesOn(call) &&
    !(isApart && trainsHere) &&
    !isOwnedByFramework(program, call.context) &&
    !isFrozen(program, call) &&
    !switchesOffItself(program, call) &&
    !wantsInputGradient(program) &&
    !isForOneLook(program, call) &&
    !isVolatile(program)
  );
}

/** The forward pass of a module around it, which nothing here calls: whoever calls that decides. */
function passesOn(call: Activation): boolean {
  const frame = innermostFrame(call.context);
  return frame !== null && frame.owner !== null && frame.by === null && /^(forward|__call__|call)$/.test(frame.of.name);
}

/** Lightning switches recording off for its validation and prediction hooks itself. */
function isOwnedByFramework(program: Program, context: Context): boolean {
  return surroundedBy(
    context,
    (layer) =>
      layer.kind === 'frame' &&
      layer.owner !== null &&
      program.basesOf(layer.owner).library.some((base) => base.endsWith('.LightningModule') || base.endsWith('.Callback')),
  );
}

/** No parameter of the model needs a gradient, so nothing is recorded. */
function isFrozen(program: Program, call: Activation): boolean {
  const object = calledObject(call);
  const inOneCall = program
    .callsNamed('requires_grad_')
    .some(
      (freeze) =>
        receiverObject(freeze) === object &&
        freeze.arguments.positional[0] !== undefined &&
        constantOf(freeze.arguments.positional[0]) === false,
    );
  const oneByOne = program.loops.some(
    (loop) =>
      iterableSources(loop.iterable)
        .flatMap(makers)
        .some((made) => made.site.name === 'parameters' && receiverObject(made) === object) &&
      /\.requires_grad(\s*=\s*False|_\(\s*False\s*\))/.test(program.textOf(loop.place)),
  );
  // `freeze()` of a LightningModule.
  const byName = program.callsNamed('freeze').some((freeze) => receiverObject(freeze) === object);
  return inOneCall || byName || (oneByOne && program.callsNamed('backward').length === 0);
}

/** The model's own forward pass runs without recording. */
function switchesOffItself(program: Program, call: Activation): boolean {
  return program.activations.some(
    (inner) =>
      surroundedBy(inner.context, (layer) => layer.kind === 'frame' && layer.by === call) && recordingIn(program, inner.context) === 'off',
  );
}

/** Gradients with respect to an input are wanted somewhere in this code. */
function wantsInputGradient(program: Program): boolean {
  return program.callsNamed('requires_grad_').some((call) => {
    const [mode] = call.arguments.positional;
    return (
      (mode === undefined || constantOf(mode) === true) &&
      program.callsNamed('backward').length + program.callsOf('torch.autograd.grad').length > 0
    );
  });
}

/** `Variable(x, volatile=True)` recorded nothing before PyTorch 0.4; who reads with `.item()` has a later one, where it does nothing. */
function isVolatile(program: Program): boolean {
  return (
    (program.callsNamed('item').length === 0 || program.document.fragments.some(({ text }) => /\bloss\.data\[0\]/.test(text))) &&
    program.callsNamed('Variable').some(({ arguments: given }) => given.keywords.has('volatile'))
  );
}

/** Functions in which something is differentiated: recording cannot be switched off for the whole of them. */
function functionsThatTrain(program: Program): ReadonlySet<unknown> {
  return new Set(
    program
      .callsNamed('backward')
      .flatMap(({ context }) => [...layers(context)].map((layer) => (layer.kind === 'frame' ? layer.of.node : null))),
  );
}

/** What one change puts right: the whole function of a loop where nothing trains, else the innermost loop, else the call itself. */
function regionOf(call: Activation, training: ReadonlySet<unknown>): string {
  const node = innermostFrame(call.context)?.of.node;
  const [loop] = loopsAround(call.context);
  const place =
    (node !== undefined && !training.has(node) && innerLoop(call) !== undefined ? node : loop?.place) ?? node ?? call.site.place;
  const { fragment, start } = spanOf(place);
  return `${fragment}:${start}`;
}

function finding(program: Program, call: Activation, others: readonly Activation[]): FindingProposal {
  const fixes = [fix(program, call, others, 'no_grad'), fix(program, call, others, 'inference_mode')].filter(
    (proposal) => proposal !== undefined,
  );
  // One forward pass outside of every loop is a look at an example, or the last step of a script.
  const isOnce = [call, ...others].every(({ context }) => loopsAround(context).length === 0);
  return {
    place: calleePlace(call.site),
    message,
    confidence: 'high',
    ...(isOnce ? { severity: 'hint' as const } : {}),
    change: { evalWithoutGrad: true },
    fixes,
  };
}

/** Wraps the loop around the call where it stands in the same function, else the statements from the first call to the last. */
function fix(
  program: Program,
  call: Activation,
  others: readonly Activation[],
  manager: 'no_grad' | 'inference_mode',
): FixProposal | undefined {
  const torch = insertImport(program, 'import torch', spanOf(call.site.place));
  const loop = innerLoop(call);
  const statement = program.statementAround(spanOf(call.site.place))?.span;
  const span = loop === undefined ? statement : spanOf(loop);
  if (torch === undefined || span === undefined || isInLambda(call.context)) {
    return undefined;
  }
  const header = `with ${torch.name}.${manager}():`;
  const ends = others.map(({ site }) => program.statementAround(spanOf(site.place))?.span).filter((one) => one?.fragment === span.fragment);
  const whole = { ...span, end: Math.max(span.end, ...ends.map((one) => one?.end ?? 0)) };
  const together = loop === undefined ? wrapInWith(program, whole, header) : [];
  const edits = together.length > 0 ? together : wrapInWith(program, span, header);
  const reached = together.length > 0 ? whole : span;
  const coversAll = ends.every((one) => one === undefined || (reached.start <= one.start && one.end <= reached.end));
  return edits.length === 0 || !coversAll
    ? undefined
    : { title: `Run it under torch.${manager}()`, safe: false, edits: [...edits, ...torch.edits] };
}
