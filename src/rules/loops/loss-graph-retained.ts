import { isAttached } from '../../ml/attachment';
import { calledObject, receiverObject } from '../../ml/called-object';
import { ancestors } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { recordingIn, switchedOffGlobally } from '../../ml/gradients';
import type { MlView } from '../../ml/ml-view';
import { networkSize } from '../../ml/network-size';
import { guardsWithin, innermostFrame, isInLoop, liesIn, loopsAround, samePlace, surroundedBy } from '../../ml/surroundings';
import { backwardCalls } from '../../ml/training-loops';
import { heaviestTraining } from '../../ml/training-work';
import { compact, loopsInFunction, mentions } from '../../ml/written-loops';
import { preparesInput } from '../../ml/tokenizers';
import type { Activation } from '../../python/program/call-site';
import { type Context, type LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import type { Possible } from '../../python/values/possible';
import type { Place } from '../../python/values/trail';
import type { FindingProposal, FixProposal, Rule } from '../rule';

const messages = {
  training:
    'This keeps a tensor of every step that still belongs to the graph of its step, which cannot be freed. Keep loss.detach(), and read it once an epoch.',
  evaluation:
    'This keeps the outputs of every batch together with the graphs that autograd recorded for them, so memory grows with the data. Evaluate under torch.no_grad(), or keep detached outputs.',
};

/** Something that collects: the name it has, and what is added to it. */
interface Collected {
  readonly target: string;
  readonly value: Possible;
  /** The added value as written. */
  readonly place: Place;
  readonly context: Context;
  readonly order: number;
}

/** Tensors are collected together with their graphs. */
export const lossGraphRetained: Rule = {
  meta: {
    id: 'loss-graph-retained',
    topic: 'loops',
    title: 'Tensors are collected together with their graphs',
    severity: 'warning',
    frameworks: ['torch'],
    markers: ['backward', '.eval('],
    saving: {
      energyShare: null,
      evidence: 'none',
      source:
        'measured for TensorFlow only (arXiv 2606.19799, 2026: unreleased tensors +45.8 % electricity in small jobs); for torch it is mostly memory',
    },
  },
  *check(program, ml) {
    const seen = new Set<string>();
    let differentiated: ReadonlySet<string> | undefined;
    const evaluations: Evaluations = new Map();
    for (const one of collected(program)) {
      const [loop] = loopsAround(one.context).filter(({ kind }) => kind !== 'comprehension');
      const { fragment, start } = spanOf(one.place);
      const key = `${fragment}:${start}`;
      if (loop === undefined || seen.has(key) || isInTest(one.context) || isRare(one, loop)) {
        continue;
      }
      const kind = keptGraph(program, ml, one, loop, evaluations);
      if (kind === undefined) {
        continue;
      }
      differentiated ??= namesDifferentiated(program);
      if (!differentiated.has(rootOf(one.target)) && !startsAnew(program, one, loop)) {
        seen.add(key);
        yield { ...finding(program, one, kind), ...(kind === 'evaluation' && isLargeNetwork(program, ml) ? {} : { severity: 'hint' }) };
      }
    }
  },
};

/**
 * Graphs of a small network are small, and are let go of with the list or the sum that holds them. After a backward pass nothing of a
 * large one is left in them either.
 */
function isLargeNetwork(program: Program, ml: MlView): boolean {
  const heaviness = heaviestTraining(ml);
  return heaviness === 'heavy' || (heaviness === 'unknown' && networkSize(program, null) === 'large');
}

/** `total += loss`, `total = total + loss`, `losses.append(loss)`. */
function* collected(program: Program): Iterable<Collected> {
  for (const { place, valuePlace, value, operator, context } of program.assignments) {
    if (!program.isHere(place) || loopsAround(context).length === 0) {
      continue;
    }
    const isSum = operator === '+' || (operator === null && program.textOf(valuePlace).includes('+'));
    if (!isSum || !mayBeTensor(value)) {
      continue;
    }
    const target = compact(program.textOf(place));
    if (operator === '+') {
      yield { target, value, place: valuePlace, context, order: 0 };
    } else if (compact(program.textOf(valuePlace)).startsWith(`${target}+`)) {
      const written = program.textOf(valuePlace);
      const from = written.indexOf('+') + 1;
      const start = valuePlace.start + from + (/^\s*/.exec(written.slice(from))?.[0].length ?? 0);
      yield { target, value, place: { unit: valuePlace.unit, start, end: valuePlace.end }, context, order: 0 };
    }
  }
  for (const call of [...program.callsNamed('append'), ...program.callsNamed('extend')]) {
    const [value] = call.arguments.positional;
    const [argument] = call.site.arguments;
    const target = compact(call.site.text).replace(/\.(append|extend)$/, '');
    // A list takes one thing; `meter.append(loss, count=8)` is an object of another kind.
    const isOfList = call.site.arguments.length === 1;
    if (isOfList && value !== undefined && argument !== undefined && program.isHere(call.site.place) && call.callee.kind === 'method') {
      yield { target, value, place: argument.valuePlace, context: call.context, order: call.order };
    }
  }
}

function isRare({ context }: Collected, loop: LoopInfo): boolean {
  return (
    guardsWithin(context, loop).some(({ operators }) => operators.includes('%')) ||
    surroundedBy(context, (layer) => layer.kind === 'handler')
  );
}

/** Set back in the loop: a window of accumulated gradients, a list for each step, a sum of one call. */
function startsAnew(program: Program, { target, context }: Collected, loop: LoopInfo): boolean {
  const frame = innermostFrame(context);
  const isLocal = frame !== null && !rootOf(target).startsWith('self.') && !isInOwnLoop(context, loop);
  const isSet = program.assignments.some(
    ({ place, valuePlace, operator }) =>
      operator === null &&
      program.isHere(place) &&
      (liesIn(place, loop.place) || (isLocal && liesIn(place, frame.of.node))) &&
      [target, rootOf(target)].includes(compact(program.textOf(place))) &&
      !mentions(compact(program.textOf(valuePlace)), target),
  );
  return isSet || program.callsNamed('clear').some(({ site, context }) => site.text === `${target}.clear` && isInLoop(context, loop));
}

/** Whether the loop stands in the same function as what it repeats, which then outlives its rounds. */
function isInOwnLoop(context: Context, loop: LoopInfo): boolean {
  return loopsInFunction(context).some((around) => samePlace(around, loop));
}

function rootOf(target: string): string {
  return /^(?:self\.)?\w+/.exec(target)?.[0] ?? target;
}

/** Which graphs are kept: those of training steps, or of an evaluation that nothing told to record none. */
function keptGraph(
  program: Program,
  ml: MlView,
  one: Collected,
  loop: LoopInfo,
  evaluations: Evaluations,
): keyof typeof messages | undefined {
  // What is added under no_grad is a number to autograd, even if a graph hangs on what it was added from.
  const isCut = one.order === 0 && recordingIn(program, one.context) === 'off';
  for (const training of isCut ? [] : ml.trainingLoops) {
    if (samePlace(training.batch, loop) && isAttached(program, one.value, training.graph)) {
      return 'training';
    }
  }
  if (!mayBeTensor(one.value) || recordingIn(program, one.context) !== 'on') {
    return undefined;
  }
  const { fragment, start } = spanOf(loop.place);
  const key = `${fragment}:${start}`;
  const evaluated = evaluations.get(key) ?? evaluationCalls(program, loop);
  evaluations.set(key, evaluated);
  return evaluated.size > 0 && isAttached(program, one.value, evaluated) && !switchedOffGlobally(program) ? 'evaluation' : undefined;
}

/** Calls of evaluated objects, by the loop they stand in. */
type Evaluations = Map<string, ReadonlySet<Activation>>;

function mayBeTensor(value: Possible): boolean {
  return value.options.some(({ value: option }) => option.kind === 'instance' || (option.kind === 'unknown' && option.type === null));
}

/** Calls in a loop of objects that `eval()` was called on last. */
function evaluationCalls(program: Program, loop: LoopInfo): ReadonlySet<Activation> {
  const modes = [...program.callsNamed('eval'), ...program.callsNamed('train')]
    .filter(({ site, callee }) => site.arguments.length === 0 && callee.kind !== 'function')
    .sort((a, b) => a.order - b.order);
  if (modes.every(({ site }) => site.name !== 'eval') || backwardCalls(program).some(({ context }) => isInLoop(context, loop))) {
    return new Set();
  }
  const differentiated = new Set(
    [...backwardCalls(program), ...program.callsOf('torch.autograd.grad')].flatMap((call) =>
      [...(call.receiver === null ? [] : [call.receiver]), ...call.arguments.positional].flatMap((value) => [...ancestors(value)]),
    ),
  );
  const isHook = (context: Context): boolean =>
    surroundedBy(
      context,
      (layer) =>
        layer.kind === 'frame' &&
        layer.owner !== null &&
        program.basesOf(layer.owner).library.some((base) => /Lightning|Callback/.test(base)),
    );
  return new Set(
    program.activations.filter((call) => {
      const object = isInLoop(call.context, loop) && !preparesInput(program, call) ? calledObject(call) : undefined;
      const mode =
        object === undefined ? undefined : modes.findLast((change) => receiverObject(change) === object && change.order < call.order);
      return (
        mode?.site.name === 'eval' && !differentiated.has(call) && !isHook(call.context) && recordingIn(program, call.context) === 'on'
      );
    }),
  );
}

/** Names from whose values something is differentiated, through the names they are assigned to. */
function namesDifferentiated(program: Program): ReadonlySet<string> {
  const texts = [
    ...backwardCalls(program).flatMap(({ site }) => [
      site.receiverText ?? site.text,
      ...site.arguments.map(({ valuePlace }) => program.textOf(valuePlace)),
    ]),
    ...program.callsOf('torch.autograd.grad').flatMap(({ site }) => site.arguments.map(({ valuePlace }) => program.textOf(valuePlace))),
  ];
  const values = new Map<string, Set<string>>();
  for (const { place, valuePlace, operator } of program.assignments) {
    if (operator === null && program.isHere(place)) {
      const target = compact(program.textOf(place));
      const known = values.get(target) ?? new Set<string>();
      values.set(target, known.add(program.textOf(valuePlace)));
    }
  }
  const found = new Set<string>();
  const queue = texts.flatMap(namesIn);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (!found.has(name)) {
      found.add(name);
      queue.push(...[...(values.get(name) ?? [])].flatMap(namesIn));
    }
  }
  return found;
}

function namesIn(code: string): readonly string[] {
  return code.match(/(?<![\w.])(?:self\.)?[A-Za-z_]\w*/g) ?? [];
}

function finding(program: Program, one: Collected, kind: keyof typeof messages): FindingProposal {
  const text = program.textOf(one.place);
  const isWhole = /^[A-Za-z_][\w.]*(?:\([^()]*\))?$/.test(text);
  const span = spanOf(one.place);
  const fix: FixProposal = {
    title: 'Detach it',
    safe: false,
    edits: isWhole ? [{ span: { ...span, start: span.end }, text: '.detach()' }] : [{ span, text: `(${text}).detach()` }],
  };
  const isOneValue = !/^[\w.]+\(.*,\s*$/.test(text) && !text.includes('\n');
  return {
    place: one.place,
    message: messages[kind],
    confidence: 'high',
    fixes: isOneValue ? [fix] : [],
  };
}
