import { iterableSources } from '../ml/data-flow';
import type { MlView } from '../ml/ml-view';
import { isScalerUnused, readPrecision } from '../ml/precision';
import { guardsWithin, libraryName, makers } from '../ml/surroundings';
import { isOpen, listed } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';
import type { Reference } from '../reference/reference';
import { readDataset, type DatasetFacts } from './dataset-facts';
import { asBoolean, asNumber, asPositive, passedAs, type FactReader } from './facts';
import { nominal } from './nominal';
import { isForOtherEnds } from './other-ends';
import type { Facts } from './run-builder';
import type { Fact, Precision } from './run-profile';
import { dictionary } from '../python/dictionary';

export const loaderNames = [
  'torch.utils.data.DataLoader',
  'torch_geometric.loader.DataLoader',
  'torchdata.stateful_dataloader.StatefulDataLoader',
];

/** The loader that a loop iterates; without a lead, the only loader of the program, or the one that shuffles. */
export function loaderOf(reader: FactReader, iterable: Possible | null): Activation | undefined {
  const behind = loaderBehind(iterable);
  if (behind !== undefined) {
    return behind;
  }
  const everywhere = loaderNames.flatMap((name) => reader.program.callsOf(name));
  const others = everywhere.filter(({ context }) => !isForOtherEnds(context));
  const here = others.filter(({ site }) => reader.program.isHere(site.place));
  const all = here.length > 0 ? here : others;
  const sites = new Set(all.map(({ site }) => site));
  if (sites.size <= 1) {
    return all[0];
  }
  const shuffled = all.filter((call) => {
    const shuffle = call.arguments.get('shuffle', 2);
    const sampler = call.arguments.get('sampler', 3);
    const sampled = call.site.arguments.find(({ name }) => name === 'sampler');
    const isTrainSampler = sampler.kind === 'given' && sampled !== undefined && /train/i.test(reader.program.textOf(sampled.valuePlace));
    return isTrainSampler || (shuffle.kind === 'given' && reader.fact(shuffle.possible, asBoolean)?.value === true);
  });
  return new Set(shuffled.map(({ site }) => site)).size === 1 ? shuffled[0] : undefined;
}

/** The loader that is iterated, where the value tells it. */
export function loaderBehind(iterable: Possible | null): Activation | undefined {
  return iterableSources(iterable)
    .flatMap(makers)
    .find((call) => isLoader(call));
}

function isLoader(call: Activation): boolean {
  const { callee } = call;
  return (
    loaderNames.includes(libraryName(callee) ?? '') ||
    (callee.kind === 'class' && callee.lineage.some((name) => loaderNames.includes(name)))
  );
}

/** Batch size, workers and data set of a loader. */
export function loaderFacts(reader: FactReader, loader: Activation | undefined, reference: Reference): Facts & DatasetFacts {
  if (loader === undefined) {
    return {};
  }
  const dataset = loader.arguments.get('dataset', 0);
  const size = loader.arguments.get('batch_size', 1);
  const batchSize = size.kind === 'given' ? nominal(reader, size.possible, batchSizeNames, asPositive) : reader.argument(size, asPositive);
  const numWorkers = reader.argument(loader.arguments.get('num_workers', 5), asNumber);
  const pinMemory = reader.argument(loader.arguments.get('pin_memory', 7), asBoolean);
  return {
    ...readDataset(reader, dataset.kind === 'given' ? dataset.possible : undefined, reference),
    batchSizePerDevice: batchSize,
    numWorkers,
    pinMemory,
  };
}

const batchSizeNames = /^(batch_?size|train_batch_size|per_(device|gpu)_(train_)?batch_size|bs)$/i;

/** What a function outside the workspace was given to make a loader with. */
export function outsideLoaderFacts(reader: FactReader, iterable: Possible | null): Facts {
  for (const source of iterableSources(iterable)) {
    for (const call of makersBehind(source)) {
      const batchSize = passedAs(reader, call, batchSizeNames, asPositive);
      const numWorkers = passedAs(reader, call, /^(num_?workers|workers|n_cpu|n_workers|num_threads)$/i, asNumber);
      if (batchSize !== undefined || numWorkers !== undefined) {
        return { batchSizePerDevice: batchSize, numWorkers };
      }
    }
  }
  return {};
}

/** Calls that made a value, or the tuple it was taken from. */
function makersBehind(value: Possible): readonly Activation[] {
  return value.options.flatMap(({ value: option }) => {
    const origin = option.kind === 'unknown' ? option.origin : option.kind === 'instance' ? option.from : null;
    if (origin?.kind === 'call') {
      return [origin.activation];
    }
    return origin?.kind === 'element' ? makersBehind(origin.of) : [];
  });
}

/** Precision as the whole program states it; unknown where another program decides. */
export function torchPrecision(reader: FactReader, ml: MlView, trainedAt?: number): Fact<Precision> | undefined {
  const precision = trainedAt === undefined ? ml.precision : readPrecision(reader.program, trainedAt);
  if (precision.kind === 'elsewhere') {
    const mixed = precision.by.arguments.get('mixed_precision');
    // None leaves the choice to the launcher's configuration: unknown, not absent.
    const chosen = (option: Value): Precision | undefined =>
      option.kind === 'constant' && option.value !== null ? precisionNamed(option.value) : undefined;
    return (mixed.kind === 'given' ? reader.fact(mixed.possible, chosen) : undefined) ?? launchedPrecision(reader);
  }
  if (precision.kind === 'reduced' && precision.by !== null && isLeftToSetting(precision.by)) {
    return undefined;
  }
  const isPlain = precision.kind === 'reduced' && precision.by !== null && isScalerUnused(reader.program, precision.by);
  if (precision.kind === 'reduced' && !isPlain) {
    if (precision.precision !== null || precision.by === null) {
      return precision.precision === null || precision.by === null
        ? undefined
        : reader.seen<Precision>(precision.precision, precision.by.site.place, precision.by.site.text);
    }
    return reader.argument(precision.by.arguments.get('dtype', 1), (value) =>
      value.kind === 'external' ? autocastTypes[value.name] : undefined,
    );
  }
  return { value: ml.usesTf32 ? 'tf32' : 'fp32', origin: 'framework-default' };
}

