import { compilers, compilingDecorator, functionNodes } from '../../ml/compiled-functions';
import { isInTest } from '../../ml/file-role';
import { countedRounds } from '../../ml/loop-rounds';
import { guardsWithin, isInLoop, libraryName, liesIn, loopsAround, makers, samePlace, surroundedBy } from '../../ml/surroundings';
import { loopsInFunction, mentions, nameOf } from '../../ml/written-loops';
import type { Activation } from '../../python/program/call-site';
import { layers, type LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { single } from '../../python/values/possible';
import type { Place } from '../../python/values/trail';
import type { FunctionValue } from '../../python/values/value';
import { calleePlace } from '../quoting';
import type { FindingProposal, Rule } from '../rule';
import { bySite } from '../sites';

/** Rounds so few that compiling in each costs little. */
const fewRounds = 5;

const messages = {
  again:
    'This compiles anew in every round of the loop: a function made in the loop is never found in the cache of compiled functions. Define and compile it once before the loop, and pass what changes as an argument.',
  wraps: 'This wraps the same function again in every round of the loop. Compile it once before the loop.',
  number:
    'This compiled function receives another Python number in every round, and is traced again for each of them. Pass the number as a tensor, for example tf.constant(step).',
  model:
    'This builds a Keras model in every round of the loop, and the state of the models before it stays in memory. Call keras.backend.clear_session() between them.',
};

/** Without one of these words no function of the file is compiled. */
const decoratesOrWraps = /\b(?:tf\.function|jit|pmap|torch\.compile|compile)\b|\bimport function\b|tensorflow\.function/;

/** Compilation, or the building of a graph, in every round of a loop. */
export const compileInLoop: Rule = {
  meta: {
    id: 'compile-in-loop',
    topic: 'loops',
    title: 'Code is compiled again in every round',
    severity: 'warning',
    frameworks: ['tensorflow', 'jax', 'torch', 'keras'],
    markers: ['tf.function', 'tensorflow', 'jit', 'pmap', 'torch.compile', 'import compile', 'keras'],
    needs: [['Sequential', 'Model', 'function', 'jit', 'pmap', 'torch.compile', 'import compile']],
    saving: {
      energyShare: { low: 0, high: 0.24 },
      evidence: 'energy',
      source:
        'Resource leaks in TensorFlow programs 2026 (arXiv 2606.19799): improper reuse of models +31.8 % electricity in small jobs; JAX and TensorFlow guides: do not compile functions made in a loop',
    },
  },
  *check(program) {
    for (const name of compilers) {
      for (const [site, calls] of bySite(program, program.callsOf(name))) {
        const [call] = calls;
        const answer = call === undefined ? undefined : compiledAgain(program, call, name);
        if (answer !== undefined) {
          const { kind } = answer;
          yield {
            place: calleePlace(site),
            message: messages[kind],
            confidence: kind === 'again' ? 'high' : 'medium',
            ...(answer.isHint ? { severity: 'hint' } : {}),
          };
        }
      }
    }
    if (program.document.fragments.some(({ text }) => decoratesOrWraps.test(text))) {
      yield* decoratedInLoops(program);
      yield* changingNumbers(program);
    }
    yield* modelsInLoops(program);
  },
};

/** What returns a new function each time, even for the same one: the compiled result is never found again. */
const transforms = new Set(['jax.grad', 'jax.value_and_grad', 'jax.vmap', 'jax.jacfwd', 'jax.jacrev', 'jax.hessian', 'jax.checkpoint']);

/** What is wrong with a call of a compiler; undefined when nothing is. */
function compiledAgain(program: Program, call: Activation, name: string): { kind: 'again' | 'wraps'; isHint: boolean } | undefined {
  const loop = repeatingLoop(call);
  const [given] = call.arguments.positional;
  const [argument] = call.site.arguments;
  if (loop === undefined || given === undefined || argument === undefined || dependsOnRound(program, call, loop)) {
    return undefined;
  }
  const made = [given, ...given.options.flatMap(({ value }) => (value.kind === 'partial' ? [value.callee] : []))];
  const isFresh =
    single(given)?.kind === 'partial' ||
    makers(given).some((maker) => transforms.has(libraryName(maker.callee) ?? '') && isInLoop(maker.context, loop)) ||
    made.some((one) => one.options.some(({ value }) => value.kind === 'function' && isMadeIn(value, call, loop)));
  const usedOnce = isUsedOncePerRound(program, call, loop);
  if (isFresh) {
    return usedOnce ? { kind: 'again', isHint: false } : undefined;
  }
  if (isMadeInLoop(program, program.textOf(argument.valuePlace), call, loop)) {
    return undefined;
  }
  switch (name) {
    case 'tensorflow.function':
      return usedOnce ? { kind: 'again', isHint: false } : undefined;
    case 'torch.compile':
      return { kind: 'wraps', isHint: false };
    default:
      // JAX finds a function that was compiled before by its identity.
      return usedOnce ? { kind: 'wraps', isHint: true } : undefined;
  }
}

/** The innermost loop around a call, unless it runs a few times only, a comprehension makes different functions, or a condition decides. */
function repeatingLoop(call: Activation): LoopInfo | undefined {
  const [loop] = loopsAround(call.context);
  if (
    loop === undefined ||
    loop.kind === 'comprehension' ||
    isFew(loop) ||
    isInTest(call.context) ||
    guardsWithin(call.context, loop).length > 0 ||
    surroundedBy(call.context, (layer) => layer.kind === 'handler')
  ) {
    return undefined;
  }
  return loop;
}

function isFew(loop: LoopInfo): boolean {
  return (countedRounds(loop) ?? Infinity) < fewRounds;
}

/** The compiler is given something else in each round: functions or settings that the loop goes over. */
function dependsOnRound(program: Program, call: Activation, loop: LoopInfo): boolean {
  return call.site.arguments.some(({ valuePlace }, index) => {
    const text = program.textOf(valuePlace);
    return /^[\w.]+$/.test(text) || index > 0 ? loop.targets.some((target) => mentions(text, target)) : false;
  });
}

/** A lambda or a function that is defined in the loop, or in a function the loop calls. */
function isMadeIn(of: FunctionValue, call: Activation, loop: LoopInfo): boolean {
  if (liesIn(of.node, loop.place)) {
    return true;
  }
  for (const layer of layers(call.context)) {
    if (layer.kind === 'loop' && samePlace(layer.loop, loop)) {
      return false;
    }
    if (layer.kind === 'frame' && layer.of.node !== of.node && liesIn(of.node, layer.of.node)) {
      return true;
    }
  }
  return false;
}

/** What is compiled was itself made in this round. */
function isMadeInLoop(program: Program, text: string, call: Activation, loop: LoopInfo): boolean {
  const [root = ''] = text.split('.');
  if (!/^[\w.]+$/.test(text)) {
    return true;
  }
  const inFunction = [...layers(call.context)].some((layer) => layer.kind === 'frame' && isInLoop(layer.outer, loop));
  return (
    inFunction ||
    program.definitions.some(
      ({ name, place, valuePlace }) => name === root && liesIn(place, loop.place) && !liesIn(call.site.place, valuePlace),
    )
  );
}

/** The compiled function is called where it was compiled, and not in a loop of its own that makes use of it. */
function isUsedOncePerRound(program: Program, call: Activation, loop: LoopInfo): boolean {
  const { place } = call.site;
  const immediate = program.activations.some(
    ({ site }) => site.place.unit === place.unit && site.place.start === place.start && site.place.end > place.end,
  );
  const name = nameOf(program, call);
  return immediate || (name !== undefined && areCallsDirect(program, name, loop));
}

function areCallsDirect(program: Program, name: string, loop: LoopInfo): boolean {
  const uses = program.activations.filter(({ site, context }) => site.text === name && isInLoop(context, loop));
  return (
    uses.length > 0 && uses.every(({ context }) => loopsAround(context).every((around, index) => index > 0 || samePlace(around, loop)))
  );
}

/** `@tf.function` on a function that is defined in the loop. */
function* decoratedInLoops(program: Program): Iterable<FindingProposal> {
  const seen = new Set<unknown>();
  for (const call of program.activations) {
    if (call.callee.kind !== 'function' || call.callee.of.decorators.length === 0 || seen.has(call.callee.of.node)) {
      continue;
    }
    const { of } = call.callee;
    seen.add(of.node);
    const loop = loopsAround(call.context).find((around) => liesIn(of.node, around.place));
    if (
      loop !== undefined &&
      loop.kind !== 'comprehension' &&
      !isFew(loop) &&
      !isInTest(call.context) &&
      program.isHere(of.node) &&
      compilingDecorator(of) !== undefined &&
      areCallsDirect(program, of.name, loop)
    ) {
      yield { place: headerOf(program, of), message: messages.again, confidence: 'high' };
    }
  }
}

/** From the decorator to the function's name. */
function headerOf(program: Program, of: FunctionValue): Place {
  const found = /(?:^|\n)[ \t]*(?:async[ \t]+)?def[ \t]+\w+/.exec(program.textOf(of.node));
  const { unit, start, end } = of.node;
  return { unit, start, end: found === null ? end : start + found.index + found[0].length };
}

/** A function that TensorFlow traces, called with the number of the round. */
function* changingNumbers(program: Program): Iterable<FindingProposal> {
  const traced = new Set(program.callsOf('tensorflow.function').flatMap((call) => functionNodes(call.arguments.positional[0])));
  for (const [, calls] of bySite(
    program,
    program.activations.filter(({ callee }) => callee.kind === 'function'),
  )) {
    const [call] = calls;
    if (call?.callee.kind !== 'function' || !isTraced(program, call.callee.of, traced)) {
      continue;
    }
    if (isInTest(call.context)) {
      continue;
    }
    const argument = loopsInFunction(call.context)
      .filter((loop) => !isFew(loop))
      .flatMap((loop) => {
        const number = roundNumber(loop);
        return number === undefined || isRebound(program, number, loop) ? [] : [number];
      })
      .flatMap(
        (number) => call.site.arguments.find(({ valuePlace, splat }) => splat === 0 && program.textOf(valuePlace) === number) ?? [],
      )[0];
    if (argument !== undefined) {
      yield { place: argument.place, message: messages.number, confidence: 'high' };
    }
  }
}

function isTraced(program: Program, of: FunctionValue, traced: ReadonlySet<unknown>): boolean {
  const decorator = of.decorators.length === 0 ? undefined : compilingDecorator(of);
  const isDecorated =
    decorator !== undefined &&
    (decorator === 'bare'
      ? of.decorators.some(({ options }) => options.some(({ value }) => value.kind === 'external' && value.name === 'tensorflow.function'))
      : libraryName(decorator.callee) === 'tensorflow.function' && decorator.arguments.get('input_signature').kind !== 'given');
  return isDecorated || traced.has(of.node);
}

/** The name that counts the rounds: the target of a range, the first of an enumeration. */
function roundNumber({ kind, targets, iterableText }: LoopInfo): string | undefined {
  const [first] = targets;
  const counts =
    (iterableText.startsWith('range(') && targets.length === 1) || (iterableText.startsWith('enumerate(') && targets.length > 1);
  return kind === 'for' && counts ? first : undefined;
}

function isRebound(program: Program, name: string, loop: LoopInfo): boolean {
  return program.definitions.some((one) => one.name === name && liesIn(one.place, loop.place) && !liesIn(one.place, loop.header));
}

/** `Model(encoder.input, …)` on layers from outside of the loop, whose graph has to stay. */
function isBuiltOnOthers(program: Program, call: Activation, loop: LoopInfo): boolean {
  const input = call.site.arguments.find(({ name }) => name === null || name === 'inputs');
  const written = input === undefined ? '' : program.textOf(input.valuePlace);
  const bases = [...written.matchAll(/([A-Za-z_]\w*)(?:\.\w+)*\.inputs?\b/g)].map(([, base]) => base);
  const isMadeInside = (base: string | undefined): boolean =>
    program.definitions.some(
      ({ name, place, valuePlace }) => name === base && liesIn(place, loop.place) && program.textOf(valuePlace).includes('('),
    );
  return bases.length > 0 && liesIn(call.site.place, loop.place) && !bases.some(isMadeInside);
}

/** Keras models that are built one after the other, and never let go of. */
function* modelsInLoops(program: Program): Iterable<FindingProposal> {
  if (program.callsNamed('clear_session').length > 0) {
    return;
  }
  const reported: LoopInfo[] = [];
  for (const [site, calls] of bySite(program, [...program.callsOf('keras.Sequential'), ...program.callsOf('keras.Model')])) {
    const [call] = calls;
    const loop = call === undefined || call.callee.kind === 'class' ? undefined : repeatingLoop(call);
    if (
      call !== undefined &&
      loop !== undefined &&
      !reported.some((known) => samePlace(known, loop)) &&
      !isBuiltOnOthers(program, call, loop) &&
      program.callsNamed('fit').some(({ context }) => isInLoop(context, loop))
    ) {
      reported.push(loop);
      yield { place: calleePlace(site), message: messages.model, confidence: 'medium', severity: 'hint' };
    }
  }
}
