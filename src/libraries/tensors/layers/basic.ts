import { operationNamed } from '../operations/all';
import { adapted, pool, resized, unfolded, type Pooling } from '../operations/pooling';
import { convolution, linear, perAxis } from '../operations/products';
import type { OperationCall } from '../operation';
import { axisOf, reshaped } from '../arithmetic';
import { elements, type Shape } from '../tensor';
import type { LayerKind, Settings } from './layer';

type Result = ReturnType<LayerKind['call']>;

/** A layer with no weights whose result is that of a function of the same kind. */
function unchanged(call: OperationCall): Result {
  const { input } = call;
  return input === undefined ? undefined : call.make(input.shape);
}

const plain: LayerKind = { call: unchanged };

const identity: LayerKind = { call: (call) => call.argument(0, 'input') };

const linearLayer: LayerKind = {
  keeps: ['in_features', 'out_features'],
  weights: (s) => ({
    weight: [s.number('out_features'), s.number('in_features')],
    bias: s.flag('bias', true) ? [s.number('out_features')] : null,
  }),
  call: (call, layer) => {
    const weight = layer.weight('weight');
    return call.input === undefined || weight === undefined
      ? call.lost('a linear layer on an array whose shape is not known')
      : linear(call, call.input.shape, weight.shape);
  },
};

const bilinear: LayerKind = {
  weights: (s) => ({
    weight: [s.number('out_features'), s.number('in1_features'), s.number('in2_features')],
    bias: s.flag('bias', true) ? [s.number('out_features')] : null,
  }),
  call: (call, layer) => {
    const weight = layer.weight('weight')?.shape;
    if (call.input === undefined || weight === undefined) {
      return undefined;
    }
    const shape = [...call.input.shape.slice(0, -1), weight[0] ?? NaN];
    call.work('linear', elements(shape) * elements(weight.slice(1)), shape, weight[1] ?? NaN);
    return call.make(shape, 'float');
  },
};

function convolutionLayer(rank: number, transposed: boolean): LayerKind {
  return {
    keeps: ['in_channels', 'out_channels', 'kernel_size', 'stride', 'padding', 'dilation', 'groups'],
    weights: (s) => {
      const [read, written, groups] = [s.number('in_channels'), s.number('out_channels'), s.number('groups', 1)];
      const kernel = perAxis(s.numbers('kernel_size'), rank, NaN);
      return {
        weight: transposed ? [read, written / groups, ...kernel] : [written, read / groups, ...kernel],
        bias: s.flag('bias', true) ? [written] : null,
      };
    },
    call: (call, layer) => {
      const weight = layer.weight('weight')?.shape;
      const { settings: s } = layer;
      return call.input === undefined || weight === undefined
        ? call.lost('a convolution on an array whose shape is not known')
        : convolution(call, call.input.shape, weight, {
            kernel: weight.slice(2),
            stride: perAxis(s.numbers('stride'), rank, 1),
            padding: perAxis(s.numbers('padding'), rank, 0),
            same: s.text('padding') === 'same',
            dilation: perAxis(s.numbers('dilation'), rank, 1),
            groups: s.number('groups', 1),
            outputPadding: perAxis(transposed ? s.numbers('output_padding') : undefined, rank, 0),
            transposed,
          });
    },
  };
}

function poolingLayer(rank: number, isMaximum: boolean): LayerKind {
  return {
    keeps: ['kernel_size', 'stride', 'padding'],
    call: (call, { settings: s }) => {
      const kernel = perAxis(s.numbers('kernel_size'), rank, NaN);
      const settings: Pooling = {
        kernel,
        stride: s.has('stride') ? perAxis(s.numbers('stride'), rank, NaN) : kernel,
        padding: perAxis(s.numbers('padding'), rank, 0),
        dilation: perAxis(isMaximum ? s.numbers('dilation') : undefined, rank, 1),
        ceil: s.flag('ceil_mode', false),
      };
      return call.input === undefined
        ? undefined
        : pool(call, call.input.shape, rank, settings, isMaximum && s.flag('return_indices', false));
    },
  };
}

function adaptiveLayer(rank: number): LayerKind {
  return {
    call: (call, { settings: s }) =>
      call.input === undefined ? undefined : adapted(call, call.input.shape, rank, s.numbers('output_size') ?? []),
  };
}

