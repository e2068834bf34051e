import { ancestors } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { isRankGuard } from '../../ml/guards';
import type { MlView } from '../../ml/ml-view';
import { networkSize } from '../../ml/network-size';
import { countValues } from '../../ml/search-space';
import { backwardCalls } from '../../ml/training-loops';
import { heaviestTraining } from '../../ml/training-work';
import { constantArgument, guardsWithin, libraryName } from '../../ml/surroundings';
import type { Activation, CallArgument, CallSite } from '../../python/program/call-site';
import type { Condition } from '../../python/program/condition';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { listed } from '../../python/evaluate/containers';
import { constantOf, single, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const wrappers = ['torch.nn.DataParallel', 'torch.nn.parallel.data_parallel'];
/** One process for each GPU: whoever has one of these in the program trains with it already. */
const processWrappers = [
  'torch.nn.parallel.DistributedDataParallel',
  'torch.distributed.fsdp.FullyShardedDataParallel',
  'torch.distributed.fsdp.fully_shard',
  'deepspeed.initialize',
  'apex.parallel.DistributedDataParallel',
  'torch.distributed.init_process_group',
];
const trainers = ['lightning.pytorch.Trainer', 'lightning.fabric.Fabric'];
/** Parameters that name the strategy, the older ones of Lightning before 1.7 among them. */
const strategyParameters = ['strategy', 'accelerator', 'distributed_backend'];

const message =
  'DataParallel drives all GPUs from one process: in every step it copies the model to each of them and gathers the outputs on the first, while the others wait. Train with DistributedDataParallel, one process for each GPU (torchrun).';

/** One process drives several GPUs. */
export const dataparallelModule: Rule = {
  meta: {
    id: 'dataparallel-module',
    topic: 'distributed',
    title: 'One process drives all GPUs',
    severity: 'warning',
    frameworks: ['torch', 'lightning'],
    markers: ['DataParallel', 'data_parallel', "'dp'", '"dp"'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source:
        'PyTorch performance tuning guide: DistributedDataParallel offers much better performance and scaling than DataParallel; no measured energy found',
    },
  },
  *check(program, ml) {
    yield* wrapped(program, ml);
    yield* chosen(program);
  },
};

function* wrapped(program: Program, ml: MlView): Iterable<FindingProposal> {
  const calls = bySite(
    program,
    wrappers.flatMap((name) => program.callsOf(name)),
  );
  if (
    calls.size === 0 ||
    processWrappers.some((name) => program.callsOf(name).length > 0) ||
    onlyEvaluates(program) ||
    offersProcesses(program) ||
    feedsOneSample(ml)
  ) {
    return;
  }
  for (const [site, activations] of calls) {
    if (
      activations.every(
        (call) => !isInTest(call.context) && !isOnOneGpu(call) && !isForLoading(program, call) && !isOnlyCalled(program, call),
      )
    ) {
      const isWorthIt = !activations.some(isBySwitch) && !isInNotebook(site) && trainsLargeNetwork(program, ml);
      yield { place: calleePlace(site), message, confidence: 'high', ...(isWorthIt ? {} : { severity: 'hint' }), fixes: [] };
    }
  }
}

/** Wrapped where a person asks for it, `if args.multi_gpu`: most runs do without. Counting the GPUs asks nobody. */
function isBySwitch({ context }: Activation): boolean {
  return guardsWithin(context, null).some(({ text }) => !/device_count|n_?gpus?\b|num_?gpus?\b|is_available|__name__|len\(/i.test(text));
}

/** A step of a small network takes as long on one GPU as the copies to the others. */
function trainsLargeNetwork(program: Program, ml: MlView): boolean {
  const heaviness = heaviestTraining(ml);
  return heaviness === 'heavy' || (heaviness === 'unknown' && ml.trainingLoops.length > 0 && networkSize(program, null) === 'large');
}

/** In each training loop the network is given a batch of one, as whole pictures are: there is nothing to share out. */
function feedsOneSample({ trainingLoops }: MlView): boolean {
  return (
    trainingLoops.length > 0 &&
    trainingLoops.every(({ graph }) => {
      const inputs = [...graph].flatMap(({ callee, arguments: given }) =>
        callee.kind === 'object' && isWrapped(callee.of) ? given.positional.slice(0, 1) : [],
      );
      return inputs.some((input) => [...ancestors(input)].some(makesBatchOfOne));
    })
  );
}

function isWrapped({ options }: Possible): boolean {
  return options.some(({ value }) => value.kind === 'instance' && value.className === 'torch.nn.DataParallel');
}

/** `x.unsqueeze(0)`, `np.expand_dims(x, 0)`, `x.reshape(1, …)`. */
function makesBatchOfOne({ site, arguments: { positional, keywords } }: Activation): boolean {
  const given = site.receiverText !== null && /^(np|numpy|torch|tf|tensorflow)$/.test(site.receiverText) ? positional.slice(1) : positional;
  const [first] = given;
  switch (site.name) {
    case 'unsqueeze':
    case 'expand_dims':
      return isNumber(first ?? keywords.get('dim') ?? keywords.get('axis'), 0);
    case 'reshape':
    case 'view': {
      const shape = first === undefined ? undefined : single(first);
      const [size] = shape?.kind === 'sequence' ? listed(shape) : given;
      return isNumber(size, 1);
    }
    default:
      return false;
  }
}

function isNumber(value: Possible | undefined, number: number): boolean {
  return value !== undefined && constantOf(value) === number;
}

/** One process for each GPU is there as well, by name at least: a library leaves the choice to its caller. */
function offersProcesses({ document }: Program): boolean {
  return document.fragments.some(({ text }) => /\bDistributedDataParallel\b|\bDDP\b|\binit_process_group\b/.test(text));
}

/** A script that loads weights and trains nothing: wrapping is how it reads what was saved from a wrapped model. */
function onlyEvaluates(program: Program): boolean {
  return backwardCalls(program).length === 0 && ['load_state_dict', 'eval'].some((name) => program.callsNamed(name).length > 0);
}

/** Told to use one GPU, or only reached where there is one, or where no process group was launched. */
function isOnOneGpu(call: Activation): boolean {
  const ids = call.arguments.get('device_ids', libraryName(call.callee) === 'torch.nn.DataParallel' ? 1 : 2);
  return (
    (ids.kind === 'given' && countValues(ids.possible) === 1) || // `if rank == -1`: what is launched as several processes does not come here.
    guardsWithin(call.context, null).some((guard) => countsOneGpu(guard) || isRankGuard(guard))
  );
}

function countsOneGpu({ text, negated }: Condition): boolean {
  return negated ? /device_count\(\)\s*>\s*1|n_?gpus?\s*>\s*1/.test(text) : /device_count\(\)\s*==\s*1|n_?gpus?\s*==\s*1/.test(text);
}

/** Wrapped so that the names in a checkpoint fit, and taken out of the wrapper again: `DataParallel(net).module`. */
function isForLoading(program: Program, call: Activation): boolean {
  const { document, fragment, end } = spanOf(call.site.place);
  return document.fragments[fragment]?.text.startsWith('.module', end) === true && program.isHere(call.site.place);
}

/** Called here, and nothing is differentiated: a demonstration, or inference. */
function isOnlyCalled(program: Program, call: Activation): boolean {
  const wrapped = single(call.result);
  return (
    wrapped !== undefined &&
    backwardCalls(program).length === 0 &&
    program.activations.some(({ callee }) => callee.kind === 'object' && callee.of.options.some(({ value }) => value === wrapped))
  );
}

/** Lightning's strategy of the same kind. */
function* chosen(program: Program): Iterable<FindingProposal> {
  for (const [site, activations] of bySite(
    program,
    trainers.flatMap((name) => program.callsOf(name)),
  )) {
    const given = strategyParameters.flatMap((parameter) => {
      const isDp = activations.every((call) => constantArgument(call, parameter) === 'dp' && !isInTest(call.context));
      const answer = activations[0]?.arguments.get(parameter);
      return isDp && answer?.kind === 'given' && answer.argument !== null ? [answer.argument] : [];
    });
    const [argument] = given;
    if (argument !== undefined) {
      const fix = byProcess(site, argument);
      yield {
        place: argument.place,
        message,
        confidence: 'high',
        ...(fix === undefined ? {} : { change: { distributed: 'ddp' as const } }),
        fixes: fix === undefined ? [] : [fix],
      };
    }
  }
}

/** In a notebook processes cannot be launched as from a shell. */
function isInNotebook(site: CallSite): boolean {
  const { document, fragment } = spanOf(site.place);
  return document.fragments[fragment]?.cell !== null;
}

/** `strategy="ddp"`. */
function byProcess(site: CallSite, argument: CallArgument): FixProposal | undefined {
  const { document, fragment, start, end } = spanOf(argument.valuePlace);
  const written = document.fragments[fragment]?.text.slice(start, end) ?? '';
  return isInNotebook(site) || !/^(['"])dp\1$/.test(written)
    ? undefined
    : {
        title: 'Train with one process for each GPU',
        safe: false,
        edits: [{ span: spanOf(argument.valuePlace), text: written.replace('dp', 'ddp') }],
      };
}
