import { deviceAncestors, hostReads, originOf } from '../../ml/data-flow';
import { isBestMetricGuard, isDebugGuard, isFaultGuard, isIntervalGuard, periodOf } from '../../ml/guards';
import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import {
  callsHereAround,
  guardsWithin,
  innermostFrame,
  isInLoop,
  libraryName,
  liesIn,
  loopsAround,
  samePlace,
  surroundedBy,
} from '../../ml/surroundings';
import { enteredFunction, findTrainSteps, type TrainStep } from '../../ml/train-steps';
import { batchHookAround, goesOverEpochs, isOptimizerStep } from '../../ml/training-loops';
import { listed } from '../../python/evaluate/containers';
import type { Activation } from '../../python/program/call-site';
import type { Context, LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import type { Possible } from '../../python/values/possible';
import type { Place } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { FindingProposal, Rule } from '../rule';

type SyncKind = 'read' | 'wait' | 'print';

const conversions = new Set(['builtins.float', 'builtins.int', 'builtins.bool']);
/** Calls that read tensors which they are handed: they turn tokens into text, and numbers into curves and lines. */
const handedReads =
  /(^|\.)(batch_decode|add_scalar|set_postfix|set_postfix_str|set_description|(logg?er|logging)\.info|(tokenizer|processor)\.decode)$/;
const waits = new Set(['torch.cuda.synchronize', 'torch.cuda.current_stream.synchronize']);
const clocks = new Set([
  'time.time',
  'time.perf_counter',
  'time.monotonic',
  'time.process_time',
  'timeit.default_timer',
  'torch.cuda.Event',
]);

const messages: Readonly<Record<SyncKind, string>> = {
  read: 'This reads a value back from the GPU in every training step, so the step waits until all queued work is done. Keep a detached sum on the device and read it every N steps, or once an epoch.',
  wait: 'This waits for the GPU in every training step, so the next step cannot be queued while this one runs. Synchronise only where time is measured.',
  print: 'This prints a GPU tensor in every training step, which waits until all queued work is done. Print every N steps.',
};
const everyFewSteps =
  'This waits for the GPU every few training steps, until all queued work is done. A detached sum on the device that is read every hundred steps or so tells as much.';

/** The host waits for the device in every step. */
export const stepHostSync: Rule = {
  meta: {
    id: 'step-host-sync',
    topic: 'loops',
    title: 'The host waits for the GPU in every step',
    severity: 'hint',
    frameworks: ['torch', 'lightning', 'transformers'],
    markers: [
      ...['.item(', '.cpu(', '.numpy(', '.tolist(', 'synchronize', 'float(', 'int(', 'bool('],
      ...['decode(', 'add_scalar(', 'set_postfix', 'set_description', '.info('],
      // Functions of other files that read what they are handed.
      ...['scalar(', 'numpy(', 'to_np(', 'ccuracy(', 'metric', 'eter', 'score('],
    ],
    needs: [
      ['backward', 'loss', 'optim', 'scaler', 'training_step', 'train_step', 'import *'],
      [
        'cuda',
        'device',
        'Device',
        'DEVICE',
        'gpu',
        'GPU',
        'ccelerat',
        'training_step',
        'ightning',
        'Trainer',
        'fabric',
        'ignite',
        'import *',
      ],
    ],
    saving: {
      energyShare: null,
      evidence: 'none',
      source:
        'PyTorch performance tuning guide: avoid unnecessary CPU-GPU synchronization; no measured figure, it depends on the length of a step',
    },
  },
  *check(program, ml) {
    const told = new Map<object, Map<string, Activation[]>>();
    const inOrder = program.activations
      .flatMap((call) => {
        const kind = isInTest(call.context) ? undefined : syncKind(call);
        return kind === undefined ? [] : [{ call, kind }];
      })
      .sort((a, b) => a.call.order - b.call.order);
    for (const { call, kind } of inOrder) {
      const at = program.isHere(call.site.place) ? call : handedOverAt(program, ml, call);
      const owner = at === undefined ? undefined : ownerOf(program, ml, call, kind);
      if (at === undefined || owner === undefined) {
        continue;
      }
      // What a function does that the step calls is mended there, apart from what the step does itself.
      const inside = innermostFrame(at.context)?.of.node ?? program;
      const byFunction = told.get(inside) ?? new Map<string, Activation[]>();
      told.set(inside, byFunction);
      const inner = loopsAround(call.context)[0];
      const isPerParameter = inner?.iterableText.includes('parameters(') === true;
      const key = `${owner}:${kind}:${at === call ? 'here' : 'elsewhere'}:${isPerParameter ? 'each parameter' : 'step'}`;
      const before = byFunction.get(key) ?? [];
      if (before.every((other) => excludeEachOther(program, other, call))) {
        byFunction.set(key, [...before, call]);
        yield proposalFor(program, ml, call, kind, at === call ? underlined(call) : calleePlace(at.site));
      }
    }
  },
};

/** The call in a step of this file of a function of another file that makes a call in the end. */
function handedOverAt(program: Program, ml: MlView, call: Activation): Activation | undefined {
  const by = [...callsHereAround(program, call.context)].find(({ callee }) => callee.kind === 'function');
  const isInStep =
    by !== undefined &&
    (ml.trainingLoops.some(({ batch }) => program.isHere(batch.place) && isInLoop(by.context, batch)) ||
      batchHookAround(program, by.context) !== null ||
      stepAround(program, by.context) !== undefined);
  return isInStep ? by : undefined;
}

/** In two branches of one `if`: a step takes one of them. */
function excludeEachOther(program: Program, a: Activation, b: Activation): boolean {
  const taken = guardsWithin(a.context, null);
  return guardsWithin(b.context, null).some(
    (guard) =>
      taken.some(
        (other) =>
          other.negated !== guard.negated &&
          other.place.unit === guard.place.unit &&
          other.place.start === guard.place.start &&
          other.place.end === guard.place.end,
      ) && [a, b].every((call) => standsUnder(program, call.site.place, guard.place)),
  );
}

/** In the statement that a test belongs to. Guards are also what decided on a value, wherever that was. */
function standsUnder(program: Program, place: Place, test: Place): boolean {
  const [at, statement] = [program.span(place), program.statementAround(program.span(test))?.span];
  return (
    statement?.document === at.document && statement.fragment === at.fragment && statement.start <= at.start && at.end <= statement.end
  );
}

function proposalFor(program: Program, ml: MlView, call: Activation, kind: SyncKind, place: Place): FindingProposal {
  const batch = loopsAround(call.context).find((loop) => ml.trainingLoops.some((training) => samePlace(training.batch, loop)));
  // What waits in one step of five costs less than what waits in each.
  if (kind === 'read' && isScaled(program, batch)) {
    return { place, message: messages[kind], confidence: 'medium' };
  }
  return guardsWithin(call.context, batch ?? null).some((guard) => (periodOf(guard) ?? 1) > 1)
    ? { place, message: everyFewSteps, confidence: 'medium' }
    : { place, message: messages[kind], confidence: 'high' };
}

/** A gradient scaler reads in each step whether gradients overflowed: the host waits in any case (torch.amp.GradScaler.step, 2.5, 2024). */
function isScaled(program: Program, batch: LoopInfo | undefined): boolean {
  return program
    .callsNamed('step')
    .some(
      ({ site, context, receiver }) =>
        (batch === undefined || isInLoop(context, batch)) &&
        (/scaler$/i.test(site.receiverText ?? '') ||
          receiver?.options.some(({ value }) => program.typesOf(value).some((type) => type.endsWith('.GradScaler'))) === true),
    );
}

function syncKind(call: Activation): SyncKind | undefined {
  const name = libraryName(call.callee) ?? '';
  if (waits.has(name)) {
    return 'wait';
  }
  if (name === 'builtins.print') {
    return 'print';
  }
  if (conversions.has(name)) {
    return 'read';
  }
  const isRead =
    call.callee.kind !== 'function' &&
    (handedReads.test(call.site.text) ||
      (hostReads.has(call.site.name) && call.receiver !== null && call.arguments.positional.length === 0));
  return isRead ? 'read' : undefined;
}

/** The training loop, or the hook a framework calls once a batch, that makes this call in every step; undefined when none does. */
function ownerOf(program: Program, ml: MlView, call: Activation, kind: SyncKind): string | undefined {
  for (const [index, loop] of ml.trainingLoops.entries()) {
    if (
      // One step an epoch, on all data at once: a read an epoch is what the rule asks for.
      goesOverEpochs(loop.batch) ||
      !isInLoop(call.context, loop.batch) ||
      !runsEveryStep(call, loop.batch) ||
      isDeeper(program, call, loop.batch, loop.step)
    ) {
      continue;
    }
    const isMeasured =
      kind === 'wait' &&
      program.activations.some((other) => clocks.has(libraryName(other.callee) ?? '') && isInLoop(other.context, loop.batch));
    const isAway = isOnDevice(ml) || ml.precision.kind === 'elsewhere';
    if (isAway && !isMeasured && (kind === 'wait' || readsDevice(call, loop.graph))) {
      return `loop ${index}`;
    }
  }
  const hook = batchHookAround(program, call.context);
  if (hook !== null && runsEveryStep(call, null) && !ml.devices.cpuOnly) {
    const forwards = new Set(
      program.activations.filter(
        (other) =>
          (other.callee.kind === 'object' ||
            other.callee.kind === 'unknown' ||
            libraryName(other.callee)?.startsWith('torch.nn.functional.') === true) &&
          batchHookAround(program, other.context) === hook,
      ),
    );
    if (kind === 'wait' || readsDevice(call, forwards)) {
      return `hook ${String(hook.node.start)}`;
    }
  }
  const step = isOnDevice(ml) && runsEveryStep(call, null) ? stepAround(program, call.context) : undefined;
  return step !== undefined && (kind === 'wait' || readsDevice(call, step.graph)) ? `step ${String(step.of.node.start)}` : undefined;
}

/** On a GPU, as far as this file tells: the device that it is handed is one to those who wait for it. */
function isOnDevice({ devices }: MlView): boolean {
  return devices.cuda || (devices.handed && devices.other === null);
}

function stepAround(program: Program, context: Context): TrainStep | undefined {
  const entered = loopsAround(context).every(({ kind }) => kind === 'comprehension') ? enteredFunction(context) : null;
  return entered === null ? undefined : findTrainSteps(program).find(({ of }) => of.node === entered.node);
}

function runsEveryStep(call: Activation, loop: LoopInfo | null): boolean {
  if (surroundedBy(call.context, (layer) => layer.kind === 'handler')) {
    return false;
  }
  return !guardsWithin(call.context, loop).some(
    (guard) => isIntervalGuard(guard) || isDebugGuard(guard) || isBestMetricGuard(guard) || isFaultGuard(guard),
  );
}

/** In a loop of its own inside the step: a validation, a list of metrics, an environment that is played in. */
function isDeeper(program: Program, call: Activation, batch: LoopInfo, step: Activation): boolean {
  const inner = loopsAround(call.context).filter(
    (loop) => loop.kind !== 'comprehension' && !samePlace(loop, batch) && liesIn(loop.place, batch.place) && !isInLoop(step.context, loop),
  );
  const plays = (loop: LoopInfo): boolean =>
    loop.kind === 'while' || program.callsNamed('step').some((other) => isInLoop(other.context, loop) && !isOptimizerStep(program, other));
  return inner.length > 0 && (inner.some(plays) || surroundedBy(call.context, (layer) => layer.kind === 'with'));
}

/** Whether what is read was computed by the training step on the device, and was not read before. */
function readsDevice(call: Activation, graph: ReadonlySet<Activation>): boolean {
  const { receiver, site, arguments: given } = call;
  const isHanded = receiver === null || handedReads.test(site.text);
  const read = isHanded ? [...given.positional, ...given.keywords.values()].flatMap(interpolated) : [receiver];
  return read.some((value) => {
    const made = isTensorLike(value) ? [...deviceAncestors(value)] : [];
    const isOfStep = made.some((one) => graph.has(one) && (!isHanded || computesTensors(one)));
    return made.some(measuresGradients) || (isOfStep && !isDrawnOnHost(made));
  });
}

/** `p.grad.norm()` and `clip_grad_norm_(…)`: gradients are where the weights are. */
function measuresGradients({ callee, site }: Activation): boolean {
  return (
    /^torch\.nn\.utils\.(clip_grad\.)?clip_grad_norm_$/.test(libraryName(callee) ?? '') ||
    /\.grad(\.data|\.detach\(\))?$/.test(site.receiverText ?? '')
  );
}

/** A model, a loss, a function of torch: what the host computes for a step, as the weight of a sample, is no such thing. */
function computesTensors({ callee }: Activation): boolean {
  return callee.kind === 'object' || callee.kind === 'unknown' || /^(torch|transformers)\./.test(libraryName(callee) ?? '');
}

/** `Beta(1, 1).sample()`: made of constants alone and on no named device, so it is a number of the host. */
function isDrawnOnHost(made: readonly Activation[]): boolean {
  return made.every(
    ({ callee, arguments: given }) =>
      callee.kind !== 'object' &&
      !given.openKeywords &&
      given.keywords.size === 0 &&
      given.positional.every(({ options }) =>
        options.every(({ value }) => {
          const origin = originOf(value);
          const isEmpty = value.kind === 'sequence' && listed(value).length === 0;
          return value.kind === 'constant' || isEmpty || (origin?.kind === 'call' && made.includes(origin.activation));
        }),
      ),
  );
}

/** What a text is put together from; a value that is no text as it is. */
function interpolated(value: Possible): readonly Possible[] {
  const parts = value.options.flatMap(({ value: option }) =>
    option.kind === 'unknown' && option.type === 'str' && option.origin.kind === 'operation' ? option.origin.inputs : [],
  );
  return parts.length > 0 ? parts : [value];
}

function isTensorLike(value: Possible): boolean {
  return value.options.some(
    ({ value: option }) => option.kind === 'instance' || (option.kind === 'unknown' && (option.type === null || option.type === 'bool')),
  );
}

/** The call from its name on: `.item()` of a long expression. */
function underlined(call: Activation): Place {
  const { place, argumentList, name } = call.site;
  const start = argumentList.start - name.length;
  return { unit: place.unit, start: start > place.start ? start : place.start, end: argumentList.end };
}
