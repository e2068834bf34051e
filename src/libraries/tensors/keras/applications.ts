import { record } from '../../../python/evaluate/calls';
import type { State } from '../../../python/evaluate/state';
import type { CallSummary, SummaryCall } from '../../../python/evaluate/summary';
import type { Activation } from '../../../python/program/call-site';
import { certainly, type Possible } from '../../../python/values/possible';
import type { InstanceValue } from '../../../python/values/value';
import type { FollowedWork } from '../operation';
import { elements, likely, makeTensor, numberIn, numbersIn, tensorIn, type Shape } from '../tensor';
import { symbolicBatch } from './model';
import { dictionary } from '../../../python/dictionary';

/** A published network whose layers are not followed: its figures at one input, from the reference tables. */
export interface Network {
  readonly parameters: number;
  readonly forwardFlops: number;
  /** Channels, height and width; tokens of a text. */
  readonly input: readonly number[];
  readonly activationElements: number;
  readonly isTransformer?: boolean;
  /** Of transformers. */
  readonly layers?: number;
  readonly hidden?: number;
  readonly heads?: number;
  /** Side of the patches that images are cut into. */
  readonly patch?: number;
}

export type Networks = (name: string) => Network | undefined;

/** Channels of the last feature map, and weights of the layers above it for 1,000 classes where they are more than one (Keras 3.5, 2024). */
const features: Readonly<Record<string, readonly [width: number, top?: number]>> = dictionary({
  VGG16: [512, 123_642_856],
  VGG19: [512, 123_642_856],
  ResNet50: [2048],
  ResNet101: [2048],
  ResNet152: [2048],
  ResNet50V2: [2048],
  ResNet101V2: [2048],
  ResNet152V2: [2048],
  InceptionV3: [2048],
  InceptionResNetV2: [1536],
  Xception: [2048],
  MobileNet: [1024],
  MobileNetV2: [1280],
  DenseNet121: [1024],
  DenseNet169: [1664],
  DenseNet201: [1920],
  EfficientNetB0: [1280],
  EfficientNetB1: [1280],
  EfficientNetB2: [1408],
  EfficientNetB3: [1536],
  EfficientNetB4: [1792],
  EfficientNetB5: [2048],
  EfficientNetB6: [2304],
  EfficientNetB7: [2560],
  EfficientNetV2B0: [1280],
  EfficientNetV2B1: [1280],
  EfficientNetV2B2: [1408],
  EfficientNetV2B3: [1536],
  EfficientNetV2S: [1280],
  EfficientNetV2M: [1280],
  EfficientNetV2L: [1280],
});
/** All of them halve the image five times. */
const STRIDE = 32;
const PUBLISHED_CLASSES = 1000;

interface Applied {
  readonly body: number;
  readonly top: number;
  readonly flops: number;
  readonly written: number;
  readonly area: number;
  readonly width: number;
  /** Null without the layers above the features. */
  readonly classes: number | null;
  readonly pools: boolean;
}

const applied = new WeakMap<State<Possible>, Applied>();

/** Weights of a published network, without the statistics that it does not train; undefined for anything else. */
export function weightsOfNetwork(of: InstanceValue): number | undefined {
  const network = applied.get(of.attributes);
  return network === undefined ? undefined : network.body + network.top;
}

export function isApplication(name: string): boolean {
  return name.startsWith('keras.applications.') && name.slice('keras.applications.'.length) in features;
}

/** `keras.applications.ResNet50(include_top=False, input_shape=(150, 150, 3))`. */
export function application(name: string, networks: Networks, notes: FollowedWork): CallSummary {
  return (call) => {
    const network = networks(name);
    const [width, published] = features[name.slice('keras.applications.'.length)] ?? [];
    if (network === undefined || width === undefined) {
      return undefined;
    }
    const { evaluator, activation } = call;
    const read = (argument: string): Possible | undefined => {
      const answer = activation.arguments.get(argument);
      return answer.kind === 'given' || answer.kind === 'default' ? answer.possible : undefined;
    };
    const constantAt = (argument: string): unknown => {
      const given = read(argument);
      const value = given === undefined ? undefined : likely(given);
      return value?.kind === 'constant' ? value.value : undefined;
    };
    const hasTop = constantAt('include_top') !== false;
    const top = published ?? (width + 1) * PUBLISHED_CLASSES;
    const classes = numberIn(read('classes'));
    const [, height = NaN, wide = NaN] = network.input;
    const attributes = evaluator.store.create<Possible>();
    const instance: InstanceValue = {
      kind: 'instance',
      className: 'keras.Model',
      of: null,
      attributes,
      from: { kind: 'call', activation },
    };
    applied.set(attributes, {
      body: network.parameters - top,
      top: hasTop ? top + (width + 1) * (classes - PUBLISHED_CLASSES) : 0,
      flops: network.forwardFlops - 2 * top,
      written: network.activationElements,
      area: height * wide,
      width,
      classes: hasTop ? classes : null,
      pools: typeof constantAt('pooling') === 'string',
    });
    const given = tensorIn(read('input_tensor')) === undefined ? undefined : read('input_tensor');
    const sides = numbersIn(read('input_shape')) ?? [height, wide, 3];
    const input = given ?? certainly(makeTensor(evaluator, [symbolicBatch, ...sides], 'float', null, 'keras.KerasTensor'));
    attributes.set('input', input);
    attributes.set('output', outputOf(call, instance, input, notes));
    return certainly(instance);
  };
}

/** The call that stands between the network's own input and output. */
function outputOf({ evaluator, activation }: SummaryCall, instance: InstanceValue, input: Possible, notes: FollowedWork): Possible {
  const given = { positional: [input], keywords: new Map<string, Possible>(), openPositional: false, openKeywords: false };
  const made = record(evaluator, activation.site, { kind: 'object', of: certainly(instance) }, certainly(instance), given, undefined);
  made.result = runNetwork(evaluator, instance, input, made, notes) ?? input;
  return made.result;
}

/** What a published network makes of an image; undefined for other models. */
export function runNetwork(
  ev: SummaryCall['evaluator'],
  of: InstanceValue,
  input: Possible | undefined,
  by: Activation,
  notes: FollowedWork,
): Possible | undefined {
  const network = applied.get(of.attributes);
  const shape = tensorIn(input)?.shape;
  if (network === undefined || shape?.length !== 4) {
    return undefined;
  }
  const [batch = NaN, height = NaN, width = NaN] = shape;
  const scale = (height * width) / network.area;
  notes.add(by, {
    kind: 'convolution',
    flops: batch * network.flops * scale,
    elements: batch * network.written * scale,
    width: network.width,
  });
  if (network.classes !== null) {
    notes.add(by, { kind: 'linear', flops: 2 * batch * network.top, elements: batch * network.classes, width: network.width });
  }
  const result: Shape =
    network.classes !== null
      ? [batch, network.classes]
      : network.pools
        ? [batch, network.width]
        : [batch, Math.ceil(height / STRIDE), Math.ceil(width / STRIDE), network.width];
  return elements(result) > 0 || Number.isNaN(elements(result))
    ? certainly(makeTensor(ev, result, 'float', { kind: 'call', activation: by }, 'keras.KerasTensor'))
    : undefined;
}
