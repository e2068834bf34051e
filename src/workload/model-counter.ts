import { createSemantics } from '../libraries/semantics';
import { followTensors } from '../libraries/tensors/follow';
import type { Networks } from '../libraries/tensors/keras/applications';
import { childrenOf } from '../libraries/tensors/layers/containers';
import { layerOf } from '../libraries/tensors/layers/layer';
import type { FollowedWork } from '../libraries/tensors/operation';
import { tensorIn } from '../libraries/tensors/tensor';
import { fuelToFollow } from '../python/evaluate/following';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { InstanceValue, Value } from '../python/values/value';
import type { Place } from '../python/values/trail';
import type { Work } from '../profile/run-profile';
import { countForward, type CountedForward, type ModelInput } from './count-forward';
import { countModel, isModule, type CountedModel } from './count-model';
import { countKeras, isKeras } from './keras-model';
import { inputsFor, likelyInputs, type FirstLayer, type KnownBatch } from './model-inputs';
import { workOf } from './model-work';

/** What was counted of a model; a part is missing where it is not certain. */
export interface ModelCount {
  readonly parameters?: number;
  readonly forwardFlopsPerSample?: number;
  readonly work?: Work;
  /** The array that one sample is. */
  readonly input?: readonly number[];
}

/** Of more models made by one call, the rest is taken to be like the first ones. */
const mostCompared = 8;

/**
 * Counts the models of a program. The program is evaluated once more, following shapes, when the first model is asked for: nothing is
 * paid where nobody asks.
 */
export class ModelCounter {
  private followed: { readonly program: Program; readonly work: FollowedWork } | undefined;

  constructor(
    private readonly program: Program,
    private readonly networks: Networks = () => undefined,
  ) {}

  /** Undefined for what is no model of PyTorch, or was not found again. */
  count(model: InstanceValue, known: KnownBatch): ModelCount | undefined {
    const { program, work } = this.follow();
    const found = this.again(program, model);
    if (found === undefined) {
      return undefined;
    }
    const { instance, made } = found;
    if (isKeras(program, instance)) {
      const keras = countKeras(program, work, instance, made.site, known);
      return keras === undefined ? undefined : summed(keras.counted.model, keras.counted.doubts.length === 0 ? keras : undefined);
    }
    const counted = countModel(program, instance);
    return summed(
      counted,
      counted.doubts.length === 0 ? this.forward(program, work, calledPart(program, instance), made, known) : undefined,
    );
  }

  private follow(): { readonly program: Program; readonly work: FollowedWork } {
    if (this.followed === undefined) {
      const { semantics, work } = followTensors(createSemantics(), this.networks);
      this.followed = { program: this.program.again(semantics, fuelToFollow), work };
    }
    return this.followed;
  }

  /** The same object in the evaluation that follows shapes: what the same call made there. */
  private again(program: Program, model: InstanceValue): { readonly instance: InstanceValue; readonly made: Activation } | undefined {
    const origin = model.from;
    if (origin?.kind !== 'call') {
      return undefined;
    }
    const { place } = origin.activation.site;
    const found: { readonly instance: InstanceValue; readonly made: Activation }[] = [];
    for (const activation of program.activations) {
      if (isSamePlace(program, activation.site.place, place)) {
        const instance = activation.result.options
          .map(({ value }) => value)
          .find((value) => value.kind === 'instance' && value.className === model.className && value.of?.name === model.of?.name);
        if (instance?.kind === 'instance' && isModule(program, instance)) {
          found.push({ instance, made: activation });
        }
      }
    }
    return isOneSize(program, found) ? found[0] : undefined;
  }

  /** The first call whose arrays fit every layer. */
  private forward(program: Program, work: FollowedWork, model: InstanceValue, made: Activation, known: KnownBatch): Forward | undefined {
    const run = (inputs: readonly ModelInput[]): CountedForward | undefined => {
      const counted = countForward(program, work, model, made.site, inputs);
      return counted === null || counted.doubts.length > 0 || counted.flops === 0 ? undefined : counted;
    };
    const seen = this.called(program, model);
    for (const inputs of seen) {
      const counted = run(inputs);
      const [first] = inputs;
      if (counted !== undefined && first !== undefined) {
        return { counted, inputs, batch: first.shape.includes(known.batch) ? known.batch : (first.shape[0] ?? 1) };
      }
    }
    for (const input of likelyInputs(known)) {
      const inputs = this.withOthers(model, input);
      const counted = run(inputs);
      if (counted !== undefined) {
        return { counted, inputs, batch: known.batch };
      }
    }
    return known.sampleShape === undefined && known.tokens === undefined ? this.fromFirstLayer(program, model, known, run) : undefined;
  }

  private fromFirstLayer(
    program: Program,
    model: InstanceValue,
    known: KnownBatch,
    run: (inputs: readonly ModelInput[]) => CountedForward | undefined,
  ): Forward | undefined {
    const first = firstLayer(program, model);
    const { inputs, isSure } = first === undefined ? { inputs: [], isSure: false } : inputsFor(first, known.batch);
    const fitting = inputs.map((input) => ({ input, counted: run([input]) })).filter(({ counted }) => counted !== undefined);
    const [only, ...others] = fitting;
    return only?.counted === undefined || (!isSure && others.length > 0)
      ? undefined
      : { counted: only.counted, inputs: [only.input], batch: known.batch };
  }

