import { ancestors } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { isDebugGuard } from '../../ml/guards';
import { callsDuring, functionsOf, guardsWithin, libraryName, liesIn, surroundedBy } from '../../ml/surroundings';
import { addKeyword, insertImport, replaceArgument } from '../../python/program/edits';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, type Possible } from '../../python/values/possible';
import type { FunctionValue } from '../../python/values/value';
import { namePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { dictionary } from '../../python/dictionary';

const message =
  'This step of the tf.data pipeline handles one element after the other, so the accelerator may wait for its input. Let it run in parallel: num_parallel_calls=tf.data.AUTOTUNE.';

/** How many elements are handled at once, by position. */
const parallelPosition: Readonly<Record<string, number>> = dictionary({ map: 1, interleave: 3 });

/** A step of a tf.data pipeline runs on one element at a time. */
export const tfdataMapSequential: Rule = {
  meta: {
    id: 'tfdata-map-sequential',
    topic: 'data-loading',
    title: 'A tf.data pipeline handles one element at a time',
    severity: 'hint',
    frameworks: ['tensorflow', 'keras'],
    markers: ['.map(', '.interleave('],
    saving: {
      energyShare: null,
      evidence: 'time',
      source:
        'TensorFlow guide "Better performance with the tf.data API" (2024): time lines of sequential and parallel map; no energy figure',
    },
  },
  *check(program) {
    if (!usesTensorFlow(program) || isTunedElsewhere(program)) {
      return;
    }
    for (const [site, calls] of bySite(program, [...program.callsNamed('map'), ...program.callsNamed('interleave')])) {
      const isFound = calls.every((call) => isSequential(call) && isPipelineStep(program, call) && !isExcluded(program, call));
      const weights = isFound ? calls.map((call) => weightOf(program, call)) : ['none'];
      if (!weights.includes('none')) {
        yield finding(program, site, calls, weights.includes('light'));
      }
    }
    yield* pythonSteps(program);
  },
};

const pythonMessage =
  "Python code in a parallel map still runs one call at a time, because of the interpreter's lock. Write it in TensorFlow operations, or prepare its results once before training.";

/** Python in the function of a map that is to run in parallel. */
function* pythonSteps(program: Program): Iterable<FindingProposal> {
  const wrapped = ['tensorflow.py_function', 'tensorflow.numpy_function', 'tensorflow.py_func'].flatMap((name) => program.callsOf(name));
  if (wrapped.length === 0) {
    return;
  }
  const parallel = program.callsNamed('map').filter((call) => !isSequential(call) && isPipelineStep(program, call));
  const nodes = new Set(parallel.flatMap((call) => mappedFunctions(call).map(({ node }) => node)));
  for (const [site, calls] of bySite(program, wrapped)) {
    const isMapped = calls.some(({ context }) => surroundedBy(context, (layer) => layer.kind === 'frame' && nodes.has(layer.of.node)));
    if (isMapped && !calls.some(({ context }) => isInTest(context))) {
      yield { place: namePlace(site), message: pythonMessage, confidence: 'medium', fixes: [] };
    }
  }
}

function usesTensorFlow(program: Program): boolean {
  return [...program.imports].some((name) => /^(tensorflow|keras|tensorflow_datasets)(\.|$)/.test(name));
}

/** The options of the pipeline decide on parallel calls, or it is being debugged. */
function isTunedElsewhere(program: Program): boolean {
  return (
    program.document.fragments.some(({ text }) => text.includes('map_parallelization')) ||
    program.callsOf('tensorflow.data.experimental.enable_debug_mode').length > 0
  );
}

function isSequential(call: Activation): boolean {
  const answer = call.arguments.get('num_parallel_calls', parallelPosition[call.site.name]);
  if (answer.kind === 'absent') {
    return !call.arguments.keywords.has('num_threads');
  }
  const parallel = answer.kind === 'unknown' ? undefined : constantOf(answer.possible);
  return parallel === null || parallel === 1;
}

/** A step of a tf.data pipeline: by the class of what it is called on, by TensorFlow in the function, or by what follows. */
function isPipelineStep(program: Program, call: Activation): boolean {
  const types = call.receiver?.options.flatMap(({ value }) => program.typesOf(value)) ?? [];
  if (types.length > 0) {
    return types.includes('tensorflow.data.Dataset');
  }
  const isMethod = call.callee.kind === 'method' || call.callee.kind === 'unknown';
  return (
    isMethod && call.receiver !== null && (mappedFunctions(call).some((of) => computesTensors(program, of)) || isPrefetched(program, call))
  );
}

function mappedFunctions(call: Activation): readonly FunctionValue[] {
  const answer = call.arguments.get('map_func', 0);
  return answer.kind === 'given' ? functionsOf(answer.possible) : [];
}

function computesTensors(program: Program, of: FunctionValue): boolean {
  return callsDuring(program, of).some(({ callee }) => libraryName(callee)?.startsWith('tensorflow.') === true);
}

/** What it gives is batched and prefetched later, which other collections do not know. */
function isPrefetched(program: Program, call: Activation): boolean {
  return program.callsNamed('prefetch').some(({ receiver }) => receiver !== null && ancestors(receiver).has(call));
}

function isExcluded(program: Program, call: Activation): boolean {
  return (
    isInTest(call.context) ||
    guardsWithin(call.context, null).some(isDebugGuard) ||
    (call.site.name === 'interleave' && isOfOne(call)) ||
    isOfFew(program, call) ||
    isLookedAt(program, call) ||
    isInterleaved(program, call)
  );
}

/** `next(iter(data.map(f).batch(4)))`: one batch, to look at. */
function isLookedAt(program: Program, call: Activation): boolean {
  return program.callsOf('builtins.iter').some(({ site }) => liesIn(call.site.place, site.place));
}

/** Written in a function that a parallel `interleave` runs on many inputs at once. */
function isInterleaved(program: Program, call: Activation): boolean {
  const nodes = program
    .callsNamed('interleave')
    .filter((other) => other !== call && !isSequential(other))
    .flatMap((other) => mappedFunctions(other).map(({ node }) => node));
  return surroundedBy(call.context, (layer) => layer.kind === 'frame' && nodes.includes(layer.of.node));
}

/** Elements that are looked at, not trained on. */
const fewElements = 64;

/** The pipeline has few elements: a `take`, or a single one that is fetched. */
function isOfFew(program: Program, call: Activation): boolean {
  const made = call.receiver === null ? [] : [...ancestors(call.receiver)];
  return (
    made.some((other) => {
      const count = other.site.name === 'take' ? other.arguments.positional[0] : undefined;
      const known = count === undefined ? undefined : constantOf(count);
      return typeof known === 'number' && known >= 0 && known <= fewElements;
    }) ||
    program
      .callsNamed('get_single_element')
      .some(({ arguments: { positional } }) => positional[0] !== undefined && ancestors(positional[0]).has(call))
  );
}

/** One input at a time on purpose. */
function isOfOne(call: Activation): boolean {
  const answer = call.arguments.get('cycle_length', 1);
  return answer.kind === 'given' && constantOf(answer.possible) === 1;
}

type Weight = 'full' | 'light' | 'none';

/** How much the mapped function does: picking, casting and reshaping is not worth a thread; arithmetic on whole batches neither. */
function weightOf(program: Program, call: Activation): Weight {
  const mapped = mappedFunctions(call);
  if (call.site.name !== 'map' || mapped.length === 0) {
    return 'full';
  }
  const isLight = mapped.every((of) => callsDuring(program, of).every(isStructural));
  if (!isLight) {
    return 'full';
  }
  const computes = mapped.some((of) => arithmetic.test(program.textOf(of.node)));
  return computes && !isBatched(call.receiver) ? 'light' : 'none';
}

const structural =
  /^(tensorflow\.(cast|one_hot|expand_dims|squeeze|reshape|identity|ensure_shape|shape|constant|zeros|zeros_like|convert_to_tensor|float32|data\.Dataset\.(batch|zip))|builtins\.\w+)$/;
const structuralMethods = new Set(['set_shape', 'get_shape', 'pop', 'get', 'items', 'keys', 'values', 'copy', 'batch']);
const arithmetic = /[\w)\]][ \t]*(?:\*\*|[*/%@+]|-)[ \t]*[\w(]/;

function isStructural({ callee, site }: Activation): boolean {
  return structural.test(libraryName(callee) ?? '') || (callee.kind === 'method' && structuralMethods.has(site.name));
}

const batching = new Set(['batch', 'padded_batch', 'image_dataset_from_directory', 'text_dataset_from_directory', 'make_csv_dataset']);

function isBatched(dataset: Possible | null): boolean {
  for (const made of dataset === null ? [] : ancestors(dataset)) {
    if (made.site.name === 'unbatch') {
      return false;
    }
    if (batching.has(made.site.name)) {
      return true;
    }
  }
  return false;
}

function finding(program: Program, site: CallSite, calls: readonly Activation[], isLight: boolean): FindingProposal {
  const fix = proposeFix(program, site, calls);
  return {
    place: namePlace(site),
    message,
    confidence: isLight ? 'medium' : 'high',
    fixes: fix === undefined ? [] : [fix],
  };
}

function proposeFix(program: Program, site: CallSite, calls: readonly Activation[]): FixProposal | undefined {
  const tensorflow = insertImport(program, 'import tensorflow as tf', spanOf(site.place));
  if (tensorflow === undefined) {
    return undefined;
  }
  // The name without `experimental` came with TensorFlow 2.4; a file that writes the old one may run on an older version.
  const isOld = program.document.fragments.some(({ text }) => text.includes('data.experimental.AUTOTUNE'));
  const automatic = `${tensorflow.name}.data.${isOld ? 'experimental.' : ''}AUTOTUNE`;
  const answer = calls[0]?.arguments.get('num_parallel_calls', parallelPosition[site.name]);
  const written = answer?.kind === 'given' ? answer.argument : null;
  if (answer?.kind === 'given' && written === null) {
    return undefined;
  }
  const edits = written === null ? addKeyword(site, 'num_parallel_calls', automatic) : replaceArgument(written, automatic);
  return edits.length === 0
    ? undefined
    : {
        title: 'Run it on several elements in parallel',
        // The order of elements is kept; only what draws random numbers or keeps state of its own may give others.
        safe: calls.every((call) => keepsNoState(program, call)),
        edits: [...edits, ...tensorflow.edits],
      };
}

const stateful =
  /^(tensorflow\.(random|py_function|numpy_function|Variable|image\.random)|numpy\.random|random\.|builtins\.(print|open|next))/;

function keepsNoState(program: Program, call: Activation): boolean {
  const mapped = mappedFunctions(call);
  return (
    mapped.length > 0 &&
    mapped.every((of) =>
      callsDuring(program, of).every(({ callee }) => {
        const name = libraryName(callee);
        return name !== null && !stateful.test(name);
      }),
    )
  );
}
