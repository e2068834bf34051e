import type { FollowedWork } from '../libraries/tensors/operation';
import { tensorIn } from '../libraries/tensors/tensor';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import { certainly, type Possible } from '../python/values/possible';
import { constant, type InstanceValue } from '../python/values/value';
import { countForward, type CountedForward, type ModelInput } from './count-forward';
import { channelsLast } from './keras-model';
import type { KnownBatch } from './model-inputs';

export function isFlax(program: Program, model: InstanceValue): boolean {
  return program.typesOf(model).includes('flax.linen.Module');
}

export interface CountedFlax {
  readonly counted: CountedForward;
  readonly inputs: readonly ModelInput[];
  readonly batch: number;
  readonly assumed: null;
}

/** Counts a module of Flax by calling it: its weights are made by the layers that it calls. */
export function countFlax(
  program: Program,
  notes: FollowedWork,
  model: InstanceValue,
  made: Activation,
  known: KnownBatch,
): CountedFlax | undefined {
  const method = model.of === null ? undefined : program.methodOf(model.of, '__call__');
  const switches = method === undefined ? [] : program.parametersOf(method).filter((name) => /^(is_)?train(ing)?$/.test(name));
  const keywords = new Map<string, Possible>(switches.map((name) => [name, certainly(constant(true))]));
  let last: CountedFlax | undefined;
  const candidates = [
    ...initialised(program, model).map((inputs) => ({ inputs, batch: inputs[0]?.shape[0] ?? 1 })),
    ...channelsLast(known).map((input) => ({ inputs: [input], batch: known.batch })),
  ];
  for (const { inputs, batch } of candidates) {
    const counted = countForward(program, notes, model, made.site, inputs, keywords);
    if (counted !== null) {
      last = { counted, inputs, batch, assumed: null };
      if (counted.doubts.length === 0 && counted.flops > 0) return last;
    }
  }
  return last;
}

/** Arrays that the program makes the weights with: `model.init(key, jnp.ones((1, 28, 28, 1)))`. */
function initialised(program: Program, model: InstanceValue): readonly (readonly ModelInput[])[] {
  return program.callsNamed('init').flatMap(({ receiver, arguments: given }) => {
    const isOwn = receiver?.options.some(({ value }) => value.kind === 'instance' && value.attributes === model.attributes) === true;
    const tensors = given.positional.slice(1).flatMap((argument) => tensorIn(argument) ?? []);
    return isOwn && tensors.length > 0 && !tensors.some(({ shape }) => shape.some(Number.isNaN))
      ? [tensors.map(({ shape, type }) => ({ shape, type }))]
      : [];
  });
}
