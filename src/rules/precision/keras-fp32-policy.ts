import { isInTest } from '../../ml/file-role';
import { kerasFits } from '../../ml/keras';
import { constantArgument, libraryName } from '../../ml/surroundings';
import { codeOf } from '../../ml/unused-code';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { calleePlace } from '../quoting';
import type { FindingProposal, Rule } from '../rule';
import { bySite } from '../sites';

const message =
  'This Keras model is trained in float32, which leaves the tensor cores of a GPU mostly unused. Set keras.mixed_precision.set_global_policy("mixed_float16") (or "mixed_bfloat16") before the model is built, and keep the last layer in float32 with dtype="float32".';

const messageOfForgotten =
  'This policy is made but never set, so the model computes in float32 all the same. Hand it to keras.mixed_precision.set_global_policy before the model is built.';

/** Layers narrower than this gain nothing from tensor cores. */
const wideLayer = 256;
/** So many wide convolutions, for so many epochs, take days without a GPU. */
const manyConvolutions = 3;
const manyEpochs = 10;

/** A Keras model is trained on a GPU without a mixed-precision policy. */
export const kerasFp32Policy: Rule = {
  meta: {
    id: 'keras-fp32-policy',
    topic: 'precision',
    title: 'A Keras model is trained on a GPU in float32',
    severity: 'hint',
    frameworks: ['keras', 'tensorflow'],
    markers: ['.fit(', '.fit_generator(', 'Policy('],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'TensorFlow guide to mixed precision: more than 3 times as fast on modern GPUs; no energy measurement',
    },
  },
  *check(program) {
    yield* forgottenPolicies(program);
    const fits = kerasFits(program);
    if (fits.length === 0 || !isForGpu(program, fits) || mayChoosePrecision(program) || isForOldKeras(program)) {
      return;
    }
    for (const [site, calls] of [...bySite(program, fits)].slice(0, 1)) {
      if (!calls.every(({ context }) => isInTest(context))) {
        yield { place: calleePlace(site), message, confidence: 'medium', change: { precision: 'amp-fp16' }, fixes: [] };
      }
    }
  },
};

/** Policies of lower precision that are made, given a name, and used nowhere. */
function* forgottenPolicies(program: Program): Iterable<FindingProposal> {
  for (const [site, calls] of bySite(program, program.callsOf('keras.DTypePolicy'))) {
    const statement = program.statementAround(program.span(site.place));
    const [name, ...others] = statement?.binds ?? [];
    const isLower = calls.every((call) => String(constantArgument(call, 'name', 0)).startsWith('mixed_') && !isInTest(call.context));
    const code = codeOf(program);
    if (
      isLower &&
      name !== undefined &&
      others.length === 0 &&
      code.split(new RegExp(String.raw`\b${name}\b`)).length === 2 &&
      !/set_(global_)?policy\(|set_dtype_policy\(|dtype_policy/.test(code)
    ) {
      yield { place: calleePlace(site), message: messageOfForgotten, confidence: 'medium', fixes: [] };
    }
  }
}

/** A GPU is asked for and the layers are wide enough for it, or nobody would train such a network without one. */
function isForGpu(program: Program, fits: readonly Activation[]): boolean {
  return (namesGpu(program) && isWide(program)) || isDeepForImages(program, fits);
}

/** Words and settings that keep TensorFlow on the CPU. */
const onCpu =
  /CPU[- ]only|on (a|the|my) CPU\b|\b(no|without an?) GPU|CUDA_VISIBLE_DEVICES\W+-?1?["']|device\(\s*["']\/?(device:)?cpu|set_visible_devices\(\s*\[\]/i;

/** Many wide convolutions, trained for many epochs, and no word of a CPU. */
function isDeepForImages(program: Program, fits: readonly Activation[]): boolean {
  const convolutions = program.activations.filter((call) => {
    const isConvolution = /^keras\.layers\.(Separable)?Conv2D(Transpose)?$/.test(libraryName(call.callee) ?? '');
    const filters = isConvolution ? constantArgument(call, 'filters', 0) : undefined;
    return typeof filters === 'number' && filters >= wideLayer;
  });
  const isLong = fits.some((call) => {
    const epochs = constantArgument(call, 'epochs');
    return typeof epochs === 'number' && epochs >= manyEpochs;
  });
  return convolutions.length >= manyConvolutions && isLong && !program.document.fragments.some(({ text }) => onCpu.test(text));
}

const gpuQuestions = [
  'tensorflow.test.is_gpu_available',
  'tensorflow.test.gpu_device_name',
  'tensorflow.distribute.MirroredStrategy',
  'tensorflow.config.experimental.set_memory_growth',
];

/** The code asks for GPUs, or names one. */
function namesGpu(program: Program): boolean {
  const asks = [...program.callsNamed('list_physical_devices'), ...program.callsNamed('list_logical_devices')].some(
    ({ arguments: args }) => args.positional.length > 0 && constantFirst(args) === 'GPU',
  );
  const names = program.callsOf('tensorflow.device').some(({ arguments: args }) => /gpu/i.test(String(constantFirst(args))));
  return asks || names || gpuQuestions.some((name) => program.callsOf(name).length > 0);
}

function constantFirst(args: Activation['arguments']): unknown {
  const [first] = args.positional;
  const [option] = first?.options ?? [];
  return option?.value.kind === 'constant' ? option.value.value : undefined;
}

/** Layers wide enough, or a network of the catalogue. */
function isWide(program: Program): boolean {
  return program.activations.some((call) => {
    const name = libraryName(call.callee) ?? '';
    if (/^keras\.applications\.\w+$/.test(name)) {
      return !name.endsWith('preprocess_input');
    }
    const width = /^keras\.layers\.(Dense|LSTM|GRU)$/.test(name)
      ? constantArgument(call, 'units', 0)
      : /^keras\.layers\.(Conv[12]D|SeparableConv2D|Conv2DTranspose)$/.test(name)
        ? constantArgument(call, 'filters', 0)
        : undefined;
    return typeof width === 'number' && width >= wideLayer;
  });
}

/** Sessions and what Keras had before TensorFlow 2.4, with which policies came: the call that is advised does not exist there. */
function isForOldKeras(program: Program): boolean {
  return program.document.fragments.some(({ text }) =>
    /\b(tf\.(Session|ConfigProto|GPUOptions|get_default_graph)\(|multi_gpu_model|keras\.backend\.tensorflow_backend|KTF\.|nb_epoch\s*=|samples_per_epoch\s*=|nb_val_samples\s*=)/.test(
      text,
    ),
  );
}

/** A policy, a type of layers or a mention of half precision: somebody thought of it. TPUs have their own types. */
function mayChoosePrecision(program: Program): boolean {
  return (
    program.callsOf('keras.mixed_precision.set_global_policy').length > 0 ||
    program.callsNamed('LossScaleOptimizer').length > 0 ||
    program.callsNamed('TPUClusterResolver').length > 0 ||
    program.document.fragments.some(({ text }) =>
      /mixed_precision|mixed_float16|bfloat16|dtype_policy|set_floatx|enable_mixed_precision|auto_mixed/.test(text),
    )
  );
}
