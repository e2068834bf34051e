import { AssumedSizes, type SizeLevel } from '../libraries/tensors/assumed-sizes';
import { createSemantics } from '../libraries/semantics';
import { followTensors } from '../libraries/tensors/follow';
import type { Networks } from '../libraries/tensors/keras/applications';
import { childrenOf } from '../libraries/tensors/layers/containers';
import type { FollowedWork } from '../libraries/tensors/operation';
import { fuelToFollow } from '../python/evaluate/following';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { InstanceValue } from '../python/values/value';
import type { Place } from '../python/values/trail';
import { countModel, isModule, type CountedModel } from './count-model';
import { countKeras, isKeras } from './keras-model';
import { countFlax, isFlax } from './flax-model';
import { ForwardSearch, type Forward } from './forward-search';
import { boundedBy, withPartial, type LevelCount, type ModelCount } from './model-count';
import type { KnownBatch } from './model-inputs';
import { partialWork } from './partial-forward';
import { workOf } from './model-work';

/** Of more models made by one call, the rest is taken to be like the first ones. */
const mostCompared = 8;

interface Followed {
  readonly program: Program;
  readonly work: FollowedWork;
  readonly sizes: AssumedSizes;
}

/**
 * Counts the models of a program. The program is evaluated once more, following shapes, when the first model is asked for: nothing is
 * paid where nobody asks. Where sizes had to be taken for granted, it is evaluated with small and with large ones too.
 */
export class ModelCounter {
  private readonly followed = new Map<SizeLevel, Followed>();

  constructor(
    private readonly program: Program,
    private readonly networks: Networks = () => undefined,
    private readonly fuel = fuelToFollow,
  ) {}

  /** With `assumes` false an input that nothing states is not put in the place of the one that is missing. */
  count(model: InstanceValue, known: KnownBatch, assumes = true): ModelCount {
    const typical = this.countAt('typical', model, known, assumes);
    const counted =
      typical.parameters === undefined || typical.assumed.length === 0
        ? typical
        : boundedBy(typical, this.countAt('low', model, known, assumes), this.countAt('high', model, known, assumes));
    return withPartial(counted, assumes ? typical.partial : undefined);
  }

  private countAt(level: SizeLevel, model: InstanceValue, known: KnownBatch, assumes: boolean): LevelCount {
    const { program, work, sizes } = this.follow(level);
    const taken = sizes.all.map(({ what, [level]: value }) => `${what} is ${String(value)}`);
    const found = this.again(program, work, model);
    if ('doubt' in found) {
      return { doubts: [found.doubt], assumed: taken };
    }
    const { instance, made } = found;
    if (isKeras(program, instance) || isFlax(program, instance)) {
      // Their weights are made by the call that is counted.
      const called = isKeras(program, instance)
        ? countKeras(program, work, instance, made.site, known, assumes ? level : null)
        : countFlax(program, work, instance, made, known);
      return called === undefined
        ? { doubts: ['the shape of the input'], assumed: taken }
        : summed(called.counted.model, called.counted.doubts.length === 0 ? called : { doubts: called.counted.doubts }, taken);
    }
    const counted = countModel(program, work, instance);
    const search = new ForwardSearch(program, work, this.program, assumes ? level : null);
    if (counted.doubts.length > 0) {
      return summed(counted, { doubts: [] }, taken);
    }
    const forward = search.of(calledPart(program, work, instance), made, known);
    const sum = summed(counted, forward, taken);
    return 'counted' in forward || sum.parameters === undefined
      ? sum
      : { ...sum, partial: partialWork(instance, sum.parameters, forward.traced, known) };
  }

  private follow(level: SizeLevel): Followed {
    const known = this.followed.get(level);
    if (known !== undefined) {
      return known;
    }
    const typical = this.followed.get('typical');
    if (typical?.sizes.all.length === 0) {
      // With nothing taken for granted, small and large are the same program.
      return typical;
    }
    const sizes = new AssumedSizes(level);
    const { semantics, work } = followTensors(createSemantics(), this.networks, sizes);
    const followed = { program: this.program.again(semantics, this.fuel), work, sizes };
    this.followed.set(level, followed);
    return followed;
  }

  /** The same object in the evaluation that follows shapes: what the same call made there. */
  private again(
    program: Program,
    work: FollowedWork,
    model: InstanceValue,
  ): { readonly instance: InstanceValue; readonly made: Activation } | { readonly doubt: string } {
    const origin = model.from;
    if (origin?.kind !== 'call') {
      return { doubt: 'where the model is made' };
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
    const [first] = found;
    return first === undefined
      ? { doubt: program.exhausted ? 'too many steps' : 'where the model is made' }
      : isOneSize(program, work, found)
        ? first
        : { doubt: 'which of several models is trained' };
  }
}

/** A class around a training has no `forward` of its own: what is called is the largest module in it. */
function calledPart(program: Program, work: FollowedWork, model: InstanceValue): InstanceValue {
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
    .map((child) => ({ child, size: countModel(program, work, child).parameters }))
    .sort((a, b) => b.size - a.size);
  return parts[0]?.child ?? model;
}

/** Models that one call makes in turn must be alike, so that one of them speaks for all. */
function isOneSize(program: Program, work: FollowedWork, found: readonly { readonly instance: InstanceValue }[]): boolean {
  const sizes = new Set(found.slice(0, mostCompared).map(({ instance }) => countModel(program, work, instance).parameters));
  return sizes.size === 1;
}

function summed(
  { parameters, modules, doubts }: CountedModel,
  forward: Forward | { readonly doubts: readonly string[] },
  taken: readonly string[],
): LevelCount {
  const isKnown = doubts.length === 0 && parameters > 0;
  const counted = 'counted' in forward ? forward : undefined;
  const [input] = counted?.inputs ?? [];
  const assumedInput = counted?.assumed ?? null;
  return {
    doubts: 'counted' in forward ? doubts : [...doubts, ...forward.doubts],
    assumed: [...(assumedInput === null ? [] : [assumedInput]), ...taken],
    ...(isKnown ? { parameters } : {}),
    ...(!isKnown || counted === undefined
      ? {}
      : {
          forwardFlopsPerSample: Math.round(counted.counted.flops / counted.batch),
          work: workOf(counted.counted, counted.batch, modules, (input?.shape.length ?? 0) >= 4),
          input: input?.shape.slice(1) ?? [],
        }),
  };
}

function isSamePlace(program: Program, a: Place, b: Place): boolean {
  const [x, y] = [program.span(a), program.span(b)];
  return x.start === y.start && x.end === y.end && x.fragment === y.fragment && x.document.path === y.document.path;
}
