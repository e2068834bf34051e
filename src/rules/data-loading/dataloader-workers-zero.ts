import { ancestors, iterableSources } from '../../ml/data-flow';
import { devicesIn } from '../../ml/devices';
import { isInTest } from '../../ml/file-role';
import { isDebugGuard, isPlatformGuard } from '../../ml/guards';
import { networkSize } from '../../ml/network-size';
import { remarksAt } from '../../ml/remarks';
import { passesOver, torchLoaders } from '../../ml/loaders';
import { itemsOf, sampleWork } from '../../ml/sample-work';
import { callsDuring, guardsWithin, innermostFrame, isInLoop, libraryName, makers, surroundedBy } from '../../ml/surroundings';
import { heaviestTraining } from '../../ml/training-work';
import { codeOf, isCarriedOut } from '../../ml/unused-code';
import { nameOf } from '../../ml/written-loops';
import type { LoopInfo } from '../../python/program/context';
import { addKeyword, insertImport, replaceArgument } from '../../python/program/edits';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { isOpen, listed } from '../../python/evaluate/containers';
import { single, type Possible } from '../../python/values/possible';
import type { Value } from '../../python/values/value';
import { stepsOf } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { trainersWithoutWorkers } from './trainer-workers';

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
    frameworks: ['torch', 'lightning', 'torch_geometric', 'transformers'],
    markers: ['DataLoader', 'TrainingArguments'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source:
        'Mohan et al., Analyzing and Mitigating Data Stalls in DNN Training, VLDB 2021: input stalls take up to 5 times the training time on one server',
    },
  },
  *check(program, ml) {
    const reported = new Set<unknown>();
    for (const [site, activations] of bySite(
      program,
      torchLoaders.flatMap((name) => program.callsOf(name)),
    )) {
      if (activations.every((call) => hasNoWorkers(call) && !isExcluded(program, call))) {
        const causes = activations.flatMap((call) => causesOf(program, call));
        const isRepeated = causes.length > 0 && causes.every((cause) => reported.has(cause));
        const isGrave = !isRepeated && activations.every((call) => matters(program, call)) && heaviestTraining(ml) === 'heavy';
        yield finding(program, site, activations, isGrave);
        causes.forEach((cause) => reported.add(cause));
      }
    }
    yield* trainersWithoutWorkers(program);
  },
};

/** How a sample of the data set is made: another loader of such samples, for validation mostly, is mended along with the first. */
function causesOf(program: Program, call: Activation): readonly unknown[] {
  const dataset = call.arguments.get('dataset', 0);
  return dataset.kind === 'given' ? itemsOf(program, dataset.possible).map(({ node }) => node) : [];
}

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
    (dataset !== undefined && (sampleWork(program, dataset) === 'none' || streams(program, dataset) || movesToGpu(program, dataset))) ||
    isCalledTensors(program, call) ||
    isReadOnce(program, call) ||
    isOnlyLookedAt(program, call)
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
  const texts = [written, ...sources.map(({ valuePlace }) => program.textOf(valuePlace))].join(' ');
  // A transform to tensors is work for each sample.
  return /tensor/i.test(texts.replaceAll(/to_?tensor(V2)?|tensorflow/gi, ''));
}

