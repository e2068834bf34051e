import type { Evaluator } from '../../python/evaluate/evaluator';
import type { SummaryCall } from '../../python/evaluate/summary';
import type { Activation } from '../../python/program/call-site';
import { certainly, nothing, unknownly, type Possible } from '../../python/values/possible';
import type { Value } from '../../python/values/value';
import {
  elements,
  isNone,
  likely,
  makeTensor,
  numberIn,
  numbersIn,
  tensorIn,
  tupleOf,
  type ElementType,
  type Shape,
  type Tensor,
} from './tensor';
import type { Network, Networks } from './keras/applications';
import type { AssumedSizes } from './assumed-sizes';
import { itemsOf } from '../../python/evaluate/containers';

export type WorkKind = 'convolution' | 'linear' | 'recurrent' | 'product' | 'attention';

/** What one call costs. 1 multiply-add = 2 FLOPs; sums, norms and activations are not counted, as in `torch.utils.flop_counter`. */
export interface Work {
  readonly kind: WorkKind;
  readonly flops: number;
  /** Elements written. */
  readonly elements: number;
  /** Width of the last axis that is read, and the number of attention heads, where that means something. */
  readonly width: number;
  readonly heads?: number;
}

/** Notes of one evaluation that follows shapes. */
export class FollowedWork {
  private readonly works = new Map<Activation, Work[]>();
  private readonly losses = new Map<Activation, string>();

  constructor(
    readonly sizes?: AssumedSizes,
    /** Published networks by name. */
    readonly networks: Networks = () => undefined,
  ) {}

  add(by: Activation, work: Work): void {
    this.works.set(by, [...(this.works.get(by) ?? []), work]);
  }

  /** Counts what some calls did as the work of the one that made them. */
  gather(by: Activation, inner: readonly Activation[]): void {
    const works = inner.flatMap((activation) => this.of(activation));
    inner.forEach((activation) => this.works.delete(activation));
    this.works.set(by, [...(this.works.get(by) ?? []), ...works]);
  }

  /** Notes that the shape of a result is not known from here on, or that shapes do not fit. */
  lose(by: Activation, why: string): void {
    this.losses.set(by, why);
  }

  of(activation: Activation): readonly Work[] {
    return this.works.get(activation) ?? [];
  }

  lossAt(activation: Activation): string | undefined {
    return this.losses.get(activation);
  }
}

/** The call of an operation on tensors: `torch.relu(x)`, `x.relu()` and `F.relu(x)` look alike. */
export class OperationCall {
  private readonly positional: readonly Possible[];

  constructor(
    readonly name: string,
    private readonly call: SummaryCall,
    private readonly followed: FollowedWork,
    readonly isMethod: boolean,
    positional?: readonly Possible[],
  ) {
    const { given, activation } = call;
    this.positional =
      positional ?? (isMethod && activation.receiver !== null ? [activation.receiver, ...given.positional] : given.positional);
  }

  /** The same call as one of a function, with more arguments behind the array. */
  with(name: string, more: readonly (Possible | undefined)[]): OperationCall {
    const [first] = this.positional;
    const behind = more.map((value) => value ?? nothing);
    return new OperationCall(
      name,
      this.call,
      this.followed,
      false,
      first === undefined ? [] : more.length === 0 ? this.positional : [first, ...behind],
    );
  }

  get ev(): Evaluator {
    return this.call.evaluator;
  }

  get activation(): Activation {
    return this.call.activation;
  }

  /** The argument at a position, the array itself being 0, or by name. */
  argument(index: number, ...names: readonly string[]): Possible | undefined {
    return this.positional[index] ?? names.map((name) => this.call.given.keywords.get(name)).find((value) => value !== undefined);
  }

  /** Arguments from a position on: the lengths in `x.view(2, -1)`. */
  rest(index: number): readonly Possible[] {
    return this.positional.slice(index);
  }

  has(index: number, ...names: readonly string[]): boolean {
    return !isNone(this.argument(index, ...names));
  }

  tensor(index: number, ...names: readonly string[]): Tensor | undefined {
    return tensorIn(this.argument(index, ...names));
  }

  /** The array that the operation is about. */
  get input(): Tensor | undefined {
    return this.tensor(0, 'input', 'self', 'tensor', 'x');
  }

  number(index: number, name: string, otherwise: number): number {
    const given = this.argument(index, name);
    return given === undefined || isNone(given) ? otherwise : numberIn(given);
  }

  flag(index: number, name: string, otherwise: boolean): boolean {
    const given = this.argument(index, name);
    const value = given === undefined ? undefined : likely(given);
    return value?.kind === 'constant' && typeof value.value === 'boolean' ? value.value : otherwise;
  }

  text(index: number, name: string): string | undefined {
    const given = this.argument(index, name);
    const value = given === undefined ? undefined : likely(given);
    return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined;
  }

  numbers(index: number, ...names: readonly string[]): readonly number[] | undefined {
    return numbersIn(this.argument(index, ...names));
  }

  /** Numbers given one by one or as one tuple. */
  lengths(index: number, ...names: readonly string[]): readonly number[] | undefined {
    const first = this.argument(index, ...names);
    const value = first === undefined ? undefined : likely(first);
    if (value?.kind === 'sequence') {
      return numbersIn(first);
    }
    const loose = this.rest(index);
    return first === undefined ? undefined : loose.length === 0 ? [numberIn(first)] : loose.map(numberIn);
  }

  /** The items of a list or tuple of arrays. */
  list(index: number, ...names: readonly string[]): readonly Possible[] | undefined {
    const given = this.argument(index, ...names);
    const value = given === undefined ? undefined : likely(given);
    return value?.kind === 'sequence'
      ? itemsOf(value, 1024)
      : value?.kind === 'instance'
        ? [...(this.ev.following?.items(this.ev, value) ?? [])]
        : undefined;
  }

  make(shape: Shape, type?: ElementType): Value {
    return makeTensor(this.ev, shape, type ?? this.input?.type ?? 'float', { kind: 'call', activation: this.activation });
  }

  tuple(values: readonly Value[]): Possible {
    return tupleOf(this.ev, values);
  }

  work(kind: WorkKind, multiplyAdds: number, shape: Shape, width: number, heads?: number): void {
    this.followed.add(this.activation, {
      kind,
      flops: 2 * multiplyAdds,
      elements: elements(shape),
      width,
      ...(heads === undefined ? {} : { heads }),
    });
  }

  /** Work of layers that are not followed one by one. */
  whole(kind: WorkKind, flops: number, written: number, width: number): void {
    this.followed.add(this.activation, { kind, flops, elements: written, width });
  }

  network(name: string): Network | undefined {
    return this.followed.networks(name);
  }

  /** Runs something as part of this call. */
  within(run: () => Possible): Possible {
    const { activations } = this.ev;
    const from = activations.length;
    const result = run();
    this.followed.gather(this.activation, activations.slice(from));
    return result;
  }

  lost(why: string): Possible {
    this.followed.lose(this.activation, why);
    return unknownly(why, { kind: 'call', activation: this.activation });
  }
}

/** What an operation makes of its arrays. */
export type Operation = (call: OperationCall) => Value | Possible | undefined;

export function asPossible(result: Value | Possible): Possible {
  return 'options' in result ? result : certainly(result);
}
