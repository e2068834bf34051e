import { iterableSources } from '../ml/data-flow';
import type { MlView } from '../ml/ml-view';
import { guardsWithin, libraryName, makers } from '../ml/surroundings';
import { entryOf, isOpen, listed, listedIn } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';
import type { Reference } from '../reference/reference';
import { readDataset, type DatasetFacts } from './dataset-facts';
import { asBoolean, asNumber, asPositive, asText, passedAs, type FactReader } from './facts';
import { nominal } from './nominal';
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
  for (const source of iterableSources(iterable)) {
    const made = makers(source).find((call) => isLoader(call));
    if (made !== undefined) {
      return made;
    }
  }
  const everywhere = loaderNames.flatMap((name) => reader.program.callsOf(name));
  const here = everywhere.filter(({ site }) => reader.program.isHere(site.place));
  const all = here.length > 0 ? here : everywhere;
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

/** Name and learning rate of a torch optimizer. */
export function optimizerFacts(reader: FactReader, optimizer: Possible | null | undefined): Facts {
  const facts = firstOptimizer(reader, optimizer);
  return isOneOfSeveral(optimizer) ? { ...facts, optimizer: undefined } : facts;
}

/** A setting that is not known picks one of several: which one is not known either. */
function isOneOfSeveral(optimizer: Possible | null | undefined): boolean {
  const names = optimizer === null || optimizer === undefined ? [] : makers(optimizer).map(({ callee }) => libraryName(callee) ?? '');
  return new Set(names.filter((name) => name.startsWith('torch.optim.'))).size > 1;
}

/** Names of classes that are optimizers, in PyTorch and in libraries around it. */
export const optimizerClasses = /(^|\.)optim|Optimizer|bitsandbytes|Adafactor|Lion|^transformers\.AdamW$|^deepspeed\.ops\.\w+\.[A-Z]/;

function firstOptimizer(reader: FactReader, optimizer: Possible | null | undefined): Facts {
  for (const maker of optimizer === null || optimizer === undefined ? [] : makers(optimizer)) {
    const name = libraryName(maker.callee);
    if (name !== null && optimizerClasses.test(name)) {
      const short = name.slice(name.lastIndexOf('.') + 1);
      if (short.startsWith('create_optimizer')) {
        const settings = maker.arguments.positional[0] ?? maker.arguments.keywords.get('args');
        return {
          optimizer: reader.fact(settingOf(reader, settings, 'opt'), asText) ?? reader.argument(maker.arguments.get('opt'), asText),
          learningRate:
            nominal(reader, settingOf(reader, settings, 'lr'), learningRateNames, asNumber) ??
            reader.argument(maker.arguments.get('lr'), asNumber),
        };
      }
      return {
        optimizer: reader.seen(short.toLowerCase(), maker.site.place, name),
        learningRate: rateOf(reader, maker),
      };
    }
    const lookedUp = computedName(maker);
    if (lookedUp !== undefined) {
      const found = reader.fact(lookedUp, asText);
      return {
        optimizer: found === undefined ? undefined : withLowerCase(found),
        learningRate: rateOf(reader, maker),
      };
    }
    const own = maker.callee.kind === 'class' && /optim/i.test(maker.callee.of.name) ? maker.callee.of.name : undefined;
    if (own !== undefined) {
      const rate = passedAs(reader, maker, /^(base_|initial_)?(lr|learning_rate)$/i, asNumber);
      return { optimizer: reader.seen(own.toLowerCase(), maker.site.place, own), learningRate: rate };
    }
    const inner = [...maker.arguments.positional, ...maker.arguments.keywords.values()].find((given) => isOptimizer(reader, given));
    if (inner !== undefined) {
      return firstOptimizer(reader, inner);
    }
    const learningRate = passedAs(reader, maker, learningRateNames, asNumber);
    const optimizer = passedAs(reader, maker, optimizerNames, asText) ?? namedByOutsideClass(reader, maker);
    if (learningRate !== undefined || optimizer !== undefined) {
      return { learningRate, optimizer };
    }
  }
  return {};
}

function isOptimizer(reader: FactReader, { options }: Possible): boolean {
  return options.some(({ value }) => reader.program.typesOf(value).includes('torch.optim.Optimizer'));
}

/** What steps is an optimizer: a class of another package names it, `AdaBelief(parameters, lr=1e-3)`. */
function namedByOutsideClass(reader: FactReader, { callee, site }: Activation): Fact<string> | undefined {
  const short = callee.kind === 'outside' ? callee.name.slice(callee.name.lastIndexOf('.') + 1) : '';
  return /^[A-Z]\w*$/.test(short) && !noOptimizers.test(short) ? reader.seen(short.toLowerCase(), site.place, short) : undefined;
}

const noOptimizers = /sched|warmup|wrapper|trainer|engine|model|scaler|^(Optim|Optimizers?|MyOptim\w*|Noam\w*)$/i;

function rateOf(reader: FactReader, maker: Activation): Fact<number> | undefined {
  const rate = maker.arguments.get('lr', 1);
  if (rate.kind !== 'given' && rate.kind !== 'unknown') {
    const [groups] = maker.arguments.positional;
    const rates = groups === undefined ? [] : listedIn(groups).flatMap(({ options }) => options.flatMap(({ value }) => rateOfGroup(value)));
    if (rates.length > 0) {
      return rates.map((own) => nominal(reader, own, learningRateNames, asNumber))[0];
    }
  }
  return rate.kind === 'given' ? nominal(reader, rate.possible, learningRateNames, asNumber) : reader.argument(rate, asNumber);
}

/** The rate that a group of parameters brings along: `{"params": …, "lr": 1e-5}`. */
function rateOfGroup(value: Value): readonly Possible[] {
  const own = value.kind === 'mapping' ? entryOf(value, 'k:str:lr') : undefined;
  return own === undefined ? [] : [own];
}

/** The name that `getattr(torch.optim, name)` looks up, when it is computed. */
function computedName({ callee }: Activation): Possible | undefined {
  const [lookUp] = callee.kind === 'unknown' ? makers(callee.of) : [];
  const [holder, name] = lookUp?.site.name === 'getattr' ? lookUp.arguments.positional : [];
  const isOptimizers = holder?.options.some(({ value }) => value.kind === 'external' && /(^|\.)optim/.test(value.name)) === true;
  return isOptimizers ? name : undefined;
}

function withLowerCase(fact: Fact<string>): Fact<string> {
  const alternatives = fact.alternatives?.map((one) => ({ ...one, value: one.value.toLowerCase() }));
  return { ...fact, value: fact.value.toLowerCase(), ...(alternatives === undefined ? {} : { alternatives }) };
}

/** What a parsed command line holds under a name. */
function settingOf(reader: FactReader, settings: Possible | undefined, name: string): Possible | undefined {
  const value = settings?.options[0]?.value;
  return value === undefined ? undefined : reader.program.attributeOf(value, name);
}

export const optimizerNames = /^(opt|optim|optimizer|optimizer_name|optimizer_type|opt_name|optim_name)$/i;
export const learningRateNames = /^(lr|lr0|learning_rate|base_lr|max_lr|init_lr)$/i;

/** Precision as the whole program states it; unknown where another program decides. */
export function torchPrecision(reader: FactReader, ml: MlView): Fact<Precision> | undefined {
  const { precision } = ml;
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
  if (precision.kind === 'reduced') {
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
