import { ancestors, iterableSources } from '../../ml/data-flow';
import { devicesIn } from '../../ml/devices';
import { isInTest } from '../../ml/file-role';
import { isDebugGuard, isPlatformGuard } from '../../ml/guards';
import { callsDuring, guardsWithin, isInLoop, libraryName, surroundedBy } from '../../ml/surroundings';
import type { LoopInfo } from '../../python/program/context';
import { addKeyword, insertImport, replaceArgument } from '../../python/program/edits';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { single, type Possible } from '../../python/values/possible';
import { stepsOf } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const loaders = ['torch.utils.data.DataLoader', 'torch_geometric.loader.DataLoader', 'torch_geometric.data.DataLoader'];
/** Data sets whose samples are tensors already: nothing is left for workers to do. */
const inMemory = new Set(['torch.utils.data.TensorDataset', 'torchvision.datasets.FakeData', 'torch_geometric.datasets.Planetoid']);
const suggested = 'min(8, os.cpu_count() or 1)';

const message =
  'This DataLoader reads and transforms every batch in the training process, so the accelerator waits for it. Let worker processes load the next batches: num_workers=4 to 8 suits most machines, if the data set reads from disk or transforms samples.';

/** Batches are loaded in the training process. */
export const dataloaderWorkersZero: Rule = {
  meta: {
    id: 'dataloader-workers-zero',
    topic: 'data-loading',
    title: 'Batches are loaded in the training process',
    severity: 'information',
    frameworks: ['torch', 'lightning', 'torch_geometric'],
    markers: ['DataLoader'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source:
        'Mohan et al., Analyzing and Mitigating Data Stalls in DNN Training, VLDB 2021: input stalls take up to 5 times the training time on one server',
    },
  },
  *check(program) {
    for (const [site, activations] of bySite(
      program,
      loaders.flatMap((name) => program.callsOf(name)),
    )) {
      if (activations.every((call) => hasNoWorkers(call) && !isExcluded(program, call))) {
        yield finding(program, site, activations);
      }
    }
  },
};

function workersOf(call: Activation): Possible | undefined {
  const answer = call.arguments.get('num_workers', 5);
  return answer.kind === 'given' || answer.kind === 'default' ? answer.possible : undefined;
}

function hasNoWorkers(call: Activation): boolean {
  const workers = workersOf(call);
  return (
    workers?.closed === true &&
    workers.options.length > 0 &&
    workers.options.every(({ value }) => value.kind === 'constant' && value.value === 0)
  );
}

function isExcluded(program: Program, call: Activation): boolean {
  const answer = call.arguments.get('dataset', 0);
  const dataset = answer.kind === 'given' ? answer.possible : undefined;
  return (
    isInTest(call.context) ||
    guardsWithin(call.context, null).some((guard) => isPlatformGuard(guard) || isDebugGuard(guard)) ||
    (dataset !== undefined &&
      (isInMemory(program, dataset) || holdsItsSamples(program, dataset) || streams(program, dataset) || movesToGpu(program, dataset))) ||
    isCalledTensors(program, call) ||
    isReadOnce(program, call) ||
    isOnlyLookedAt(program, call)
  );
}

function isInMemory(program: Program, dataset: Possible): boolean {
  return (
    dataset.options.some(({ value }) => value.kind === 'sequence' || program.typesOf(value).some((type) => inMemory.has(type))) ||
    [...ancestors(dataset)].some((made) => inMemory.has(libraryName(made.callee) ?? ''))
  );
}

/** Of a data set that comes from elsewhere only its names are known: `context["train_tensors"]` is in memory, as far as they tell. */
function isCalledTensors(program: Program, call: Activation): boolean {
  const answer = call.arguments.get('dataset', 0);
  if (answer.kind !== 'given' || answer.argument === null || answer.possible.options.some(({ value }) => value.kind !== 'unknown')) {
    return false;
  }
  const written = program.textOf(answer.argument.valuePlace);
  const sources = program.assignments.filter(({ place }) => program.textOf(place) === written);
  return /tensor/i.test([written, ...sources.map(({ valuePlace }) => program.textOf(valuePlace))].join(' '));
}

/** Calls that hand a sample over without work that another process could take off. */
const handing =
  /^(torch\.(tensor|as_tensor|from_numpy|Tensor|FloatTensor|LongTensor|IntTensor|DoubleTensor|BoolTensor|stack|cat|zeros|ones)|numpy\.(array|asarray|float32|int64)|builtins\.(len|int|float|bool|str|dict|tuple|list|range|slice|isinstance))$/;
const handingMethods = new Set([
  'float',
  'long',
  'int',
  'clone',
  'copy',
  'astype',
  'unsqueeze',
  'view',
  'reshape',
  'to',
  'items',
  'is_tensor',
  'tolist',
  'index',
]);

/** A class of the program whose `__getitem__` only picks from arrays that it holds. */
function holdsItsSamples(program: Program, dataset: Possible): boolean {
  return dataset.options.some(({ value }) => {
    const item = value.kind === 'instance' && value.of !== null ? program.methodOf(value.of, '__getitem__') : undefined;
    if (item === undefined) {
      return false;
    }
    const calls = program.activations.filter(({ context }) =>
      surroundedBy(context, (layer) => layer.kind === 'frame' && layer.of.node === item.node),
    );
    return calls.every(
      ({ callee, site }) => handing.test(libraryName(callee) ?? '') || (callee.kind === 'method' && handingMethods.has(site.name)),
    );
  });
}

