import type { Activation } from '../python/program/call-site';
import { layers, type Context } from '../python/program/context';
import type { Program } from '../python/program/program';
import { constantOf, type Possible } from '../python/values/possible';
import { isWritten } from './settings';
import { libraryName, makers } from './surroundings';
import { codeOf } from './unused-code';
import { dictionary } from '../python/dictionary';

/** A statement of the code about arithmetic precision. */
export type PrecisionEvidence =
  | { readonly kind: 'none' }
  /** Something makes it lower than float32, or hands the choice to a launcher. `precision` is null when it is not told which. */
  | { readonly kind: 'reduced'; readonly precision: 'amp-fp16' | 'amp-bf16' | 'fp16' | 'bf16' | null; readonly by: Activation | null }
  | { readonly kind: 'elsewhere'; readonly by: Activation };

const autocastNames = new Set([
  'torch.autocast',
  'torch.amp.autocast',
  'torch.amp.autocast_mode.autocast',
  'torch.cuda.amp.autocast',
  'torch.cpu.amp.autocast',
]);
const scalerNames = new Set([
  'torch.amp.GradScaler',
  'torch.cuda.amp.GradScaler',
  'torch.GradScaler',
  'torch.amp.grad_scaler.GradScaler',
  'timm.utils.NativeScaler',
  'timm.utils.ApexScaler',
  'timm.utils.cuda.NativeScaler',
]);
/** Libraries that take precision into their own hands. */
const ownersOfPrecision =
  /^(accelerate\.Accelerator|lightning\.fabric\.Fabric|lightning\.Fabric|lightning\.pytorch\.Fabric|pytorch_lightning\.Fabric|deepspeed\.initialize|apex\.amp\.initialize|torch\.distributed\.fsdp\.MixedPrecision|torch\.distributed\.fsdp\.MixedPrecisionPolicy|composer\.Trainer|colossalai\.)/;
const halves: Readonly<Record<string, 'fp16' | 'bf16'>> = dictionary({
  'torch.float16': 'fp16',
  'torch.half': 'fp16',
  'torch.bfloat16': 'bf16',
});

/** Whether a `with` value is an autocast that is not switched off for good. */
function autocastMaker(value: Possible): Activation | undefined {
  return makers(value).find((maker) => autocastNames.has(libraryName(maker.callee) ?? ''));
}

/** Whether a `with` or a decorator around a context comes from code that was not found, and may lower the precision. */
export function mayBeLoweredAround(context: Context): boolean {
  for (const layer of layers(context)) {
    if (layer.kind === 'with' && isFromElsewhere(layer.block.value)) {
      return true;
    }
    if (layer.kind === 'frame' && layer.of.decorators.some(isFromElsewhere)) {
      return true;
    }
  }
  return false;
}

function isFromElsewhere(value: Possible): boolean {
  return value.options.some(
    ({ value: option }) =>
      (option.kind === 'external' && !option.library) || makers(value).some((maker) => maker.callee.kind === 'outside'),
  );
}

/** The autocast around a context, with what its `enabled` argument says. */
export function autocastAround(context: Context): { readonly by: Activation; readonly enabled: boolean | undefined } | undefined {
  for (const layer of layers(context)) {
    const maker =
      layer.kind === 'with'
        ? autocastMaker(layer.block.value)
        : layer.kind === 'frame'
          ? layer.of.decorators.map(autocastMaker).find((found) => found !== undefined)
          : undefined;
    if (maker !== undefined) {
      const enabled = maker.arguments.get('enabled', 2);
      const answer = enabled.kind === 'given' ? constantOf(enabled.possible) : enabled.kind === 'unknown' ? undefined : true;
      return { by: maker, enabled: typeof answer === 'boolean' ? answer : undefined };
    }
  }
  return undefined;
}

/** The type that an autocast computes in. */
export function autocastPrecision(by: Activation): 'amp-fp16' | 'amp-bf16' | null {
  const dtype = by.arguments.get('dtype', libraryName(by.callee)?.startsWith('torch.cuda') === true ? 1 : 1);
  if (dtype.kind !== 'given') {
    const device = by.arguments.get('device_type', 0);
    return dtype.kind === 'unknown' ? null : device.kind === 'given' && constantOf(device.possible) === 'cpu' ? 'amp-bf16' : 'amp-fp16';
  }
  // Where the device can compute in bf16, it does.
  const supported = dtype.possible.options.filter(({ when }) =>
    when.some(({ negated, calls }) => !negated && calls.some((call) => call.endsWith('is_bf16_supported'))),
  );
  const options = supported.length > 0 ? supported : dtype.possible.options;
  const kinds = new Set(options.map(({ value }) => (value.kind === 'external' ? halves[value.name] : undefined)));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? (only === 'fp16' ? 'amp-fp16' : 'amp-bf16') : null;
}

