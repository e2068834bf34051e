import type { SizeLevel } from '../libraries/tensors/assumed-sizes';
import type { FollowedWork } from '../libraries/tensors/operation';
import { tensorIn } from '../libraries/tensors/tensor';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { InstanceValue, Value } from '../python/values/value';
import { assumedInputs, imageSides } from './assumed-inputs';
import { countForward, type CountedForward, type ModelInput } from './count-forward';
import type { Traced } from './partial-forward';
import { likelyInputs, type KnownBatch } from './model-inputs';

/** A forward pass that was followed to its end. */
export interface Forward {
  readonly counted: CountedForward;
  readonly inputs: readonly ModelInput[];
  readonly batch: number;
  /** What was taken for granted of the input; null when nothing was. */
  readonly assumed: string | null;
}

export interface Failed {
  readonly doubts: readonly string[];
  /** The most that was followed of a pass. */
  readonly traced?: Traced | undefined;
}

/** Looks for the arrays that a model is called with: the first that fit every layer. */
export class ForwardSearch {
  private doubts: readonly string[] | undefined;
  private traced: Traced | undefined;
  private isAssuming = false;

  constructor(
    private readonly program: Program,
    private readonly work: FollowedWork,
    /** The evaluation that rules see, whose calls show how many arrays the model takes. */
    private readonly plain: Program,
    /** Null where no input is taken for granted. */
    private readonly level: SizeLevel | null,
  ) {}

  of(model: InstanceValue, made: Activation, known: KnownBatch): Forward | Failed {
    const run = (inputs: readonly ModelInput[]): CountedForward | undefined => this.run(model, made, inputs, known.batch);
    for (const inputs of this.called(model)) {
      const counted = run(inputs);
      const [first] = inputs;
      if (counted !== undefined && first !== undefined) {
        return { counted, inputs, batch: first.shape.includes(known.batch) ? known.batch : (first.shape[0] ?? 1), assumed: null };
      }
    }
    for (const input of likelyInputs(known)) {
      const inputs = this.withOthers(model, input);
      const counted = run(inputs);
      if (counted !== undefined) {
        return { counted, inputs, batch: known.batch, assumed: null };
      }
    }
    return this.assuming(model, known, run) ?? { doubts: this.doubts ?? ['the shape of the input'], traced: this.traced };
  }

  private run(model: InstanceValue, made: Activation, inputs: readonly ModelInput[], batch: number): CountedForward | undefined {
    const counted = countForward(this.program, this.work, model, made.site, inputs);
    if (counted !== null && counted.doubts.length === 0 && counted.flops > 0) {
      return counted;
    }
    const known = counted === null ? 0 : counted.works.reduce((sum, { flops }) => sum + (Number.isNaN(flops) ? 0 : flops), 0) / batch;
    // With an input that was taken for granted, the first and smallest one gives the least.
    if (known > 0 && (this.traced === undefined || (!this.isAssuming && known > this.traced.flops))) this.traced = { flops: known, inputs };
    this.doubts ??= counted === null ? ['too many steps'] : counted.doubts.length === 0 ? ['nothing that was counted'] : counted.doubts;
    return undefined;
  }

  private assuming(
    model: InstanceValue,
    known: KnownBatch,
    run: (inputs: readonly ModelInput[]) => CountedForward | undefined,
  ): Forward | undefined {
    const { level } = this;
    this.isAssuming = true;
    if (level === null) {
      return undefined;
    }
    // What only one size fits is found at the first level; the others ask what smaller and larger ones would do.
    const isShapeKnown = known.sampleShape !== undefined || known.tokens !== undefined || level !== 'typical';
    const fitting: Forward[] = [];
    for (const input of isShapeKnown ? [] : imageSides(this.program, this.work, model, known.batch)) {
      const inputs = this.withOthers(model, input);
      const counted = run(inputs);
      if (counted !== undefined) fitting.push({ counted, inputs, batch: known.batch, assumed: null });
      if (fitting.length > 1) break;
    }
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) {
      return only;
    }
    for (const { input, assumed } of assumedInputs(this.program, this.work, model, known.batch, level)) {
      const inputs = this.withOthers(model, input);
      const counted = run(inputs);
      if (counted !== undefined) {
        return { counted, inputs, batch: known.batch, assumed };
      }
    }
    return undefined;
  }

  /** The array with those that stand behind it in the calls of the model: targets, or a second sequence, of the same length. */
  private withOthers(model: InstanceValue, input: ModelInput): readonly ModelInput[] {
    const { of } = model;
    const forward = of === null ? undefined : this.plain.methodOf(of, 'forward');
    const names = forward === undefined ? [] : this.plain.parametersOf(forward).slice(1);
    const given = this.plain.activations
      .filter(({ callee }) => callee.kind === 'object' && callee.of.options.some(({ value }) => isSameMaker(value, model)))
      .map(({ arguments: { positional } }) => positional.length);
    const last = names.findIndex((name) => /mask|len|hidden|state/.test(name));
    const count = input.type === 'int' ? Math.max(1, ...given) : 1;
    // Published transformers take the mask and the types of the tokens as arrays like the tokens themselves.
    if (input.type === 'int' && names.some((name) => /attention_mask|token_type/.test(name))) {
      return names.slice(0, Math.max(1, this.required(model))).map(() => input);
    }
    return Array.from({ length: Math.max(1, Math.min(count, last === -1 ? count : last)) }, () => input);
  }

  /** How many arguments `forward` must be given. */
  private required({ of }: InstanceValue): number {
    const forward = of === null ? undefined : this.plain.methodOf(of, 'forward');
    return (forward?.node.parameters ?? [])
      .slice(1)
      .filter(({ kind, name }) => kind === 'positional' && forward?.defaults.has(name) !== true).length;
  }

  /** Arrays of known shapes that the program itself calls the model with. */
  private called(model: InstanceValue): readonly (readonly ModelInput[])[] {
    const found: (readonly ModelInput[])[] = [];
    for (const { callee, arguments: given } of this.program.activations) {
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

function isSameMaker(value: Value, model: InstanceValue): boolean {
  return value.kind === 'instance' && value.of !== null && value.of.name === model.of?.name;
}
