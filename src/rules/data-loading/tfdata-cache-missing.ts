import { ancestors } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { kerasFits } from '../../ml/keras';
import { callsDuring, constantArgument, functionsOf, libraryName } from '../../ml/surroundings';
import { spanOf } from '../../python/program/trails';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { namePlace } from '../quoting';
import type { FindingProposal, Rule } from '../rule';

const message =
  'Files are read and decoded again in every epoch, although the result is the same. Put cache() behind this step, before shuffling and random changes, or cache(file) where the data does not fit into memory.';

/** Decoding is repeated in each epoch. */
export const tfdataCacheMissing: Rule = {
  meta: {
    id: 'tfdata-cache-missing',
    topic: 'data-loading',
    title: 'Files are decoded again in every epoch',
    severity: 'hint',
    frameworks: ['tensorflow', 'keras'],
    markers: ['.fit('],
    saving: {
      energyShare: null,
      evidence: 'time',
      source:
        'TensorFlow guide "Better performance with the tf.data API" (2024): later epochs use what the first one cached; no energy figure',
    },
  },
  *check(program) {
    const found = new Set<Activation['site']>();
    for (const fit of kerasFits(program)) {
      const decoding = goesOverAgain(fit) && !isInTest(fit.context) ? repeatedDecoding(program, fit) : undefined;
      if (decoding !== undefined && program.isHere(decoding.site.place) && !found.has(decoding.site)) {
        found.add(decoding.site);
        yield finding(decoding);
      }
    }
  },
};

function goesOverAgain(fit: Activation): boolean {
  const epochs = constantArgument(fit, 'epochs', 2);
  return typeof epochs === 'number' && epochs >= 2;
}

const caches = new Set(['cache', 'snapshot', 'save', 'load']);

/** The last step of the training data that reads or decodes files, where nothing of the pipeline is cached. */
function repeatedDecoding(program: Program, fit: Activation): Activation | undefined {
  const answer = fit.arguments.get('x', 0);
  const data = answer.kind === 'given' ? answer.possible : undefined;
  if (data?.options.every(({ value }) => program.typesOf(value).includes('tensorflow.data.Dataset')) !== true) {
    return undefined;
  }
  const steps = [...ancestors(data)];
  if (steps.some(({ site }) => caches.has(site.name))) {
    return undefined;
  }
  return steps
    .filter((step) => libraryName(step.callee) === 'tensorflow.data.Dataset.map' || step.site.name === 'image_dataset_from_directory')
    .find((step) => step.site.name === 'image_dataset_from_directory' || decodesFiles(program, step));
}

const decoding = /^tensorflow\.(io\.(read_file|decode_\w+)|image\.(decode_\w+)|audio\.decode_\w+|py_function|numpy_function)$/;
const drawing =
  /^(tensorflow\.(random|image\.(random|stateless_random)|keras\.layers\.Random)|numpy\.random|random\.|keras\.layers\.Random)/;

/** Decodes, and draws nothing at random: what is drawn must differ from epoch to epoch. */
function decodesFiles(program: Program, { arguments: given }: Activation): boolean {
  const answer = given.get('map_func', 0);
  const functions = answer.kind === 'given' ? functionsOf(answer.possible) : [];
  const names = functions.flatMap((of) => callsDuring(program, of).map(({ callee }) => libraryName(callee) ?? ''));
  return names.some((name) => decoding.test(name)) && !names.some((name) => drawing.test(name));
}

function finding({ site }: Activation): FindingProposal {
  const { end, ...where } = spanOf(site.place);
  return {
    place: namePlace(site),
    message,
    confidence: 'medium',
    fixes: [{ title: 'Cache what is decoded in memory', safe: false, edits: [{ span: { ...where, start: end, end }, text: '.cache()' }] }],
  };
}
