import { ancestors, iterableSources } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { isRankGuard } from '../../ml/guards';
import type { MlView } from '../../ml/ml-view';
import { backwardCalls } from '../../ml/training-loops';
import { constantArgument, guardsWithin } from '../../ml/surroundings';
import type { Activation, CallSite } from '../../python/program/call-site';
import { addKeyword, insertImport, replaceArgument, type SpanEdit } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, single, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const wrappers = [
  'torch.nn.parallel.DistributedDataParallel',
  'torch.distributed.fsdp.FullyShardedDataParallel',
  'torch.distributed.fsdp.fully_shard',
];
/** Frameworks that share the samples out themselves, and data sets that know their rank. */
const sharers =
  /^(lightning|pytorch_lightning|accelerate|transformers|torchdata|webdataset|ignite|horovod|deepspeed|composer|streaming|megatron|mosaicml|ffcv|nvidia)(\.|$)/;
/** What a program that shares its samples out says somewhere. */
const shares = /Distributed\w*Sampler|split_dataset_by_node|\bset_epoch\b|\.shard\(|num_replicas/;
/** Samplers that give every process the same samples, or as many. */
const rankless = new Set([
  'torch.utils.data.RandomSampler',
  'torch.utils.data.SequentialSampler',
  'torch.utils.data.SubsetRandomSampler',
  'torch.utils.data.WeightedRandomSampler',
]);
const evaluation = /(^|[._])\w*(val|valid|validation|test|eval|dev|infer|pred|query|gallery)(_|\b|[A-Z]|set|loader|data|dl|ds)/i;
const ranks = /(^|[._])(\w*rank|world_size|num_replicas|distributed|is_dist\w*|ddp|multi_?gpu)($|[._])/i;

const message =
  'Every process of this distributed training goes through the whole data set, so an epoch on N GPUs is N epochs. Pass sampler=DistributedSampler(dataset) in place of shuffle, and call its set_epoch(epoch) before each epoch.';

/** Every rank goes through the whole data set. */
export const ddpNoDistributedSampler: Rule = {
  meta: {
    id: 'ddp-no-distributed-sampler',
    topic: 'distributed',
    title: 'Every process goes through all samples',
    severity: 'hint',
    frameworks: ['torch'],
    markers: ['DistributedDataParallel', 'FullyShardedDataParallel', 'fully_shard'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'Arithmetic: N processes that each read all samples compute N times the samples of an epoch',
    },
  },
  *check(program, ml) {
    if (!wrappers.some((name) => program.callsOf(name).length > 0) || sharesItsSamples(program) || onlyEvaluates(program)) {
      return;
    }
    const loaders = bySite(program, program.callsOf('torch.utils.data.DataLoader'));
    for (const [site, activations] of loaders) {
      const isSuspect = activations.every((call) => isRankless(call) && !isExcluded(program, call));
      if (isSuspect && activations.some((call) => isForTraining(program, ml, site, call, loaders.size))) {
        const fix = distributed(program, site);
        yield { place: calleePlace(site), message, confidence: 'high', fixes: fix === undefined ? [] : [fix] };
      }
    }
  },
};

function sharesItsSamples(program: Program): boolean {
  return (
    [...program.imports].some((name) => sharers.test(name)) ||
    program.document.fragments.some(({ text }) => shares.test(text)) ||
    program.callsOf('torch.utils.data.DistributedSampler').length > 0 ||
    seedsByRank(program)
  );
}

/** Each process draws an order of its own, as trainings do that count steps and not epochs. */
function seedsByRank(program: Program): boolean {
  return ['manual_seed', 'manual_seed_all', 'seed', 'set_seed', 'seed_everything'].some((name) =>
    program.callsNamed(name).some(({ site }) => /rank/i.test(program.textOf(site.argumentList))),
  );
}

function onlyEvaluates(program: Program): boolean {
  return (
    backwardCalls(program).length === 0 &&
    (program.callsNamed('eval').length > 0 ||
      program.callsOf('torch.no_grad').length > 0 ||
      program.callsOf('torch.inference_mode').length > 0)
  );
}

/** No sampler is given, or one that knows no rank. */
function isRankless(call: Activation): boolean {
  return isRanklessSampler(call, 'sampler', 3) && isRanklessSampler(call, 'batch_sampler', 4);
}

function isRanklessSampler(call: Activation, parameter: string, position: number): boolean {
  const answer = call.arguments.get(parameter, position);
  if (answer.kind === 'unknown') {
    return false;
  }
  if (answer.kind !== 'given') {
    return true;
  }
  return (
    answer.possible.closed &&
    answer.possible.options.length > 0 &&
    answer.possible.options.every(
      ({ value }) =>
        (value.kind === 'constant' && value.value === null) ||
        (value.kind === 'instance' && value.of === null && rankless.has(value.className)),
    )
  );
}

function isExcluded(program: Program, call: Activation): boolean {
  const answer = call.arguments.get('dataset', 0);
  if (answer.kind !== 'given' || isInTest(call.context)) {
    return true;
  }
  const guards = guardsWithin(call.context, null);
  return (
    guards.some((guard) => isRankGuard(guard) || [...guard.names, ...guard.calls].some((name) => ranks.test(name))) ||
    knowsItsRank(program, answer.possible)
  );
}

/** The data set is a stream, or was made with the rank or the number of processes in hand. */
function knowsItsRank(program: Program, dataset: Possible): boolean {
  const isStream = dataset.options.some(({ value }) =>
    program.typesOf(value).some((type) => type === 'torch.utils.data.IterableDataset' || type === 'torch.utils.data.IterDataPipe'),
  );
  return (
    isStream ||
    [...ancestors(dataset)].some(
      ({ site, arguments: given }) =>
        /rank|world_size|shard/i.test(program.textOf(site.argumentList)) ||
        /rank|world_size|shard/i.test(site.name) ||
        given.keywords.has('streaming'),
    )
  );
}

/** Its samples are drawn at random, a training iterates it, or it is the only loader and not called one for evaluation. */
function isForTraining(program: Program, ml: MlView, site: CallSite, call: Activation, loaders: number): boolean {
  const [dataset] = site.arguments;
  const names = [...(program.statementAround(spanOf(site.place))?.binds ?? []), dataset === undefined ? '' : program.textOf(dataset.place)];
  if (names.some((name) => evaluation.test(name))) {
    return false;
  }
  const loader = single(call.result);
  const isIterated = ml.trainingLoops.some(({ batch }) =>
    iterableSources(batch.iterable).some((source) => source.options.some(({ value }) => value === loader)),
  );
  const sampler = call.arguments.get('sampler', 3);
  const isRandom = sampler.kind === 'given' && constantOf(sampler.possible) !== null;
  return isIterated || isRandom || constantArgument(call, 'shuffle', 2) === true || loaders === 1;
}

/** `shuffle=True` becomes `sampler=DistributedSampler(dataset)`, which shuffles as well. */
function distributed(program: Program, site: CallSite): FixProposal | undefined {
  const dataset =
    site.arguments.find(({ name }) => name === 'dataset') ?? site.arguments.find(({ name, splat }) => name === null && splat === 0);
  const text = dataset === undefined ? '' : program.textOf(dataset.valuePlace);
  const imported = insertImport(program, 'from torch.utils.data import DistributedSampler', spanOf(site.place));
  const isPositional = site.arguments.filter(({ name }) => name === null).length > 2;
  if (!/^[\w.]+$/.test(text) || imported === undefined || isPositional || site.arguments.some(({ splat }) => splat > 0)) {
    return undefined;
  }
  const edits = withSampler(program, site, `${imported.name}(${text}`);
  return edits.length === 0
    ? undefined
    : { title: 'Give each process its share of the samples', safe: false, edits: [...edits, ...imported.edits] };
}

function withSampler(program: Program, site: CallSite, sampler: string): readonly SpanEdit[] {
  const given = site.arguments.find(({ name }) => name === 'sampler');
  const shuffle = site.arguments.find(({ name }) => name === 'shuffle');
  const shuffles = shuffle === undefined ? 'False' : program.textOf(shuffle.valuePlace);
  if (given !== undefined) {
    return shuffle === undefined ? replaceArgument(given, `${sampler})`) : [];
  }
  if (shuffle === undefined) {
    return addKeyword(site, 'sampler', `${sampler}, shuffle=False)`);
  }
  return [{ span: spanOf(shuffle.place), text: `sampler=${sampler}${shuffles === 'True' ? '' : `, shuffle=${shuffles}`})` }];
}