/** Every sign in the program that training is not in plain float32. Weights that are loaded after the training say nothing of it. */
export function readPrecision(program: Program, trainedAt = Number.POSITIVE_INFINITY): PrecisionEvidence {
  for (const activation of program.activations) {
    if (activation.order > trainedAt && activation.site.name === 'from_pretrained') {
      continue;
    }
    const name = libraryName(activation.callee) ?? '';
    if (ownersOfPrecision.test(name)) {
      return { kind: 'elsewhere', by: activation };
    }
    if (autocastNames.has(name) || scalerNames.has(name)) {
      const enabled = activation.arguments.get('enabled', name.endsWith('autocast') ? 2 : undefined);
      if (!(enabled.kind === 'given' && constantOf(enabled.possible) === false)) {
        const isCast = autocastNames.has(name);
        return { kind: 'reduced', precision: isCast ? autocastPrecision(activation) : 'amp-fp16', by: activation };
      }
    }
    if (
      activation.callee.kind === 'method' &&
      activation.arguments.positional.length === 0 &&
      (activation.site.name === 'half' || activation.site.name === 'bfloat16')
    ) {
      return { kind: 'reduced', precision: activation.site.name === 'half' ? 'fp16' : 'bf16', by: activation };
    }
    const cast = castOf(activation);
    if (cast !== undefined) {
      return { kind: 'reduced', precision: cast, by: activation };
    }
  }
  return { kind: 'none' };
}

/** A scaler of gradients that is made and never used: what would use it, or compute in mixed precision, stands in a branch that is not taken. */
export function isScalerUnused(program: Program, by: Activation): boolean {
  return (
    (libraryName(by.callee) ?? '').endsWith('GradScaler') &&
    /\.scale\s*\(/.test(codeOf(program)) &&
    program.callsNamed('scale').length === 0 &&
    [...autocastNames].every((name) => program.callsOf(name).length === 0)
  );
}

/** Mixed precision is there, and a flag of the command line, of a configuration or a branch that is not taken switches it on. */
export function isSwitchedFromOutside(program: Program): boolean {
  const names = [...autocastNames, ...scalerNames];
  const isInOtherBranch =
    /\b(autocast|GradScaler|amp\.(initialize|scale_loss))\s*\(/.test(codeOf(program)) &&
    names.every((name) => program.callsOf(name).length === 0);
  return (
    isInOtherBranch ||
    names.some((name) =>
      program.callsOf(name).some((call) => {
        const enabled = call.arguments.get('enabled', name.endsWith('autocast') ? 2 : undefined);
        return enabled.kind === 'given' && !isWritten(enabled.possible);
      }),
    )
  );
}

const namedHalves: Readonly<Record<string, 'fp16' | 'bf16' | null>> = dictionary({
  float16: 'fp16',
  half: 'fp16',
  bfloat16: 'bf16',
  auto: null,
});

/** `x.to(torch.bfloat16)`, `from_pretrained(torch_dtype="float16")`; null for weights in whatever type they were stored. */
function castOf(activation: Activation): 'fp16' | 'bf16' | null | undefined {
  const candidates: Possible[] = [];
  if (activation.site.name === 'to') {
    candidates.push(...activation.arguments.positional.slice(0, 2));
  }
  for (const parameter of ['dtype', 'torch_dtype']) {
    const value = activation.arguments.keywords.get(parameter);
    if (
      value !== undefined &&
      (activation.site.name === 'to' || activation.site.name === 'from_pretrained' || activation.site.name === 'from_config')
    ) {
      candidates.push(value);
    }
  }
  if (libraryName(activation.callee) === 'torch.set_default_dtype') {
    candidates.push(...activation.arguments.positional.slice(0, 1));
  }
  for (const candidate of candidates) {
    for (const { value } of candidate.options) {
      const half =
        value.kind === 'external'
          ? halves[value.name]
          : value.kind === 'constant' && activation.site.name !== 'to'
            ? namedHalves[String(value.value)]
            : undefined;
      if (half !== undefined) {
        return half;
      }
    }
  }
  return undefined;
}

/** Whether matrix products in float32 may use TF32. */
export function usesTf32(program: Program): boolean {
  const level = program
    .callsOf('torch.set_float32_matmul_precision')
    .map((call) => constantOf(call.arguments.positional[0] ?? { options: [], closed: false }));
  return (
    level.some((value) => value === 'high' || value === 'medium') ||
    program.externalWrites.some(({ target, value }) => target === 'torch.backends.cuda.matmul.allow_tf32' && constantOf(value) !== false)
  );
}