  /** The array with those that stand behind it in the calls of the model: targets, or a second sequence, of the same length. */
  private withOthers(model: InstanceValue, input: ModelInput): readonly ModelInput[] {
    const { of } = model;
    const forward = of === null ? undefined : this.program.methodOf(of, 'forward');
    const names = forward === undefined ? [] : this.program.parametersOf(forward).slice(1);
    const given = this.program.activations
      .filter(({ callee }) => callee.kind === 'object' && callee.of.options.some(({ value }) => isSameMaker(value, model)))
      .map(({ arguments: { positional } }) => positional.length);
    const last = names.findIndex((name) => /mask|len|hidden|state/.test(name));
    const count = input.type === 'int' ? Math.max(1, ...given) : 1;
    return Array.from({ length: Math.max(1, Math.min(count, last === -1 ? count : last)) }, () => input);
  }

  /** Arrays of known shapes that the program itself calls the model with. */
  private called(program: Program, model: InstanceValue): readonly (readonly ModelInput[])[] {
    const found: (readonly ModelInput[])[] = [];
    for (const { callee, arguments: given } of program.activations) {
      const isCalled =
        callee.kind === 'object' &&
        callee.of.options.some(({ value }) => value.kind === 'instance' && value.attributes === model.attributes);
      const tensors = isCalled ? given.positional.map((argument) => tensorIn(argument)) : [];
      if (tensors.length > 0 && tensors.every((tensor) => tensor !== undefined && !tensor.shape.some(Number.isNaN))) {
        found.push(tensors.flatMap((tensor) => (tensor === undefined ? [] : [{ shape: tensor.shape, type: tensor.type }])));
      }
    }
    return found;
  }
}

/** A class around a training has no `forward` of its own: what is called is the largest module in it. */
function calledPart(program: Program, model: InstanceValue): InstanceValue {
  if (
    model.of === null ||
    program.methodOf(model.of, 'forward') !== undefined ||
    program.basesOf(model.of).library.some((base) => base.startsWith('torch.nn.') && base !== 'torch.nn.Module')
  ) {
    return model;
  }
  const parts = childrenOf(model)
    .map(([, child]) => child)
    .filter((child) => isModule(program, child))
    .map((child) => ({ child, size: countModel(program, child).parameters }))
    .sort((a, b) => b.size - a.size);
  return parts[0]?.child ?? model;
}

/** Models that one call makes in turn must be alike, so that one of them speaks for all. */
function isOneSize(program: Program, found: readonly { readonly instance: InstanceValue }[]): boolean {
  const sizes = new Set(found.slice(0, mostCompared).map(({ instance }) => countModel(program, instance).parameters));
  return sizes.size === 1;
}

interface Forward {
  readonly counted: CountedForward;
  readonly inputs: readonly ModelInput[];
  readonly batch: number;
}

function summed({ parameters, modules, doubts }: CountedModel, forward: Forward | undefined): ModelCount {
  const isKnown = doubts.length === 0 && parameters > 0;
  const [input] = forward?.inputs ?? [];
  return {
    ...(isKnown ? { parameters } : {}),
    ...(!isKnown || forward === undefined
      ? {}
      : {
          forwardFlopsPerSample: forward.counted.flops / forward.batch,
          work: workOf(forward.counted, forward.batch, modules, (input?.shape.length ?? 0) >= 4),
          input: input?.shape.slice(1) ?? [],
        }),
  };
}

function isSameMaker(value: Value, model: InstanceValue): boolean {
  return value.kind === 'instance' && value.of !== null && value.of.name === model.of?.name;
}

function isSamePlace(program: Program, a: Place, b: Place): boolean {
  const [x, y] = [program.span(a), program.span(b)];
  return x.start === y.start && x.end === y.end && x.fragment === y.fragment && x.document.path === y.document.path;
}

/** The layer that stands first in a model: it is called first in nearly all of them, and the count fails where it is not. */
function firstLayer(program: Program, model: InstanceValue, depth = 12): FirstLayer | undefined {
  const layer = layerOf(model);
  const type = layer?.type.slice('torch.nn.'.length) ?? '';
  if (layer !== undefined && (type === 'Linear' || /^Conv\dd$/.test(type))) {
    const shape = layer.weight('weight')?.shape ?? [];
    return type === 'Linear'
      ? { kind: 'linear', width: shape[1] ?? NaN, rank: 0 }
      : { kind: 'convolution', width: (shape[1] ?? NaN) * layer.settings.number('groups', 1), rank: shape.length - 2 };
  }
  for (const [, child] of depth === 0 ? [] : childrenOf(model)) {
    if (!isModule(program, child)) continue;
    const found = firstLayer(program, child, depth - 1);
    if (found !== undefined) return found;
    if (/^(Embedding|LSTM|GRU|RNN|MultiheadAttention)/.test(layerOf(child)?.type.slice('torch.nn.'.length) ?? '')) return undefined;
  }
  return undefined;
}
