import { iterableSources } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { takesHandful } from '../../ml/handful';
import { flowOf, namesWritten } from '../../ml/loop-flow';
import { countedRounds } from '../../ml/loop-rounds';
import { isMadeOfDense } from '../../ml/network-weight';
import { isRecordedShort, recordedAt, startOf } from '../../ml/recorded-run';
import { callsDuring, isInLoop, libraryName, loopsAround, makers, samePlace } from '../../ml/surroundings';
import { isOptimizerStep } from '../../ml/training-loops';
import { rangeBounds } from '../../python/evaluate/containers';
import type { Activation, CallArgument } from '../../python/program/call-site';
import { layers, type LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, likelyConstant, single, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';
import { isApplied, usesParameter, type Frame } from './row-functions';
import { isOneRow, isOneText, textArgument } from './single-sample';

/** A loop over a handful of samples is a demonstration. */
const fewRounds = 20;
/** Samples from which batching them is worth a word. */
const someRounds = 200;

const message =
  'The model is called for one sample at a time. Collect the samples and pass them in one call, with a batch size that fills the device: the same answers for a fraction of the time and energy.';

/** One sample per call of a model. */
export const predictInLoop: Rule = {
  meta: {
    id: 'predict-in-loop',
    topic: 'inference',
    title: 'A model is called for one sample at a time',
    severity: 'warning',
    frameworks: ['keras', 'sklearn', 'transformers', 'sentence-transformers'],
    markers: ['.predict', '.encode', '.generate', 'pipeline'],
    needs: [
      ['keras', 'tensorflow', 'sklearn', 'xgb', 'lightgbm', 'lgb', 'atboost', 'transformers', 'load', 'pipeline', '.generate', 'import *'],
    ],
    saving: {
      energyShare: { low: 0, high: 0.99 },
      evidence: 'energy',
      source: 'Delavande et al. 2026 (H100): batching and shaping of requests lowers energy per request by up to 100 times',
    },
  },
  *check(program) {
    if ([...program.imports].some((name) => simulators.test(name))) {
      return;
    }
    const calls = [...rowCalls(program), ...textCalls(program)];
    const reported: { readonly call: Activation; readonly by: LoopInfo | Frame }[] = [];
    for (const [site, all] of bySite(
      program,
      calls.map(({ call }) => call),
    )) {
      const [found] = all.flatMap((call) =>
        calls.flatMap((one) => {
          const by = one.call === call ? repeaterOf(program, one) : undefined;
          return by === undefined ? [] : [{ one, by }];
        }),
      );
      if (found !== undefined && !reported.some(({ call }) => isSameWork(found.one.call, call))) {
        const isFirst = !reported.some(({ by }) => isSameRepeater(found.by, by));
        reported.push({ call: found.one.call, by: found.by });
        const isWorthAWord =
          isFirst &&
          isHeavy(program, found.one) &&
          isOverMany(program, found.one, found.by) &&
          !takesHandful(program) &&
          !tookMinutes(program, found.one.call);
        yield { place: calleePlace(site), message, confidence: 'high', ...(isWorthAWord ? {} : { severity: 'hint' }) };
      }
    }
  },
};

/** The other branch of a test calls the same model in the same loop: batching mends both. */
function isSameWork(call: Activation, other: Activation): boolean {
  const [loop] = loopsAround(call.context);
  return loop !== undefined && call.site.text === other.site.text && isInLoop(other.context, loop);
}

/** One loop or function is mended as a whole. */
function isSameRepeater(one: LoopInfo | Frame, other: LoopInfo | Frame): boolean {
  return one.kind === 'frame' ? other.kind === 'frame' && one.of.node === other.of.node : other.kind !== 'frame' && samePlace(one, other);
}

/** Each action there follows from the one before, or samples are handed over one by one. */
const simulators =
  /^(gym|gymnasium|stable_baselines3?|ray\.rllib|pettingzoo|unityagents|mlagents_envs|chess|flask|fastapi|kaggle_evaluation)(\.|$)/;

/** A call of a model, and the names and values of the one sample it is given. */
interface SingleCall {
  readonly call: Activation;
  readonly sample: Possible;
  readonly argument: CallArgument;
}

const predictMethods = ['predict', 'predict_proba', 'predict_on_batch', 'decision_function', 'predict_log_proba'];
const rowModels = /^(keras\.(Model|Sequential)|tensorflow\.|sklearn\.|xgboost\.|lightgbm\.|catboost\.|sentence_transformers\.CrossEncoder)/;
const rowLoaders = /^(joblib\.load|pickle\.loads?|dill\.load|cloudpickle\.load|keras\.models\.\w+)$/;
const rowPackages = /^(keras|tf_keras|tensorflow|sklearn|xgboost|lightgbm|catboost)(\.|$)/;

function rowCalls(program: Program): readonly SingleCall[] {
  const hasModels = [...program.imports].some((name) => rowPackages.test(name));
  return predictMethods
    .flatMap((name) => program.callsNamed(name))
    .flatMap((call) => {
      const [argument] = call.site.arguments;
      const sample = call.arguments.positional[0] ?? call.arguments.keywords.get('x') ?? call.arguments.keywords.get('X');
      const types = call.receiver?.options.flatMap(({ value }) => program.typesOf(value)) ?? [];
      const isModel =
        types.length > 0
          ? types.some((type) => rowModels.test(type))
          : hasModels || (call.receiver !== null && makers(call.receiver).some(({ callee }) => rowLoaders.test(libraryName(callee) ?? '')));
      return argument !== undefined &&
        sample !== undefined &&
        call.callee.kind === 'method' &&
        isModel &&
        isOneRow(program, call, sample, argument)
        ? [{ call, sample, argument }]
        : [];
    });
}

function textCalls(program: Program): readonly SingleCall[] {
  const pipelines = program.activations.filter(
    ({ callee, receiver }) =>
      callee.kind === 'object' &&
      receiver?.options.some(({ value }) => value.kind === 'instance' && value.className === 'transformers.Pipeline') === true,
  );
  const encoders = ['encode', 'encode_query', 'encode_document'].flatMap((name) =>
    program.callsOf(`sentence_transformers.SentenceTransformer.${name}`),
  );
  const direct = [...pipelines, ...encoders].flatMap((call) => {
    const [argument] = call.site.arguments;
    const [sample] = call.arguments.positional;
    return argument !== undefined && sample !== undefined && isOneText(program, sample, argument) ? [{ call, sample, argument }] : [];
  });
  const generated = program
    .callsNamed('generate')
    .filter(({ callee, arguments: given }) => callee.kind === 'method' && !given.keywords.has('streamer'))
    .flatMap((call) => {
      const text = textArgument(program, call);
      return text !== undefined && isOneText(program, text.sample, text.argument) ? [{ call, ...text }] : [];
    });
  return [...direct, ...generated];
}

/** What sends many samples through this call one after another, none of them waiting for the answer before. */
function repeaterOf(program: Program, one: SingleCall): LoopInfo | Frame | undefined {
  let at = one.call;
  let argument = program.textOf(one.argument.place);
  if (isInTest(at.context)) {
    return undefined;
  }
  for (const layer of layers(one.call.context)) {
    if (layer.kind === 'handler') {
      return undefined;
    }
    if (layer.kind === 'loop') {
      if (layer.loop.kind === 'while' || !takesSample(program, at, argument, layer.loop)) {
        return undefined;
      }
      return isPlainLoop(program, at, argument, layer.loop) ? layer.loop : undefined;
    }
    if (layer.kind === 'frame') {
      if (!usesParameter(program, layer, argument, one.sample)) {
        return undefined;
      }
      if (layer.by === null || layer.by.site.name === 'map') {
        return isApplied(program, layer) ? layer : undefined;
      }
      at = layer.by;
      argument = at.site.arguments.map(({ place }) => program.textOf(place)).join(' ');
    }
  }
  return undefined;
}

/** Models of trees and the like answer for one row in microseconds to a millisecond; the code around them costs more. */
const quickModels = /^(sklearn|xgboost|lightgbm|catboost)\./;
/** Packages of such models, for those that are read from a file. */
const networks = /^(keras|tf_keras|tensorflow|transformers|sentence_transformers|torch|peft|unsloth)(\.|$)/;

/** A network whose every call takes tens of milliseconds: of dense layers alone, or of an encoder of short texts, it takes few. */
function isHeavy(program: Program, { call: { receiver, site } }: SingleCall): boolean {
  const types = receiver?.options.flatMap(({ value }) => program.typesOf(value)) ?? [];
  const isByMethod = !predictMethods.includes(site.name);
  if (isByMethod ? site.name.startsWith('encode') : isMadeOfDense(program, receiver)) {
    return false;
  }
  return isByMethod || types.length > 0
    ? !types.some((type) => quickModels.test(type))
    : [...program.imports].some((name) => networks.test(name)) && !isNamedQuick.test(site.receiverText ?? '');
}

const isNamedQuick = /svm|svc|knn|tree|forest|logreg|xgb|lgb|clf|scaler|pca|kmeans|estimator|regressor/i;

/** What a loop over many samples goes over: files, rows, pixels, data sets, texts. */
const collections =
  /file|path|glob|listdir|walk|iterrows|itertuples|index|shape|height|width|test|valid|(^|[^a-z])val|train|data|sample|image|img|photo|frame|picture|row|line|text|prompt|sentence|question|review|doc|comment|tweet|instruct|input|record|url|spot|patch|clip|audio|wav|user|item|future|len\(|(^|\W)[xX](_\w+)?($|\W)/;
/** Each sample is fetched, read by another program, or drawn into a picture for somebody to look at. */
const otherWork =
  /^(requests|urllib|httpx|pytesseract|easyocr|subprocess|selenium)\.|^(cv2\.(imwrite|rectangle|putText|polylines|drawContours|VideoWriter)|PIL\.ImageDraw)/;

/** The number of samples is left to whoever calls or starts the code, and is a handful where nobody says otherwise. */
function isUsuallyShort({ count }: LoopInfo): boolean {
  const usual = count === null ? undefined : likelyConstant(count);
  return typeof usual === 'number' && usual <= fewRounds;
}

/** Many samples by what they are called or counted, without other work for each of them that takes as long. */
function isOverMany(program: Program, { call }: SingleCall, by: LoopInfo | Frame): boolean {
  if (by.kind === 'frame') {
    return !callsDuring(program, by.of).some((call) => otherWork.test(calledName(call)));
  }
  return (
    ((countedRounds(by) ?? 0) >= someRounds || collections.test(by.iterableText)) &&
    !isUsuallyShort(by) &&
    !/demo|example|few|adversarial|\[:\w+\]/i.test(by.iterableText) &&
    !onlyShows(program.textOf(by.place)) &&
    !cutsOnePicture(program, call, by) &&
    !program.activations.some((call) => isInLoop(call.context, by) && otherWork.test(calledName(call)))
  );
}

/** The notebook holds how long the loop took. */
function tookMinutes(program: Program, { site, context }: Activation): boolean {
  return isRecordedShort(recordedAt(program, startOf(site.place, context)));
}

/** The patches of one picture, some dozens: no loop goes over other pictures. */
function cutsOnePicture(program: Program, { context }: Activation, by: LoopInfo): boolean {
  const patches = /\b(\w*(?:patch|tile|crop)\w*)\.shape\[/i.exec(by.iterableText)?.[1];
  return patches !== undefined && loopsAround(context).every(({ iterableText }) => iterableText.includes(`${patches}.shape`));
}

/** Answers are printed for somebody to read, and kept nowhere. */
function onlyShows(loop: string): boolean {
  return (
    /\b(print|display|log|info)\(/.test(loop) &&
    !/\.(append|extend|add|write\w*|update|put|insert)\(|\byield\b|\breturn\b|\+=|\]\s*=[^=]|concat|dump|to_csv|save/.test(loop)
  );
}

function calledName({ callee }: Activation): string {
  return libraryName(callee) ?? (callee.kind === 'outside' ? callee.name : '');
}

/** The sample is, or is made of, what the loop goes over. */
function takesSample(program: Program, at: Activation, argument: string, loop: LoopInfo): boolean {
  const sources = flowOf(program, loop).sources(namesWritten(argument));
  return loop.targets.some((target) => sources.has(target)) && !loop.targets.some((target) => namesWritten(at.site.text).includes(target));
}

function isPlainLoop(program: Program, at: Activation, argument: string, loop: LoopInfo): boolean {
  const flow = flowOf(program, loop);
  const [model = ''] = namesWritten(at.site.text);
  return (
    !isBatched(loop) &&
    !endsAtOnce(program, loop) &&
    !hasFewRounds(loop) &&
    !flow.feedsBack(at.site.place, namesWritten(argument)) &&
    !(at.callee.kind !== 'function' && flow.rebinds(model)) &&
    !program.activations.some((other) => isInLoop(other.context, loop) && makesPointless(program, other))
  );
}

/** The body ends with a `break` or `return` that nothing guards: there is one round. */
function endsAtOnce(program: Program, loop: LoopInfo): boolean {
  const [body] = loop.kind === 'comprehension' ? [] : (program.statementAround(spanOf(loop.place))?.blocks ?? []);
  return body?.some(({ kind }) => kind === 'break' || kind === 'return') === true;
}

const batchWords =
  /(^|[_(,]|[a-z\d])(batch|chunk|loader|fold|shard)(e?s|er|ed)?($|_|[\d([.,:)])|(^|_)(dl|cv|splits?|groups?)($|_|[(.])|\.(split|groupby)\(/i;

/** The rounds are batches, folds or groups, not samples. */
function isBatched({ targets, iterableText, iterable }: LoopInfo): boolean {
  const only = iterable === null ? undefined : single(iterable);
  const step = only?.kind === 'sequence' ? rangeBounds(only)?.[2] : undefined;
  const loads = iterableSources(iterable).some((source) =>
    source.options.some(
      ({ value }) => value.kind === 'instance' && /^(torch\.utils\.data\.DataLoader|tensorflow\.data\.|keras\.)/.test(value.className),
    ),
  );
  return (
    loads ||
    (step !== undefined && constantOf(step) !== 1) ||
    targets.some((name) => batchWords.test(name)) ||
    batchWords.test(iterableText.replace(/^(enumerate|tqdm|list|zip)\(/, ''))
  );
}

/** A few samples, written out or counted. */
function hasFewRounds(loop: LoopInfo): boolean {
  const shown = /\[:(\d+)\]\)*$|\.(?:head|sample)\((?:n=)?(\d+)\)|(?:sample|choice)\(.*?,(?:k=|size=)?(\d+)/.exec(loop.iterableText);
  const [, first, second, third] = shown ?? [];
  const few = first ?? second ?? third;
  return (countedRounds(loop) ?? Infinity) < fewRounds || (few !== undefined && Number(few) < fewRounds);
}

const pictures =
  /^(matplotlib|seaborn|plotly|streamlit|gradio|rich\.(table|panel|markdown))\.|^(IPython\.display|cv2\.(VideoCapture|imshow|waitKey)|builtins\.input)/;
const clocks =
  /^(time\.(time|perf_counter|process_time|monotonic|time_ns|perf_counter_ns|sleep)|timeit\.default_timer|torch\.cuda\.Event)$/;

/** One call a round is meant: latency is measured, a picture is drawn, a camera is read, the model is fitted again. */
function makesPointless(program: Program, call: Activation): boolean {
  const name = calledName(call);
  return (
    pictures.test(name) ||
    clocks.test(name) ||
    ['fit', 'partial_fit', 'train_on_batch', 'imshow', 'reset_states', 'savefig'].includes(call.site.name) ||
    (call.site.name === 'step' && !isOptimizerStep(program, call))
  );
}
