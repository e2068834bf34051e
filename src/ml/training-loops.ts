import { completeItems } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import { layers, type Context, type LoopInfo } from '../python/program/context';
import type { Program } from '../python/program/program';
import { constantOf } from '../python/values/possible';
import type { FunctionValue } from '../python/values/value';
import { ancestors, iterableSources } from './data-flow';
import { isInLoop, libraryName, loopsAround, samePlace } from './surroundings';
import { dictionary } from '../python/dictionary';

/** A hand-written training loop: forward, backward and an optimizer's step in one loop. */
export interface TrainingLoop {
  /** Goes over batches. */
  readonly batch: LoopInfo;
  /** Goes over epochs, around the batch loop; null when there is none. */
  readonly epoch: LoopInfo | null;
  readonly backward: Activation;
  readonly step: Activation;
  /** Calls between the batch and the loss: the model's forward pass among them. */
  readonly graph: ReadonlySet<Activation>;
}

const stepOwners = /(sched|scheduler|lr_s|warmup|prof|profiler|env|swa|ema|stepper|early)/i;

/** Whether a call is an optimizer's step, as far as the code tells. */
export function isOptimizerStep(program: Program, call: Activation): boolean {
  if (call.site.name !== 'step' || call.site.receiverText === null) {
    return false;
  }
  const types = call.receiver?.options.flatMap(({ value }) => program.typesOf(value)) ?? [];
  if (types.some((type) => type.startsWith('torch.optim.lr_scheduler.'))) {
    return false;
  }
  return (
    types.some((type) => type === 'torch.optim.Optimizer' || type.startsWith('torch.optim.')) ||
    (!stepOwners.test(call.site.receiverText) && call.arguments.positional.length <= 1)
  );
}

/**
 * Calls that start the backward pass: `loss.backward()`, `accelerator.backward(loss)`, `scaler.scale(loss).backward()`, and the loss
 * scalers of timm and its descendants, which are given loss and optimizer and do both: `loss_scaler(loss, optimizer, …)`.
 */
export function backwardCalls(program: Program): readonly Activation[] {
  const known = rememberedBackward.get(program) ?? findBackwardCalls(program);
  rememberedBackward.set(program, known);
  return known;
}

const rememberedBackward = new WeakMap<Program, readonly Activation[]>();

function findBackwardCalls(program: Program): readonly Activation[] {
  const named = [...program.callsNamed('backward'), ...program.callsNamed('manual_backward')].filter(
    (call) => call.callee.kind !== 'function',
  );
  return [...named, ...scalerCalls(program)];
}

function scalerCalls(program: Program): readonly Activation[] {
  return scalerNames
    .flatMap((name) => program.callsNamed(name))
    .filter((call) => call.callee.kind !== 'function' && call.callee.kind !== 'library' && call.arguments.positional.length >= 2);
}

const scalerNames = ['loss_scaler', 'scaler', 'grad_scaler', 'amp_scaler'];

/** The training loops of the analysed document, or that functions of it are called from, each once. */
export function findTrainingLoops(program: Program): readonly TrainingLoop[] {
  const steps = [
    ...program.callsNamed('step').filter((call) => isOptimizerStep(program, call)),
    // `xm.optimizer_step(optimizer)`, on TPUs.
    ...program.callsNamed('optimizer_step').filter(({ arguments: { positional } }) => positional.length > 0),
    ...scalerCalls(program),
  ];
  const found: TrainingLoop[] = [];
  for (const backward of backwardCalls(program)) {
    const around = loopsAround(backward.context);
    for (const [index, batch] of around.entries()) {
      const step = steps.find((call) => isInLoop(call.context, batch));
      if (step === undefined) {
        continue;
      }
      if (!found.some((loop) => samePlace(loop.batch, batch))) {
        const epoch = around.slice(index + 1).find((loop) => !isPhaseLoop(loop)) ?? null;
        found.push({ batch, epoch, backward, step, graph: graphOf(backward, batch) });
      }
      break;
    }
  }
  return found;
}

/**
 * Loops that go down the gradient without an optimizer: a backward pass, and weights from which a multiple of their gradient is taken,
 * `w -= rate * w.grad`.
 */
export function findWrittenDescents(program: Program): readonly TrainingLoop[] {
  const updates = program.assignments.filter(({ operator, valuePlace }) => operator === '-' && /\.grad\b/.test(program.textOf(valuePlace)));
  const found: TrainingLoop[] = [];
  for (const backward of updates.length === 0 ? [] : backwardCalls(program)) {
    const around = loopsAround(backward.context);
    const index = around.findIndex((loop) => updates.some(({ context }) => isInLoop(context, loop)));
    const batch = around[index];
    if (batch !== undefined && !found.some((loop) => samePlace(loop.batch, batch))) {
      const epoch = around.slice(index + 1).find((loop) => !isPhaseLoop(loop)) ?? null;
      found.push({ batch, epoch, backward, step: backward, graph: graphOf(backward, batch) });
    }
  }
  return found;
}

