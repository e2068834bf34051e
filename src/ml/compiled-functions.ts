import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import type { FunctionValue } from '../python/values/value';
import { libraryName } from './surroundings';

/** What turns a Python function into a compiled one, which it keeps by the identity of the function it was given. */
export const compilers: readonly string[] = ['jax.jit', 'jax.pmap', 'tensorflow.function', 'torch.compile'];

/** The options with which a function is compiled by a decorator: none when the compiler itself decorates it. */
export function compilingDecorator(of: FunctionValue): Activation | 'bare' | undefined {
  for (const decorator of of.decorators) {
    for (const { value } of decorator.options) {
      if (value.kind === 'external' && compilers.includes(value.name)) {
        return 'bare';
      }
      const made = value.kind === 'unknown' || value.kind === 'instance' ? (value.kind === 'unknown' ? value.origin : value.from) : null;
      if (made?.kind === 'call' && compilers.includes(libraryName(made.activation.callee) ?? '')) {
        return made.activation;
      }
      if (
        value.kind === 'partial' &&
        value.callee.options.some((one) => one.value.kind === 'external' && compilers.includes(one.value.name))
      ) {
        return 'bare';
      }
    }
  }
  return undefined;
}

/** The program's functions among some values, as what stands for them in contexts. */
export function functionNodes(possible: Possible | undefined): readonly unknown[] {
  return (possible?.options ?? []).flatMap(({ value }) =>
    value.kind === 'function' ? [value.node] : value.kind === 'method' && value.target !== null ? [value.target.node] : [],
  );
}
