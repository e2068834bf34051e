import { listed } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { Possible } from '../python/values/possible';
import type { FunctionValue } from '../python/values/value';
import { surroundedBy } from './surroundings';

/**
 * Functions of the program that run when a value is called, as an optimizer calls its objective and a spawner its worker: a function, a
 * bound method, a `partial` of either, an object with `__call__`. Undefined when the value may be something else.
 */
export function functionsBehind(program: Program, value: Possible): readonly FunctionValue[] | undefined {
  const found: FunctionValue[] = [];
  for (const { value: option } of value.options) {
    const inner = option.kind === 'partial' ? functionsBehind(program, option.callee) : undefined;
    const own =
      option.kind === 'function'
        ? option
        : option.kind === 'method'
          ? option.target
          : option.kind === 'instance' && option.of !== null
            ? program.methodOf(option.of, '__call__')
            : undefined;
    const all = inner ?? (own === undefined || own === null ? [] : [own]);
    if (all.length === 0) {
      return undefined;
    }
    found.push(...all);
  }
  return value.closed && found.length > 0 ? found : undefined;
}

/** Calls made while one of these functions runs, in it or in what it calls. */
export function callsWhileRunning(program: Program, functions: readonly FunctionValue[]): readonly Activation[] {
  const nodes = new Set(functions.map(({ node }) => node));
  return program.activations.filter(({ context }) => surroundedBy(context, (layer) => layer.kind === 'frame' && nodes.has(layer.of.node)));
}

/** Whether a value is handed on in these arguments, alone or in a list or dict. */
export function isHandedTo(call: Activation, isIt: (value: Possible) => boolean): boolean {
  return [...call.arguments.positional, ...call.arguments.keywords.values()].some((argument) => holds(argument, isIt, 3));
}

function holds(argument: Possible, isIt: (value: Possible) => boolean, depth: number): boolean {
  if (isIt(argument)) {
    return true;
  }
  return (
    depth > 0 &&
    argument.options.some(({ value }) =>
      value.kind === 'sequence'
        ? listed(value).some((item) => holds(item, isIt, depth - 1))
        : value.kind === 'mapping' &&
          [...value.state].some(([key, entry]) => key.startsWith('k:') && holds(entry as Possible, isIt, depth - 1)),
    )
  );
}