/** `for phase in ["train", "val"]`: trains in one of its rounds and tests in the others. */
export function isPhaseLoop({ iterable }: LoopInfo): boolean {
  const phases = iterable === null ? undefined : completeItems(iterable)?.map(constantOf);
  return (
    phases !== undefined &&
    phases.length > 1 &&
    phases.length <= 3 &&
    phases.every((phase) => typeof phase === 'string' && phaseNames.test(phase))
  );
}

const phaseNames = /^(train(ing)?|val(id|idation)?|test(ing)?|eval(uation)?|dev)$/i;

/** Calls inside the loop from which the loss was computed. */
function graphOf(backward: Activation, loop: LoopInfo): ReadonlySet<Activation> {
  const graph = new Set<Activation>();
  const starts = [...(backward.receiver === null ? [] : [backward.receiver]), ...backward.arguments.positional.slice(0, 1)];
  for (const start of starts) {
    for (const activation of ancestors(start)) {
      if (isInLoop(activation.context, loop) && !isTransfer(activation)) {
        graph.add(activation);
        addCallers(activation, loop, graph);
      }
    }
  }
  return graph;
}

/** A call made inside a model's own forward pass belongs to the model's call. */
function addCallers(call: Activation, loop: LoopInfo, graph: Set<Activation>): void {
  for (const layer of layers(call.context)) {
    if (layer.kind === 'frame' && layer.by?.callee.kind === 'object' && isInLoop(layer.by.context, loop)) {
      graph.add(layer.by);
    }
  }
}

const transfers = new Set([
  'to',
  'cuda',
  'cpu',
  'float',
  'long',
  'half',
  'to_device',
  'size',
  'next',
  'zip',
  'enumerate',
  'tqdm',
  'range',
  'len',
  'item',
  'shape',
  'dim',
  'view',
  'reshape',
]);

/** Moves, casts and book-keeping: a value that passed only through these is an input, not a result of the model. */
export function isTransfer(activation: Activation): boolean {
  return transfers.has(activation.site.name) && libraryName(activation.callee)?.startsWith('torch.nn.') !== true;
}

/** A loop over epochs by the names it uses: it sees all data in each round. */
export function goesOverEpochs({ targets, iterableText }: LoopInfo): boolean {
  return targets.some((name) => /^_?(epochs?|ep|e)$/i.test(name)) || (/epoch/i.test(iterableText) && namesEpochs(iterableText));
}

/** `range(start_epoch, epochs)`; not `tqdm(loader, desc=f"Epoch {epoch}")` or `logger.log_every(loader, epoch)`, which are told the number of one. */
function namesEpochs(iterableText: string): boolean {
  const text = iterableText.replaceAll(/"[^"]*"|'[^']*'/g, '""');
  const [, called, given] = /^([\w.]+)\((.*)\)$/.exec(text) ?? [];
  if (called === undefined || given === undefined || /range$|islice$/.test(called)) {
    return epochWords.test(text);
  }
  return epochWords.test(called) || namesEpochs(firstArgument(given));
}

const epochWords = /epoch(?!s?_?(iter|batch|data|loader|p?bar|progress))/i;

/** What stands before the first comma that is in no bracket. */
function firstArgument(text: string): string {
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(/[()[\]{},]/g)) {
    if (mark === ',' && depth === 0) {
      return text.slice(0, index);
    }
    depth += '([{'.includes(mark) ? 1 : ')]}'.includes(mark) ? -1 : 0;
  }
  return text;
}

/** Methods that a framework calls once a batch, by the class they belong to. */
export const batchHooks: Readonly<Record<string, readonly string[]>> = dictionary({
  'lightning.pytorch.LightningModule': ['training_step'],
  'pytorch_lightning.LightningModule': ['training_step'],
  'lightning.LightningModule': ['training_step'],
  'transformers.Trainer': ['compute_loss', 'training_step'],
});

/** The hook a context runs in, when the function is one that a framework calls once a batch. */
export function batchHookAround(program: Program, context: Context): FunctionValue | null {
  for (const layer of layers(context)) {
    if (layer.kind !== 'frame' || layer.owner === null) {
      continue;
    }
    const bases = program.basesOf(layer.owner).library;
    if (bases.some((base) => batchHooks[base]?.includes(layer.of.name) === true)) {
      return layer.of;
    }
  }
  return null;
}

const batchIterables = /(^|[._(])(\w*(loader|batches)|dl|\w+_dl)\b/i;

/** The innermost loop around a context of which every round is a batch: a training step, or what a loader yields. */
export function batchLoopAround(program: Program, trainingLoops: readonly TrainingLoop[], context: Context): LoopInfo | undefined {
  return loopsAround(context).find(
    (loop) =>
      loop.kind !== 'comprehension' &&
      !goesOverEpochs(loop) &&
      (trainingLoops.some(({ batch }) => samePlace(batch, loop)) || batchIterables.test(loop.iterableText) || yieldsBatches(program, loop)),
  );
}

function yieldsBatches(program: Program, { iterable }: LoopInfo): boolean {
  return iterableSources(iterable).some((source) =>
    source.options.some(({ value }) => program.typesOf(value).some((type) => type === 'torch.utils.data.DataLoader')),
  );
}
