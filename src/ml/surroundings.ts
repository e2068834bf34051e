import type { Activation, Callee } from '../python/program/call-site';
import type { Condition } from '../python/program/condition';
import { layers, type Context, type ContextLayer, type LoopInfo } from '../python/program/context';
import { spanOf } from '../python/program/trails';
import type { Program } from '../python/program/program';
import { constantOf, type Possible } from '../python/values/possible';
import type { Place } from '../python/values/trail';
import type { FunctionValue } from '../python/values/value';
import { originOf } from './data-flow';

/** Canonical name of the library function or class a callee is, or null. */
export function libraryName(callee: Callee): string | null {
  switch (callee.kind) {
    case 'library':
      return callee.name;
    case 'class':
      return callee.inherited;
    case 'method':
      return callee.signature?.name ?? (callee.className === null ? null : `${callee.className}.${callee.name}`);
    default:
      return null;
  }
}

/** A function or class of a package that was not found, or of which no table speaks. */
export function isOutOfReach(callee: Callee): boolean {
  return callee.kind === 'outside' || (callee.kind === 'library' && callee.signature === undefined);
}

/** The call that made a value, for each option that a call made. */
export function makers(of: Possible): readonly Activation[] {
  return of.options.flatMap(({ value }) => {
    const origin = originOf(value);
    return origin?.kind === 'call' ? [origin.activation] : [];
  });
}

/** Loops around a call, innermost first, across the functions that led to it. */
export function loopsAround(context: Context): readonly LoopInfo[] {
  if (context === null) {
    return noLoops;
  }
  const known = rememberedLoops.get(context);
  if (known !== undefined) {
    return known;
  }
  const outer = loopsAround(context.outer);
  const loops = context.kind === 'loop' ? [context.loop, ...outer] : outer;
  rememberedLoops.set(context, loops);
  return loops;
}

const noLoops: readonly LoopInfo[] = [];
const rememberedLoops = new WeakMap<ContextLayer, readonly LoopInfo[]>();

export function isInLoop(context: Context, loop: LoopInfo): boolean {
  return loopsAround(context).some((around) => samePlace(around, loop));
}

/** The same loop in the source, though evaluated at another time. */
export function samePlace(a: LoopInfo, b: LoopInfo): boolean {
  return a.place.unit === b.place.unit && a.place.start === b.place.start && a.place.end === b.place.end;
}

/** Whether one place lies within another of the same file or cell. */
export function liesIn(inner: Place, outer: Place): boolean {
  const [a, b] = [spanOf(inner), spanOf(outer)];
  return a.document === b.document && a.fragment === b.fragment && b.start <= a.start && a.end <= b.end;
}

/** Conditions between a call and a loop around it. */
export function guardsWithin(context: Context, loop: LoopInfo | null): readonly Condition[] {
  const found: Condition[] = [];
  for (let layer = context; layer !== null; layer = layer.outer) {
    if (layer.kind === 'loop' && loop !== null && samePlace(layer.loop, loop)) {
      break;
    }
    if (layer.kind === 'guard') {
      found.push(layer.condition);
    }
  }
  return found;
}

/** Whether any layer between the call and the outermost context answers a question. */
export function surroundedBy(context: Context, question: (layer: ContextLayer) => boolean): boolean {
  for (let layer = context; layer !== null; layer = layer.outer) {
    if (question(layer)) {
      return true;
    }
  }
  return false;
}

/** The innermost function that a context is in, with the call it was entered by. */
export function innermostFrame(context: Context): Extract<ContextLayer, { kind: 'frame' }> | null {
  for (let layer = context; layer !== null; layer = layer.outer) {
    if (layer.kind === 'frame') {
      return layer;
    }
  }
  return null;
}

/** The calls in the document itself through which a context was reached, the nearest first. */
export function* callsHereAround(program: Program, context: Context): Iterable<Activation> {
  for (const layer of layers(context)) {
    if (layer.kind === 'frame' && layer.by !== null && program.isHere(layer.by.site.place)) {
      yield layer.by;
    }
  }
}

/** What stands around a lambda makes it, and is left again when it is called. */
export function isInLambda(context: Context): boolean {
  return innermostFrame(context)?.of.node.kind === 'lambda';
}

/** Whether a context was reached from the program's own start, not by entering a function nobody calls. */
export function hasKnownCallers(context: Context): boolean {
  return !surroundedBy(context, (layer) => layer.kind === 'frame' && layer.by === null);
}

/** The value of an argument when it is one certain constant. */
export function constantArgument(
  activation: Activation,
  parameter: string,
  position?: number,
): number | string | boolean | null | undefined {
  const answer = activation.arguments.get(parameter, position);
  return answer.kind === 'given' || answer.kind === 'default' ? constantOf(answer.possible) : undefined;
}

/** The program's functions that a value may be: itself, a bound method, or what a `partial` calls. */
export function functionsOf(value: Possible): readonly FunctionValue[] {
  return value.options.flatMap(({ value: option }) => {
    switch (option.kind) {
      case 'function':
        return [option];
      case 'method':
        return option.target === null ? [] : [option.target];
      case 'partial':
        return functionsOf(option.callee);
      default:
        return [];
    }
  });
}

/** Calls made while a function runs, those of functions it calls too. */
export function callsDuring(program: Program, { node }: FunctionValue): readonly Activation[] {
  const known = rememberedCalls.get(program) ?? callsByFunction(program);
  rememberedCalls.set(program, known);
  return known.get(node) ?? noCalls;
}

const noCalls: readonly Activation[] = [];
const rememberedCalls = new WeakMap<Program, ReadonlyMap<object, readonly Activation[]>>();

/** All calls by the functions that they are made in, in order: several rules ask for each function of a program. */
function callsByFunction(program: Program): ReadonlyMap<object, readonly Activation[]> {
  const calls = new Map<object, Activation[]>();
  for (const call of program.activations) {
    for (let layer = call.context; layer !== null; layer = layer.outer) {
      if (layer.kind === 'frame') {
        const list = calls.get(layer.of.node) ?? [];
        // A recursive function stands around its own calls several times.
        if (list.at(-1) !== call) {
          list.push(call);
        }
        calls.set(layer.of.node, list);
      }
    }
  }
  return calls;
}
