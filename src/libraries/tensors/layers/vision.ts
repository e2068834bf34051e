import type { Evaluator } from '../../../python/evaluate/evaluator';
import { certainly, type Possible } from '../../../python/values/possible';
import type { InstanceValue } from '../../../python/values/value';
import { elements, likely, tensorIn } from '../tensor';
import { perAxis } from '../operations/products';
import type { OperationCall } from '../operation';
import { applyTo, makeLayer, type LayerKind, type Part, type Settings } from './layer';

/** Parts of vision transformers that timm exports, and the ResNets of torchvision. */
const linear = (read: number, written: number, bias = true): Part => ({
  type: 'torch.nn.Linear',
  settings: { in_features: read, out_features: written, bias },
});
const norm = (width: number): Part => ({ type: 'torch.nn.LayerNorm', settings: { normalized_shape: width } });

function through(call: OperationCall, start: Possible | undefined, parts: readonly (Possible | undefined)[]): Possible | undefined {
  return parts.reduce<Possible | undefined>((x, part) => (x === undefined || part === undefined ? x : applyTo(call, part, [x])), start);
}

const mlp: LayerKind = {
  parts: (s) => {
    const width = s.number('in_features');
    const hidden = s.number('hidden_features', width);
    return { fc1: linear(width, hidden, s.flag('bias', true)), fc2: linear(hidden, s.number('out_features', width), s.flag('bias', true)) };
  },
  call: (call, layer) => through(call, call.argument(0, 'x'), [layer.part('fc1'), layer.part('fc2')]),
};

/** Patches along each side of a `PatchEmbed`, which code reads to size its position embedding. */
function patchGrid(s: Settings): readonly number[] {
  const sides = perAxis(s.numbers('img_size'), 2, 224);
  const patches = perAxis(s.numbers('patch_size'), 2, 16);
  return sides.map((side, index) => Math.floor(side / (patches[index] ?? NaN)));
}

const patchEmbed: LayerKind = {
  numbers: (s) => ({
    img_size: perAxis(s.numbers('img_size'), 2, 224),
    patch_size: perAxis(s.numbers('patch_size'), 2, 16),
    grid_size: patchGrid(s),
    num_patches: elements(patchGrid(s)),
  }),
  parts: (s) => {
    const [height = 16, width = 16] = perAxis(s.numbers('patch_size'), 2, 16);
    return {
      proj: {
        type: 'torch.nn.Conv2d',
        settings: {
          in_channels: s.number('in_chans', 3),
          out_channels: s.number('embed_dim', 768),
          kernel_size: height,
          stride: width,
          bias: s.flag('bias', true),
        },
      },
    };
  },
  call: (call, layer) => {
    const cut = through(call, call.argument(0, 'x'), [layer.part('proj')]);
    const shape = tensorIn(cut)?.shape;
    if (shape === undefined) return undefined;
    const [batch = NaN, width = NaN, ...grid] = shape;
    return call.make([batch, elements(grid), width], 'float');
  },
};

const block: LayerKind = {
  parts: (s) => {
    const width = s.number('dim');
    const wide = Math.floor(width * s.number('mlp_ratio', 4));
    return {
      norm1: norm(width),
      attn: {
        type: 'timm.layers.Attention',
        settings: { dim: width, num_heads: s.number('num_heads', 8), qkv_bias: s.flag('qkv_bias', false) },
      },
      norm2: norm(width),
      mlp: { type: 'timm.layers.Mlp', settings: { in_features: width, hidden_features: wide } },
    };
  },
  call: (call, layer) => {
    const x = call.argument(0, 'x');
    through(call, x, [layer.part('norm1'), layer.part('attn')]);
    through(call, x, [layer.part('norm2'), layer.part('mlp')]);
    return x;
  },
};

const attention: LayerKind = {
  keeps: ['num_heads'],
  parts: (s) => {
    const width = s.number('dim');
    return { qkv: linear(width, 3 * width, s.flag('qkv_bias', false)), proj: linear(width, width, s.flag('proj_bias', true)) };
  },
  call: (call, layer) => {
    const x = call.argument(0, 'x');
    const shape = tensorIn(x)?.shape;
    if (shape?.length !== 3) return call.lost('attention to an array whose shape is not known');
    const [batch = NaN, tokens = NaN, width = NaN] = shape;
    const heads = layer.settings.number('num_heads', 8);
    through(call, x, [layer.part('qkv')]);
    call.work('attention', 2 * batch * tokens * tokens * width, shape, width / heads, heads);
    return through(call, x, [layer.part('proj')]);
  },
};

interface ResNetPlan {
  readonly depths: readonly number[];
  readonly bottleneck: boolean;
  readonly groups?: number;
  readonly width?: number;
}

/** Depths and widths (torchvision 0.20, 2024). */
const resNets: Readonly<Record<string, ResNetPlan>> = {
  resnet18: { depths: [2, 2, 2, 2], bottleneck: false },
  resnet34: { depths: [3, 4, 6, 3], bottleneck: false },
  resnet50: { depths: [3, 4, 6, 3], bottleneck: true },
  resnet101: { depths: [3, 4, 23, 3], bottleneck: true },
  resnet152: { depths: [3, 8, 36, 3], bottleneck: true },
  resnext50_32x4d: { depths: [3, 4, 6, 3], bottleneck: true, groups: 32, width: 4 },
  resnext101_32x8d: { depths: [3, 4, 23, 3], bottleneck: true, groups: 32, width: 8 },
  wide_resnet50_2: { depths: [3, 4, 6, 3], bottleneck: true, width: 128 },
  wide_resnet101_2: { depths: [3, 4, 23, 3], bottleneck: true, width: 128 },
};