/** Normalisation over the channels, which stand at axis 1. */
function channelNorm(byDefault: boolean, name = 'num_features', tracks = true): LayerKind {
  return {
    keeps: [name],
    weights: (s) => {
      const weight = s.flag('affine', byDefault) ? [s.number(name)] : null;
      return { weight, bias: s.flag('bias', true) ? weight : null };
    },
    buffers: (s) => {
      const shape: Shape = [s.number(name)];
      return tracks && s.flag('track_running_stats', byDefault) ? { running_mean: shape, running_var: shape, num_batches_tracked: [] } : {};
    },
    call: (call, layer) => {
      const { input } = call;
      const channels = layer.settings.number(name);
      const found = input?.shape[input.shape.length === 1 ? 0 : 1];
      return input === undefined
        ? undefined
        : found !== undefined &&
            found !== channels &&
            !Number.isNaN(found) &&
            !Number.isNaN(channels) &&
            (layer.weight('weight')?.shape[0] ?? found) !== found &&
            !/Instance|Group/.test(layer.type)
          ? call.lost(`a norm of ${channels} channels on an array of ${input.shape.join('x')}`)
          : call.make(input.shape);
    },
  };
}

function shapeNorm(hasBias: boolean): LayerKind {
  const shapeOf = (s: Settings): Shape => s.numbers('normalized_shape') ?? [NaN];
  return {
    keeps: ['normalized_shape', 'eps'],
    weights: (s) => {
      const weight = s.flag('elementwise_affine', true) ? shapeOf(s) : null;
      return hasBias ? { weight, bias: s.flag('bias', true) ? weight : null } : { weight };
    },
    call: (call, { settings }) => {
      const { input } = call;
      const wanted = shapeOf(settings).at(-1) ?? NaN;
      const found = input?.shape.at(-1) ?? NaN;
      return input === undefined
        ? undefined
        : found !== wanted && !Number.isNaN(found) && !Number.isNaN(wanted)
          ? call.lost(`a norm of width ${wanted} on an array of ${input.shape.join('x')}`)
          : call.make(input.shape);
    },
  };
}

const embedding: LayerKind = {
  keeps: ['num_embeddings', 'embedding_dim', 'padding_idx'],
  weights: (s) => ({ weight: [s.number('num_embeddings'), s.number('embedding_dim')] }),
  call: (call, layer) => {
    const width = layer.weight('weight')?.shape[1];
    return call.input === undefined || width === undefined
      ? call.lost('an embedding of an array whose shape is not known')
      : call.make([...call.input.shape, width], 'float');
  },
};

const embeddingBag: LayerKind = {
  ...embedding,
  call: (call, layer) => {
    const width = layer.weight('weight')?.shape[1];
    const [ids, offsets] = [call.input, call.tensor(1, 'offsets')];
    const rows = ids?.shape.length === 2 ? ids.shape[0] : offsets?.shape[0];
    return width === undefined || rows === undefined
      ? call.lost('an embedding of an array whose shape is not known')
      : call.make([rows, width], 'float');
  },
};

function padLayer(rank: number): LayerKind {
  return {
    call: (call, { settings: s }) => {
      const given = s.numbers('padding') ?? [NaN];
      const amounts = given.length === 1 ? Array.from({ length: 2 * rank }, () => given[0] ?? NaN) : given;
      const shape = call.input?.shape;
      return shape === undefined
        ? undefined
        : call.make(
            shape.map((length, axis) => {
              const at = 2 * (shape.length - 1 - axis);
              return length + (amounts[at] ?? 0) + (amounts[at + 1] ?? 0);
            }),
          );
    },
  };
}

/** A layer that does what a function does, with the constructor's arguments behind the array. */
function asFunction(name: string, ...settings: readonly string[]): LayerKind {
  return {
    call: (call, layer) =>
      operationNamed(`torch.${name}`)?.run(
        call.with(
          name,
          settings.map((setting) => layer.settings.get(setting)),
        ),
      ),
  };
}

const flatten: LayerKind = {
  call: (call, { settings: s }) => {
    const shape = call.input?.shape;
    if (shape === undefined) {
      return undefined;
    }
    const [from, to] = [axisOf(s.number('start_dim', 1), shape.length), axisOf(s.number('end_dim', -1), shape.length)];
    return call.make([...shape.slice(0, from), elements(shape.slice(from, to + 1)), ...shape.slice(to + 1)]);
  },
};