const precisionWords =
  /(^|[._])(use_?|enable_?|is_?|with_?)?(amp|fp16|bf16|half|autocast|mixed(_precision)?|precision|dtype|scaler)([._]|$)/i;

/** Under `if config.use_amp`, where nothing in reach says which. */
function isLeftToSetting({ context }: Activation): boolean {
  return guardsWithin(context, null).some(
    ({ decided, names, operators }) =>
      decided === undefined && !operators.includes('except') && names.some((name) => precisionWords.test(name)),
  );
}

/** What `accelerate launch` was told: it hands it on in a variable of the environment. */
function launchedPrecision({ program }: FactReader): Fact<Precision> | undefined {
  const value = precisionNamed(program.variable('ACCELERATE_MIXED_PRECISION') ?? '');
  return value === undefined ? undefined : { value, origin: 'launcher' };
}

const autocastTypes: Readonly<Record<string, Precision>> = dictionary({
  'torch.float16': 'amp-fp16',
  'torch.half': 'amp-fp16',
  'torch.bfloat16': 'amp-bf16',
  'torch.float32': 'fp32',
});

const named: Readonly<Record<string, Precision>> = dictionary({
  no: 'fp32',
  fp16: 'amp-fp16',
  bf16: 'amp-bf16',
  fp8: 'fp8',
  '16': 'amp-fp16',
  '16-mixed': 'amp-fp16',
  'bf16-mixed': 'amp-bf16',
  bf16_mixed: 'amp-bf16',
  '32': 'fp32',
  '32-true': 'fp32',
  '64': 'fp64',
  '64-true': 'fp64',
  '16-true': 'fp16',
  'bf16-true': 'bf16',
  mixed_float16: 'amp-fp16',
  mixed_bfloat16: 'amp-bf16',
  float32: 'fp32',
  float16: 'fp16',
  bfloat16: 'bf16',
});

export function precisionNamed(value: string | number | boolean | null): Precision | undefined {
  return value === null ? 'fp32' : named[String(value)];
}

/** Where the computation runs and how it is spread, as far as the code says. */
export function deviceFacts(reader: FactReader, ml: MlView): Facts {
  const { devices } = ml;
  const { program } = reader;
  const parallel =
    program.callsOf('torch.nn.parallel.DistributedDataParallel')[0] ??
    program.callsOf('torch.nn.parallel.distributed.DistributedDataParallel')[0];
  const dataParallel = program.callsOf('torch.nn.DataParallel')[0];
  const sharded = program.callsOf('torch.distributed.fsdp.FullyShardedDataParallel')[0];
  const compiled = program.callsOf('torch.compile')[0];
  return {
    accelerator:
      devices.other === 'tpu'
        ? { value: 'tpu', origin: 'literal' }
        : devices.cuda && !devices.cudaBySwitch
          ? { value: 'cuda', origin: 'literal' }
          : devices.cpuOnly
            ? { value: 'cpu', origin: 'literal' }
            : undefined,
    distributed:
      sharded !== undefined
        ? reader.seen('fsdp', sharded.site.place, 'FullyShardedDataParallel')
        : parallel !== undefined
          ? reader.seen('ddp', parallel.site.place, 'DistributedDataParallel')
          : dataParallel !== undefined
            ? reader.seen('dp', dataParallel.site.place, 'DataParallel')
            : undefined,
    compiled: compiled === undefined ? undefined : reader.seen(true, compiled.site.place, 'torch.compile'),
  };
}

/** Image size that the transforms of the program make, when they all agree. */
export function imageShape(reader: FactReader): Fact<readonly number[]> | undefined {
  const sizes: { size: readonly [number, number]; call: Activation }[] = [];
  for (const call of reader.program.activations) {
    const name = libraryName(call.callee) ?? '';
    if (!/^torchvision\.transforms(\.v2)?\.(RandomResizedCrop|CenterCrop|RandomCrop|Resize)$/.test(name)) {
      continue;
    }
    const size = sizeOf(reader, call);
    if (size !== undefined) {
      sizes.push({ size, call });
    }
  }
  const crops = sizes.filter(({ call }) => !call.site.name.endsWith('Resize'));
  const [first] = crops.length > 0 ? crops : sizes;
  return first === undefined ? undefined : reader.seen([3, ...first.size], first.call.site.place, first.call.site.name);
}

function sizeOf(reader: FactReader, call: Activation): readonly [number, number] | undefined {
  const answer = call.arguments.get('size', 0);
  if (answer.kind !== 'given') {
    return undefined;
  }
  const side = reader.fact(answer.possible, asPositive)?.value;
  if (side !== undefined) {
    return [side, side];
  }
  const [only] = answer.possible.options;
  const items = only?.value.kind === 'sequence' && !isOpen(only.value) ? listed(only.value) : [];
  const [height, width] = items.map((item) => reader.fact(item, asPositive)?.value);
  return height === undefined ? undefined : [height, width ?? height];
}