const conv = (read: number, written: number, size: number, stride = 1, groups = 1): Part => ({
  type: 'torch.nn.Conv2d',
  settings: { in_channels: read, out_channels: written, kernel_size: size, stride, padding: (size - 1) / 2, groups, bias: false },
});
const batchNorm = (width: number): Part => ({ type: 'torch.nn.BatchNorm2d', settings: { num_features: width } });
const relu: Part = { type: 'torch.nn.ReLU', settings: {} };

function sequence(ev: Evaluator, parts: readonly (Part | InstanceValue)[]): InstanceValue {
  const holder = makeLayer(ev, { type: 'torch.nn.Sequential', settings: {} });
  parts.forEach((part, index) => holder.attributes.set(String(index), certainly('kind' in part ? part : makeLayer(ev, part))));
  return holder;
}

/** One residual block: the path of convolutions and, where the shape changes, a projection beside it. */
const residual: LayerKind = {
  parts: (s: Settings, ev) => {
    const [read, planes, stride] = [s.number('read'), s.number('planes'), s.number('stride')];
    const isWide = s.flag('bottleneck', false);
    const inner = Math.floor(planes * (s.number('width') / 64)) * s.number('groups');
    const out = isWide ? 4 * planes : planes;
    const convolutions: Readonly<Record<string, Part>> = isWide
      ? {
          conv1: conv(read, inner, 1),
          bn1: batchNorm(inner),
          conv2: conv(inner, inner, 3, stride, s.number('groups')),
          bn2: batchNorm(inner),
          conv3: conv(inner, out, 1),
          bn3: batchNorm(out),
        }
      : { conv1: conv(read, planes, 3, stride), bn1: batchNorm(planes), conv2: conv(planes, planes, 3), bn2: batchNorm(planes) };
    return {
      ...convolutions,
      relu,
      downsample: stride !== 1 || read !== out ? sequence(ev, [conv(read, out, 1, stride), batchNorm(out)]) : null,
    };
  },
  call: (call, layer) => {
    const x = call.argument(0, 'x');
    const path = ['conv1', 'bn1', 'conv2', 'bn2', 'conv3', 'bn3'].map((name) => layer.part(name));
    through(call, x, [layer.part('downsample')]);
    return through(call, x, path);
  },
};

/** `ResNet(Bottleneck, [3, 4, 6, 3])`: the plan is in the arguments. */
function planOf(s: Settings): ResNetPlan {
  const block = s.get('block');
  const value = block === undefined ? undefined : likely(block);
  const isKnown = value?.kind === 'external' && /\.(Bottleneck|BasicBlock)$/.test(value.name);
  return {
    depths: isKnown ? (s.numbers('layers') ?? []) : [NaN],
    bottleneck: value?.kind === 'external' && value.name.endsWith('Bottleneck'),
    groups: s.number('groups', 1),
    width: s.number('width_per_group', 64),
  };
}

const resNet = (named: ResNetPlan | null): LayerKind => ({
  parts: (s, ev) => {
    const plan = named ?? planOf(s);
    // With a block of the program's own, no weight of it is known here.
    const isWhole = plan.depths.length === 4;
    let read = 64;
    const stages = plan.depths.map((depth, stage) => {
      const planes = 64 * 2 ** stage;
      const blocks = Array.from({ length: depth > 0 ? depth : 0 }, (_, index) => {
        const part: Part = {
          type: 'torchvision.models.residual',
          settings: {
            read,
            planes,
            stride: index === 0 && stage > 0 ? 2 : 1,
            bottleneck: plan.bottleneck,
            groups: plan.groups ?? 1,
            width: plan.width ?? 64,
          },
        };
        read = plan.bottleneck ? 4 * planes : planes;
        return part;
      });
      return sequence(ev, blocks);
    });
    return {
      conv1: {
        type: 'torch.nn.Conv2d',
        settings: { in_channels: 3, out_channels: 64, kernel_size: 7, stride: 2, padding: 3, bias: false },
      },
      bn1: batchNorm(isWhole ? 64 : NaN),
      relu,
      maxpool: { type: 'torch.nn.MaxPool2d', settings: { kernel_size: 3, stride: 2, padding: 1 } },
      ...Object.fromEntries(stages.map((stage, index) => [`layer${index + 1}`, stage])),
      avgpool: { type: 'torch.nn.AdaptiveAvgPool2d', settings: { output_size: 1 } },
      fc: linear(isWhole ? read : NaN, s.number('num_classes', 1000)),
    };
  },
  call: (call, layer) => {
    const names = ['conv1', 'bn1', 'relu', 'maxpool', 'layer1', 'layer2', 'layer3', 'layer4', 'avgpool'];
    const pooled = through(
      call,
      call.argument(0, 'x'),
      names.map((name) => layer.part(name)),
    );
    const shape = tensorIn(pooled)?.shape;
    const fc = layer.part('fc');
    if (shape === undefined || fc === undefined) return call.lost('a network on an array whose shape is not known');
    return applyTo(call, fc, [certainly(call.make([shape[0] ?? NaN, elements(shape.slice(1))], 'float'))]);
  },
});

const homes = ['timm.layers', 'timm.models.vision_transformer'];

export const visionLayers: readonly (readonly [string, LayerKind])[] = [
  ...homes.flatMap((home): readonly (readonly [string, LayerKind])[] => [
    [`${home}.Mlp`, mlp],
    [`${home}.PatchEmbed`, patchEmbed],
    [`${home}.Block`, block],
    [`${home}.Attention`, attention],
  ]),
  ['torchvision.models.residual', residual],
  ['torchvision.models.ResNet', resNet(null)],
  ...Object.entries(resNets).map(([name, plan]) => [`torchvision.models.${name}`, resNet(plan)] as const),
];