const unflatten: LayerKind = {
  call: (call, { settings: s }) => {
    const shape = call.input?.shape;
    const axis = axisOf(s.number('dim'), shape?.length ?? 0);
    const parts = shape === undefined ? undefined : reshaped([shape[axis] ?? NaN], s.numbers('unflattened_size') ?? []);
    return shape === undefined || parts === undefined
      ? undefined
      : call.make([...shape.slice(0, axis), ...parts, ...shape.slice(axis + 1)]);
  },
};

const upsample: LayerKind = {
  call: (call, { settings: s }) =>
    call.input === undefined
      ? undefined
      : resized(call, call.input.shape, s.has('size') ? s.numbers('size') : undefined, s.numbers('scale_factor')),
};

const unfold: LayerKind = {
  call: (call, { settings: s }) =>
    call.input === undefined
      ? undefined
      : unfolded(call, call.input.shape, {
          kernel: perAxis(s.numbers('kernel_size'), 2, NaN),
          stride: perAxis(s.numbers('stride'), 2, 1),
          padding: perAxis(s.numbers('padding'), 2, 0),
          dilation: perAxis(s.numbers('dilation'), 2, 1),
          ceil: false,
        }),
};

const prelu: LayerKind = { weights: (s) => ({ weight: [s.number('num_parameters', 1)] }), call: unchanged };

/** Losses are modules too: one number. */
const loss: LayerKind = { call: (call) => (call.input === undefined ? undefined : call.make([], 'float')) };

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const unweighted = words(`
  ReLU ReLU6 SELU SiLU Mish Hardsigmoid Hardswish ELU CELU RReLU Hardtanh Threshold GELU LeakyReLU Sigmoid Tanh Tanhshrink Softsign
  LogSigmoid Softmax2d Hardshrink Softshrink Softplus Softmax LogSoftmax Softmin Dropout Dropout1d Dropout2d Dropout3d AlphaDropout
  FeatureAlphaDropout LocalResponseNorm CrossMapLRN2d ChannelShuffle
`);
const losses = words(`
  L1Loss MSELoss MultiLabelMarginLoss SoftMarginLoss SmoothL1Loss HuberLoss CrossEntropyLoss NLLLoss KLDivLoss BCELoss
  MultiLabelSoftMarginLoss BCEWithLogitsLoss MarginRankingLoss CosineEmbeddingLoss TripletMarginLoss CTCLoss
`);

export const basicLayers: readonly (readonly [string, LayerKind])[] = [
  ...unweighted.map((name) => [name, plain] as const),
  ...losses.map((name) => [name, loss] as const),
  ['Identity', identity],
  ['Linear', linearLayer],
  ['Bilinear', bilinear],
  ...[1, 2, 3].flatMap((rank): readonly (readonly [string, LayerKind])[] => [
    [`Conv${rank}d`, convolutionLayer(rank, false)],
    [`ConvTranspose${rank}d`, convolutionLayer(rank, true)],
    [`MaxPool${rank}d`, poolingLayer(rank, true)],
    [`AvgPool${rank}d`, poolingLayer(rank, false)],
    [`AdaptiveAvgPool${rank}d`, adaptiveLayer(rank)],
    [`AdaptiveMaxPool${rank}d`, adaptiveLayer(rank)],
    [`BatchNorm${rank}d`, channelNorm(true)],
    [`InstanceNorm${rank}d`, channelNorm(false)],
    ...['Reflection', 'Replication', 'Zero', 'Constant', 'Circular'].map((kind) => [`${kind}Pad${rank}d`, padLayer(rank)] as const),
  ]),
  ['SyncBatchNorm', channelNorm(true)],
  ['GroupNorm', channelNorm(true, 'num_channels', false)],
  ['LayerNorm', shapeNorm(true)],
  ['RMSNorm', shapeNorm(false)],
  ['Embedding', embedding],
  ['EmbeddingBag', embeddingBag],
  ['PReLU', prelu],
  ['Flatten', flatten],
  ['Unflatten', unflatten],
  ['Upsample', upsample],
  ['UpsamplingNearest2d', upsample],
  ['UpsamplingBilinear2d', upsample],
  ['Unfold', unfold],
  ['PixelShuffle', asFunction('pixel_shuffle', 'upscale_factor')],
  ['PixelUnshuffle', asFunction('pixel_unshuffle', 'downscale_factor')],
  ['GLU', asFunction('glu', 'dim')],
  ['CosineSimilarity', asFunction('cosine_similarity')],
  ['PairwiseDistance', asFunction('pairwise_distance')],
];