/** Samples that are put on a GPU as they are read: a forked worker cannot do that. */
function movesToGpu(program: Program, dataset: Possible): boolean {
  const classes = [
    ...dataset.options.map(({ value }) => (value.kind === 'instance' ? value.of : null)),
    ...[...ancestors(dataset)].map(({ callee }) => (callee.kind === 'class' ? callee.of : null)),
  ];
  return classes.some((of) => {
    const item = of === null ? undefined : program.methodOf(of, '__getitem__');
    return (
      item !== undefined &&
      callsDuring(program, item).some(
        ({ site, callee, arguments: given }) =>
          (site.name === 'cuda' && callee.kind === 'method') ||
          (site.name === 'to' && given.positional.some((value) => devicesIn(value).includes('cuda'))),
      )
    );
  });
}

/** What is iterated repeats its samples in each worker unless it shards them itself. */
function streams(program: Program, dataset: Possible): boolean {
  const isIterable = dataset.options.some(({ value }) =>
    program.typesOf(value).some((type) => type === 'torch.utils.data.IterableDataset' || type === 'torch.utils.data.IterDataPipe'),
  );
  return (
    isIterable ||
    [...ancestors(dataset)].some(
      ({ callee, arguments: given }) =>
        given.keywords.has('streaming') || /^(torchtext|torchdata|webdataset)\./.test(libraryName(callee) ?? ''),
    )
  );
}

/** Only looked into: `next(iter(loader))` and no loop over it. */
function isReadOnce(program: Program, call: Activation): boolean {
  const loader = single(call.result);
  const holds = (possible: Possible): boolean => possible.options.some(({ value }) => value === loader);
  const looked = program
    .callsOf('builtins.iter')
    .some((iter) => iter.arguments.positional[0] !== undefined && holds(iter.arguments.positional[0]));
  return (
    looked &&
    !program.loops.some((loop) => iterableSources(loop.iterable).some(holds)) &&
    !program.activations.some(
      (other) =>
        other.site.name !== 'iter' &&
        other.site.name !== 'next' &&
        [...other.arguments.positional, ...other.arguments.keywords.values()].some(holds),
    )
  );
}

const drawing = /^(imshow|plot|show|axis|scatter|hist|set_\w+)$/;

/** A figure is shown in each round, and nothing is trained. */
function waitsForViewer(program: Program, loop: LoopInfo): boolean {
  const calls = ['show', 'backward', 'step'].map((name) => program.callsNamed(name).filter(({ context }) => isInLoop(context, loop)));
  const [shows = [], ...trains] = calls;
  return trains.every(({ length }) => length === 0) && shows.some(({ context }) => guardsWithin(context, loop).length === 0);
}

/** Every loop over it only prints, draws or counts: no accelerator waits for its batches. */
function isOnlyLookedAt(program: Program, call: Activation): boolean {
  const loader = single(call.result);
  const holds = (possible: Possible): boolean => possible.options.some(({ value }) => value === loader);
  const loops = program.loops.filter((loop) => iterableSources(loop.iterable).some(holds));
  if (loader === undefined || loops.length === 0) {
    return false;
  }
  if (loops.every((loop) => waitsForViewer(program, loop))) {
    return true;
  }
  return program.activations.every(({ callee, site, receiver, arguments: given, context }) => {
    const values = [...given.positional, ...given.keywords.values()];
    const name = libraryName(callee) ?? '';
    if (!loops.some((loop) => isInLoop(context, loop))) {
      return !values.some(holds) || /^(builtins|tqdm)\./.test(name) || site.name.includes('tqdm');
    }
    const hasNoData = values.every(({ options }) => options.every(({ value }) => value.kind === 'constant')) && !given.openKeywords;
    return (
      /^(builtins|matplotlib|numpy|time)\./.test(name) ||
      (callee.kind === 'method' && receiver !== null && (hasNoData || drawing.test(site.name)))
    );
  });
}

function finding(program: Program, site: CallSite, activations: readonly Activation[]): FindingProposal {
  const inNotebook = spanOf(site.place).document.fragments[spanOf(site.place).fragment]?.cell !== null;
  const fix = inNotebook ? undefined : proposeFix(program, site, activations);
  const answer = activations[0]?.arguments.get('num_workers', 5);
  const written = answer?.kind === 'given' && answer.argument?.name === 'num_workers' ? answer.argument.place : null;
  return {
    place: written ?? calleePlace(site),
    message,
    confidence: inNotebook ? 'medium' : 'high',
    change: { numWorkers: 8 },
    fixes: fix === undefined ? [] : [fix],
  };
}

function proposeFix(program: Program, site: CallSite, activations: readonly Activation[]): FixProposal | undefined {
  const answer = activations[0]?.arguments.get('num_workers', 5);
  if (answer?.kind === 'given') {
    const steps = stepsOf(answer.possible.options[0]?.trail ?? null);
    const written = steps[0]?.kind === 'literal' ? steps[0].place : null;
    if (written !== null && program.isHere(written)) {
      const isInput = steps.some(({ kind }) => kind === 'argparse-default' || kind === 'dataclass-default' || kind === 'function-default');
      return { title: isInput ? 'Use 4 workers by default' : 'Use 4 workers', safe: false, edits: [{ span: spanOf(written), text: '4' }] };
    }
    const { argument } = answer;
    return argument === null ? undefined : withImport(program, site, (text) => replaceArgument(argument, text));
  }
  return answer?.kind === 'default' ? withImport(program, site, (text) => addKeyword(site, 'num_workers', text)) : undefined;
}

function withImport(program: Program, site: CallSite, edit: (text: string) => FixProposal['edits']): FixProposal | undefined {
  const imported = insertImport(program, 'import os', spanOf(site.place));
  return imported === undefined
    ? undefined
    : {
        title: 'Load batches in worker processes',
        safe: false,
        edits: [...edit(suggested.replace('os', imported.name)), ...imported.edits],
      };
}
