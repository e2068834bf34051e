import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { constantArgument, functionsOf, innermostFrame, libraryName, loopsAround, surroundedBy } from '../../ml/surroundings';
import { isTokenizerCall, tokenizerOf } from '../../ml/tokenizers';
import { compact } from '../../ml/written-loops';
import { replaceArgument } from '../../python/program/edits';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import type { Place } from '../../python/values/trail';
import { calleePlace, namePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { heaviestTraining, takesFew } from '../../ml/training-work';
import { codeOf } from '../../ml/unused-code';

const message =
  'Every text is padded to the same maximum, so the model computes on padding wherever a text is shorter. Pad each batch to its longest text: padding=True on a batch, or a collator such as DataCollatorWithPadding.';

const sequencesMessage =
  'Every sequence is padded to the same long length, so the layers compute on padding wherever a sequence is shorter. Choose maxlen by a high percentile of the lengths, or pad each batch to its longest sequence in a tf.data pipeline (padded_batch).';

const convertedMessage =
  'This pads every example to the maximum length, so the layers compute on padding wherever a text is shorter. Tokenize without padding, and pad each batch to its longest text in the collator (DataCollatorWithPadding).';

/** Lengths from which a fixed length of `pad_sequences` is worth a word. */
const longSequence = 512;
/** Up to here there is little padding to save. */
const shortText = 100;

/** Samples are padded to the maximum length. */
export const padToMaxLength: Rule = {
  meta: {
    id: 'pad-to-max-length',
    topic: 'data-loading',
    title: 'Every sample is padded to the maximum length',
    severity: 'information',
    frameworks: ['transformers', 'keras'],
    markers: ['"max_length"', "'max_length'", 'pad_to_max_length', 'MAX_LENGTH', 'pad_sequences', 'convert_examples_to_features'],
    saving: {
      energyShare: { low: 0, high: 0.47 },
      evidence: 'energy',
      source:
        'tuning-green-ai-pipelines (2024), one run each: texts trimmed from 2,048 tokens take 46.6 % less energy, as the cost follows the length; arXiv 2407.09105 (2024): packing without padding up to 2 times the throughput',
    },
  },
  *check(program, ml) {
    if (needsFixedShapes(program, ml)) {
      return;
    }
    const padded = program.activations.filter((call) => pads(program, call));
    const mended: Place[] = [];
    let isTold = false;
    for (const [site, calls] of bySite(program, padded)) {
      const evaluated = program.callsNamed(site.name).filter((call) => call.site === site);
      if (evaluated.every((call) => calls.includes(call)) && !calls.some(({ context }) => isInTest(context))) {
        const around = calls[0] === undefined ? undefined : innermostFrame(calls[0].context)?.of.node;
        const isMendedBefore = around !== undefined && mended.includes(around);
        mended.push(...(around === undefined ? [] : [around]));
        // One script pads its training, validation and test texts alike: once is enough.
        const isMinor: boolean = isTold || isMendedBefore || !isWorthAWord(program, ml, site, calls);
        isTold ||= !isMinor;
        yield finding(program, site, calls, isMinor);
      }
    }
    yield* converted(program);
  },
};

/** Functions of Transformers that pad each example to the length they are given, with no choice (data/processors, version 2.1 of 2019 on). */
const converters = ['glue', 'squad', 'xnli'].map((task) => `transformers.${task}_convert_examples_to_features`);
const lengthsOfConverters = ['max_length', 'max_seq_length'];

function* converted(program: Program): Iterable<FindingProposal> {
  for (const [site, calls] of bySite(
    program,
    converters.flatMap((name) => program.callsOf(name)),
  )) {
    const isFound = calls.every((call) => {
      const length = lengthsOfConverters.map((name) => call.arguments.keywords.get(name)).find((given) => given !== undefined);
      const most = length === undefined ? 0 : constantOf(length);
      // Graphs of TensorFlow are built for one shape.
      const isForTensorFlow = constantArgument(call, 'return_dataset') === 'tf';
      return (typeof most !== 'number' || most > shortText) && !isForTensorFlow && !isInTest(call.context);
    });
    if (isFound) {
      yield { place: calleePlace(site), message: convertedMessage, confidence: 'medium', severity: 'hint', fixes: [] };
    }
  }
}

/** Compilers and devices that build the program anew for each shape, and models that take one length alone. */
function needsFixedShapes(program: Program, ml: MlView): boolean {
  return (
    ml.devices.other !== null ||
    (ml.devices.mps && !ml.devices.cuda) ||
    [...program.imports].some((name) => fixedPackages.test(name)) ||
    program.document.fragments.some(({ text }) => trainsOnTpu.test(text)) ||
    fixedCalls.some((name) => program.callsOf(name).length > 0) ||
    program.callsOf('torch.compile').some((call) => constantArgument(call, 'dynamic') === false) ||
    program.callsNamed('compile').some((call) => constantArgument(call, 'jit_compile') === true)
  );
}

const fixedPackages =
  /^(jax|flax|diffusers|torch_xla|torch_neuronx?|habana_frameworks|optimum|onnx|onnxruntime|tensorrt|openvino|coremltools|tflite_runtime)(\.|$)/;
/** A trainer that is told to use a TPU. */
const trainsOnTpu = /\btpu_cores\b|\baccelerator\s*=\s*["']tpu["']|\bTPUStrategy\b/;
const fixedCalls = ['torch.onnx.export', 'torch.jit.trace'];

function pads(program: Program, call: Activation): boolean {
  const { keywords } = call.arguments;
  if (call.site.name === 'pad_sequences') {
    return padsLongSequences(program, call);
  }
  if (!keywords.has('padding') && !keywords.has('pad_to_max_length')) {
    return false;
  }
  return (
    asksForMaximum(call) &&
    (isTokenizerCall(program, call) ? !takesOneLength(program, call) && !isOneWrittenText(call) : isCollator(program, call))
  );
}

function asksForMaximum({ arguments: { keywords } }: Activation): boolean {
  const padding = keywords.get('padding');
  const old = keywords.get('pad_to_max_length');
  return (padding !== undefined && constantOf(padding) === 'max_length') || (old !== undefined && constantOf(old) === true);
}

/** The text encoders of CLIP take 77 tokens, no more and no fewer; those of SigLIP were trained on padded texts alone. */
function takesOneLength(program: Program, call: Activation): boolean {
  return (
    tokenizerOf(call)?.options.some(({ value }) => program.typesOf(value).some((type) => oneLength.test(type))) === true ||
    program.callsNamed('get_text_features').length > 0
  );
}

const oneLength = /^transformers\.(CLIP|Siglip|Perceiver|AltCLIP|Clap)/;

/** A sentence of the program: an example, or a probe of the tokenizer. */
function isOneWrittenText({ arguments: { positional, keywords } }: Activation): boolean {
  const text = positional[0] ?? keywords.get('text');
  return text !== undefined && typeof constantOf(text) === 'string';
}

const collators = ['DataCollatorWithPadding', 'DataCollatorForSeq2Seq', 'DataCollatorForTokenClassification'].map(
  (name) => `transformers.${name}`,
);

function isCollator(program: Program, call: Activation): boolean {
  return collators.some((name) => program.callsOf(name).includes(call));
}

/** `pad_sequences(texts, maxlen=2000)`, where no layer needs all sequences to be of one length. */
function padsLongSequences(program: Program, call: Activation): boolean {
  const length = constantArgument(call, 'maxlen', 1);
  return (
    program.callsOf('keras.utils.pad_sequences').includes(call) &&
    typeof length === 'number' &&
    length >= longSequence &&
    !fixedLengthLayers.some((name) => program.callsOf(name).length > 0)
  );
}

const fixedLengthLayers = ['keras.layers.Flatten', 'keras.layers.Reshape', 'keras.layers.Permute'];

function finding(program: Program, site: CallSite, calls: readonly Activation[], isMinor: boolean): FindingProposal {
  const argument = site.arguments.find(({ name }) => name === 'padding' || name === 'pad_to_max_length' || name === 'maxlen');
  const fix = proposeFix(program, site, calls);
  return {
    place: argument?.place ?? namePlace(site),
    message: site.name === 'pad_sequences' ? sequencesMessage : message,
    confidence: 'high',
    ...(isMinor || wantsOneLength(program, site) ? { severity: 'hint' } : {}),
    fixes: fix === undefined ? [] : [fix],
  };
}

/** A network is trained here on many texts that are padded so, to a length that most texts do not reach. */
function isWorthAWord(program: Program, ml: MlView, site: CallSite, calls: readonly Activation[]): boolean {
  return (
    trains(program, ml) &&
    heaviestTraining(ml) === 'heavy' &&
    isWrittenSo(program, site) &&
    !isOfWholeArticles(program, site) &&
    !isTargetOfPicture(program, site) &&
    calls.every((call) => isLong(call) && !isOneLook(program, call) && isForMany(program, call)) &&
    !program.document.fragments.some(({ text }) => fillsLength.test(text)) &&
    !takesFew(program)
  );
}

/** Texts are joined or cut so that each fills the length, are longer by far (data sets of articles), or a compiler wants one shape. */
const fillsLength =
  /\b(group_texts|concatenated_examples|return_overflowing_tokens|block_size|xla|tpu|notebook_launcher|cnn_dailymail|xsum|pubmed|arxiv|multi_news|govreport|wikitext)\b|--xla/i;
/** Words of a whole page, which are given with their boxes, fill more than a short text. */
const fullPage = 256;
const trainers = /^(transformers\.\w*Trainer|trl\.\w+Trainer|lightning\.pytorch\.Trainer\.fit|setfit\.)/;

function trains(program: Program, ml: MlView): boolean {
  return ml.trainingLoops.length > 0 || program.activations.some(({ callee }) => trainers.test(libraryName(callee) ?? ''));
}

/** Articles and documents reach any maximum that a model takes. */
function isOfWholeArticles(program: Program, { arguments: written }: CallSite): boolean {
  const texts = written.filter(({ name }) => name === null || name === 'text' || name === 'text_pair').slice(0, 2);
  return texts.some(({ valuePlace }) => /article|body|document|paper/i.test(program.textOf(valuePlace)));
}

/** The text that a decoder is to write for a picture: the encoder of the picture computes far more. */
function isTargetOfPicture(program: Program, { arguments: written, text }: CallSite): boolean {
  const first = written.find(({ name }) => name === null || name === 'text');
  const isOfProcessor =
    /processor/i.test(text) || (first !== undefined && /target|label|answer|caption/i.test(program.textOf(first.valuePlace)));
  return isOfProcessor && /\b(VisionEncoderDecoder|Donut|TrOCR|Pix2Struct|Blip|Kosmos|Florence|PaliGemma|GitFor)/.test(codeOf(program));
}

/** Not left to an option of the command line. */
function isWrittenSo(program: Program, { arguments: written }: CallSite): boolean {
  return written.some(({ name, valuePlace }) => {
    const value = program.textOf(valuePlace);
    return (name === 'padding' && /max_length/i.test(value)) || (name === 'pad_to_max_length' && value === 'True');
  });
}

/** A length of its own that is none of a short text, or the one of the model. */
function isLong(call: Activation): boolean {
  const length = constantArgument(call, 'max_length');
  const least = ['boxes', 'bboxes'].some((name) => call.arguments.keywords.has(name)) ? fullPage : shortText;
  return call.arguments.keywords.has('max_length') ? length === null || (typeof length === 'number' && length > least) : true;
}

/** In a data set's `__getitem__`, in a function that is mapped or set as a transform, or in a loop. */
function isForMany(program: Program, { context, arguments: given }: Activation): boolean {
  const handed = ['map', 'set_transform', 'with_transform', 'apply', 'DataLoader']
    .flatMap((name) => program.callsNamed(name))
    .flatMap(({ arguments: { positional, keywords } }) => [...positional, ...keywords.values()].flatMap(functionsOf));
  return (
    !['images', 'text_target'].some((name) => given.keywords.has(name)) &&
    (loopsAround(context).length > 0 ||
      surroundedBy(
        context,
        (layer) => layer.kind === 'frame' && (perSample.has(layer.of.name) || handed.some(({ node }) => node === layer.of.node)),
      ))
  );
}

/** Methods that give one sample, or gather a batch of them. */
const perSample = new Set(['__getitem__', '__call__', 'collate_fn', 'collate']);

/** Called once at the top of a notebook or script with what is no collection by its name: an example to look at. */
function isOneLook(program: Program, { context, site }: Activation): boolean {
  const text = site.arguments.find(({ name }) => name === null || ['text', 'queries', 'text_target'].includes(name));
  return context === null && text !== undefined && !collections.test(compact(program.textOf(text.valuePlace)));
}

const collections = /s$|list|values|to_numpy|\]$|^\[/i;

/** Models of Keras are mostly built for one length, and padding for each batch is nothing that its own function does. */
function wantsOneLength(program: Program, site: CallSite): boolean {
  return (
    site.name === 'pad_sequences' ||
    program.callsOf('keras.Input').some(({ arguments: given }) => given.keywords.has('shape') || given.positional.length > 0)
  );
}

function proposeFix(program: Program, site: CallSite, calls: readonly Activation[]): FixProposal | undefined {
  const padding = site.arguments.find(({ name }) => name === 'padding');
  const isAlone = !site.arguments.some(({ name }) => name === 'pad_to_max_length' || name === 'pad_to_multiple_of');
  if (padding === undefined || !isAlone) {
    return undefined;
  }
  if (calls.every((call) => isCollator(program, call) || isOfWholeBatch(call))) {
    return { title: 'Pad to the longest text of the batch', safe: false, edits: replaceArgument(padding, 'True') };
  }
  return calls.every((call) => isMapped(program, call)) && collatesWithPadding(program)
    ? { title: 'Leave padding to the collator', safe: false, edits: replaceArgument(padding, 'False') }
    : undefined;
}

/** Tensors made at the top of the program from all its texts, not one by one. */
function isOfWholeBatch(call: Activation): boolean {
  return (
    call.arguments.keywords.has('return_tensors') &&
    !['encode', 'encode_plus'].includes(call.site.name) &&
    loopsAround(call.context).length === 0 &&
    !surroundedBy(call.context, ({ kind }) => kind === 'frame')
  );
}

/** Inside a function that `Dataset.map` applies. */
function isMapped(program: Program, call: Activation): boolean {
  const mapped = program
    .callsNamed('map')
    .flatMap(({ arguments: { positional } }) => (positional[0] === undefined ? [] : functionsOf(positional[0])));
  return (
    !call.arguments.keywords.has('return_tensors') &&
    surroundedBy(call.context, (layer) => layer.kind === 'frame' && mapped.some(({ node }) => node === layer.of.node))
  );
}

/** A collator that pads is there already. */
function collatesWithPadding(program: Program): boolean {
  return collators.some((name) => program.callsOf(name).some((call) => !asksForMaximum(call)));
}