/** Samples that are put on a GPU as they are read: a forked worker cannot do that. */
function movesToGpu(program: Program, dataset: Possible): boolean {
  return itemsOf(program, dataset).some((item) =>
    callsDuring(program, item).some(
      ({ site, callee, arguments: given }) =>
        (site.name === 'cuda' && callee.kind === 'method') ||
        (site.name === 'to' && given.positional.some((value) => devicesIn(value).includes('cuda'))),
    ),
  );
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

function finding(program: Program, site: CallSite, activations: readonly Activation[], isGrave: boolean): FindingProposal {
  const inNotebook = spanOf(site.place).document.fragments[spanOf(site.place).fragment]?.cell !== null;
  const fix = inNotebook ? undefined : proposeFix(program, site, activations);
  const answer = activations[0]?.arguments.get('num_workers', 5);
  const written = answer?.kind === 'given' && answer.argument?.name === 'num_workers' ? answer.argument.place : null;
  return {
    place: written ?? calleePlace(site),
    message,
    confidence: inNotebook ? 'medium' : 'high',
    ...(isGrave ? {} : { severity: 'hint' }),
    change: { numWorkers: 8 },
    fixes: fix === undefined ? [] : [fix],
  };
}

/**
 * Samples take work, a network of some size learns from them, and nobody said why no workers: a remark, a TPU that has processes of its
 * own. The loader is for training: an evaluation fewer batches wait, and what mends one loader mends the other.
 */
function matters(program: Program, call: Activation): boolean {
  const dataset = call.arguments.get('dataset', 0);
  const texts = [
    nameOf(program, call) ?? '',
    dataset.kind === 'given' && dataset.argument !== null ? program.textOf(dataset.argument.valuePlace) : '',
  ];
  return (
    dataset.kind === 'given' &&
    sampleWork(program, dataset.possible) === 'work' &&
    !isReadWithoutTraining(program, call) &&
    !isHookOfNoFit(program, call) &&
    !spawnsAtImport(program) &&
    !hasFewSamples(program, dataset.possible) &&
    networkSize(program, null) !== 'tiny' &&
    !remarksAt(program, call.site.place).some((remark) => /worker/i.test(remark)) &&
    !isExplained(program, call) &&
    ![...program.imports].some((name) => name.startsWith('torch_xla')) &&
    !texts.some((text) => evaluating.test(text)) &&
    !surroundedBy(call.context, (layer) => layer.kind === 'frame' && evaluating.test(layer.of.name))
  );
}

/** A comment beside the number itself says why: `num_workers = 0  # macOS`. */
function isExplained(program: Program, call: Activation): boolean {
  const [written] = stepsOf(workersOf(call)?.options[0]?.trail ?? null);
  return (
    written?.kind === 'literal' &&
    written.place !== null &&
    program.isHere(written.place) &&
    remarksAt(program, written.place).some((remark) =>
      /worker|mac|windows|compat|兼容|spawn|fork|process|进程|jupyter|notebook|shm/i.test(remark),
    )
  );
}

/** A hook of Lightning that only a fit would call, in a program that is carried out and has none. */
function isHookOfNoFit(program: Program, { context }: Activation): boolean {
  const hook = innermostFrame(context);
  return (
    hook?.by === null &&
    hook.owner !== null &&
    hook.of.name === 'train_dataloader' &&
    isCarriedOut(program) &&
    !/\bfit\b/.test(codeOf(program))
  );
}

/**
 * A path of Windows, where a worker imports the main script again: without a guard it starts over and fails, and from a notebook it can
 * import nothing.
 */
function spawnsAtImport(program: Program): boolean {
  const code = codeOf(program);
  const isNotebook = program.document.fragments.some(({ cell }) => cell !== null);
  return /["'][A-Za-z]:(\\\\|\/|\\(?![nrt]))\w/.test(code) && (isNotebook || !code.includes('__main__'));
}

/** So few that an epoch is a step or two. */
const fewSamples = 64;

/** The data set's own class gives its length as a small number. */
function hasFewSamples(program: Program, dataset: Possible): boolean {
  const lengths = dataset.options.map(({ value }) =>
    value.kind === 'instance' && value.of !== null ? program.methodOf(value.of, '__len__') : undefined,
  );
  return lengths.length > 0 && lengths.every((length) => length !== undefined && returnedNumber(program.textOf(length.node)) <= fewSamples);
}

/** The number that is all a function returns; infinity for any other. */
function returnedNumber(text: string): number {
  const [, number] = /:\s*return\s+(\d+)\s*$/.exec(text) ?? [];
  return number === undefined ? Infinity : Number(number);
}

/** Batches are counted, measured or shown to a model once: the program has loops over them, and in none of them something learns. */
function isReadWithoutTraining(program: Program, call: Activation): boolean {
  const loops = passesOver(program, call).map(({ loop }) => loop);
  // What comes from elsewhere may train.
  const mayLearn = program.activations.some(
    ({ callee, context }) => (callee.kind === 'outside' || callee.kind === 'unknown') && loops.some((loop) => isInLoop(context, loop)),
  );
  const learns = learning.some((name) => program.callsNamed(name).some(({ context }) => loops.some((loop) => isInLoop(context, loop))));
  return loops.length > 0 && !mayLearn && !learns && !isHandedOn(program, call);
}

const learning = ['backward', 'fit', 'train', 'train_on_batch', 'fit_one_cycle', 'fine_tune', 'step'];

/** What a list or a dict holds. */
function partsOf(value: Value | undefined): readonly Possible[] {
  if (value?.kind === 'mapping') {
    return [...value.state].flatMap(([key, part]) => (key.startsWith('k:') ? [part as Possible] : []));
  }
  return value?.kind === 'sequence' && !isOpen(value) ? listed(value) : [];
}

/** Given to a trainer, a learner, or anything else that may go over it. */
function isHandedOn(program: Program, loader: Activation): boolean {
  const holds = (value: Possible): boolean =>
    makers(value).includes(loader) || partsOf(single(value)).some((part) => makers(part).includes(loader));
  return program.activations.some(
    ({ callee, site, arguments: given }) =>
      ![...given.positional, ...given.keywords.values()].every((value) => !holds(value)) &&
      !/^(builtins|tqdm)\./.test(libraryName(callee) ?? '') &&
      !site.name.includes('tqdm'),
  );
}

const evaluating =
  /(^|[^A-Za-z])(val|valid|validation|validate|eval|evaluation|evaluate|test|testing|dev|inference|infer|predict)(loader|iter|set|data|dl|ds)?(?![a-z])|(Val|Valid|Validation|Eval|Evaluation|Test|Dev|Inference|Predict)(?![a-z])/;

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
