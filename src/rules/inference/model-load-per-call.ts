import {
  answeringMethods,
  modelFileConstructors,
  modelLoaders,
  rerunningPackage,
  weightsByDefault,
  weightSwitches,
} from '../../libraries/serving';
import { originOf } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { isFixed, readsNothingOf } from '../../ml/invariance';
import { roundsOf } from '../../ml/loop-rounds';
import { repetitionsOf, type Repetition } from '../../ml/repetition';
import { constantArgument, innermostFrame, isInLoop, libraryName, liesIn, surroundedBy } from '../../ml/surroundings';
import type { Activation } from '../../python/program/call-site';
import type { Context } from '../../python/program/context';
import { insertImport } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, type Option, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const messages: Readonly<Record<Repetition['kind'], string>> = {
  request:
    'The weights are read anew for each request, which takes longer than most answers. Load the model once, when the service starts or behind a cache, and use it for all requests.',
  row: 'The weights are read anew for each row. Load the model once before, and hand all rows to it in batches.',
  rerun:
    'Streamlit runs the script again at each interaction, and the weights are read anew each time. Load the model in a function with @st.cache_resource.',
  round: 'The same weights are read anew in each round of this loop. Load the model once before the loop.',
};

/** Weights that are read from disk far more often than they change. */
export const modelLoadPerCall: Rule = {
  meta: {
    id: 'model-load-per-call',
    topic: 'inference',
    title: 'A model is loaded for each call',
    severity: 'warning',
    frameworks: ['torch', 'transformers', 'keras', 'joblib', 'streamlit'],
    markers: [
      'from_pretrained',
      'load(',
      'load_model',
      'load_word2vec_format',
      'pipeline(',
      'SentenceTransformer',
      'applications',
      'InferenceSession',
      'Booster',
      'CrossEncoder',
      'create_model',
    ],
    needs: [
      [
        'torch',
        'transformers',
        'diffusers',
        'keras',
        'tensorflow',
        'hub',
        'onnxruntime',
        'joblib',
        'spacy',
        'stanza',
        'flair',
        'whisper',
        'fasttext',
        'gensim',
        'clip',
        'lightgbm',
        'xgboost',
        'timm',
        'import *',
      ],
    ],
    saving: { energyShare: null, evidence: 'none', source: 'No published measurement: the cost of one start-up, times the calls.' },
  },
  *check(program) {
    for (const [site, calls] of bySite(program, loadsOf(program))) {
      const repeated = calls.find((call) => repetitionOf(program, calls, call) !== undefined && !isKept(program, call));
      const repetition = repeated === undefined ? undefined : repetitionOf(program, calls, repeated);
      if (repetition !== undefined) {
        const fix = repetition.kind === 'rerun' ? cacheFix(program, calls) : undefined;
        yield {
          place: calleePlace(site),
          message: messages[repetition.kind],
          confidence: 'high',
          ...(repetition.kind === 'round' && !liesIn(site.place, repetition.loop.place) ? { severity: 'hint' } : {}),
          fixes: fix === undefined ? [] : [fix],
        };
      }
    }
  },
};

/** Declared on a base: each class of a model has it under a name of its own. */
const pretrained = new Set(modelLoaders.filter((name) => name.endsWith('.from_pretrained')));

function loadsOf(program: Program): readonly Activation[] {
  const mentionsCatalogue = program.document.fragments.some(({ text }) => text.includes('applications'));
  return [
    ...modelLoaders.flatMap((name) => program.callsOf(name)),
    ...program.callsNamed('from_pretrained').filter(({ callee }) => 'signature' in callee && pretrained.has(callee.signature?.name ?? '')),
    ...modelFileConstructors.flatMap((name) => program.callsOf(name)).filter(({ arguments: given }) => given.keywords.has('model_file')),
    ...[...weightSwitches].flatMap(([name, parameter]) =>
      program.callsOf(name).filter((call) => constantArgument(call, parameter) === true),
    ),
    ...(mentionsCatalogue ? program.activations.filter(readsPublishedWeights) : []),
  ].filter((call) => !isInTest(call.context));
}

function readsPublishedWeights(call: Activation): boolean {
  return libraryName(call.callee)?.startsWith(weightsByDefault) === true && /^[A-Z]/.test(call.site.name) && !startsUntrained(call);
}

function startsUntrained(call: Activation): boolean {
  const weights = call.arguments.get('weights');
  return weights.kind === 'unknown' || (weights.kind === 'given' && typeof constantOf(weights.possible) !== 'string');
}

/** What makes this call read again what it has read before. */
function repetitionOf(program: Program, calls: readonly Activation[], call: Activation): Repetition | undefined {
  for (const repetition of repetitionsOf(program, call.context)) {
    const isWasted =
      repetition.kind === 'round'
        ? roundsOf(repetition.loop) !== 1 && isSameEachRound(program, calls, call, repetition) && answersInside(program, call, repetition)
        : readsTheSame(call) && (repetition.kind !== 'rerun' || isMainScript(program));
    if (isWasted && !trainsOrSaves(program, around(repetition))) {
      return repetition;
    }
  }
  return undefined;
}

function readsTheSame(call: Activation): boolean {
  const { arguments: given } = call;
  return !given.openPositional && !given.openKeywords && argumentsOf(call).every((value) => isFixed(value));
}

function argumentsOf({ arguments: given }: Activation): readonly Possible[] {
  return [...given.positional, ...given.keywords.values()];
}

function isSameEachRound(
  program: Program,
  calls: readonly Activation[],
  call: Activation,
  { loop }: Extract<Repetition, { kind: 'round' }>,
): boolean {
  if (liesIn(call.site.place, loop.place)) {
    return readsNothingOf(program, call.site.argumentList, loop);
  }
  const read = (one: Activation): string =>
    argumentsOf(one)
      .map(({ options }) => options.map(nameOfOption).join('|'))
      .join();
  return (
    readsTheSame(call) &&
    argumentsOf(call).every(({ closed, options }) => closed && options.length === 1) &&
    calls.every((other) => !isInLoop(other.context, loop) || read(other) === read(call))
  );
}

function nameOfOption({ value }: Option): string {
  return value.kind === 'constant' ? String(value.value) : value.kind === 'external' ? value.name : value.kind;
}

/** Contexts that belong to one repetition. */
function around(repetition: Repetition): (context: Context) => boolean {
  switch (repetition.kind) {
    case 'round':
      return (context) => isInLoop(context, repetition.loop);
    case 'rerun':
      return () => true;
    default:
      return (context) => surroundedBy(context, (layer) => layer.kind === 'frame' && layer.of.node === repetition.frame.of.node);
  }
}

/** Within the loop the model only answers: it is called, or asked to predict. */
function answersInside(program: Program, load: Activation, repetition: Repetition): boolean {
  const isInside = around(repetition);
  return program.activations.some((call) => {
    const isCalled = call.callee.kind === 'object' || call.callee.kind === 'unknown';
    const asked = isCalled ? call.callee.of : call.receiver;
    const answers = isCalled || answeringMethods.has(call.site.name);
    return answers && asked !== null && isInside(call.context) && isResultOf(asked, load);
  });
}

/** The loaded model itself, or what a method of it returned: `AutoModel.from_pretrained(…).to(device)`. */
function isResultOf(value: Possible, load: Activation, depth = 6): boolean {
  return value.options.some((option) => {
    const origin = originOf(option.value);
    if (origin?.kind === 'element') {
      return depth > 0 && isResultOf(origin.of, load, depth - 1);
    }
    if (origin?.kind !== 'call') {
      return false;
    }
    const { activation } = origin;
    return activation === load || (depth > 0 && activation.receiver !== null && isResultOf(activation.receiver, load, depth - 1));
  });
}

const changingNames =
  /^(fit|fit_generator|fit_one_cycle|fine_tune|train|train_model|train_on_batch|backward|train_epoch|save|save_pretrained|save_model|save_weights|dump|get_peft_model|quantize\w*|prune\w*|export|push_to_hub)$/;

/** What is trained, or written, starts from the same weights on purpose. */
function trainsOrSaves(program: Program, isInside: (context: Context) => boolean): boolean {
  return program.activations.some((call) => changingNames.test(call.site.name) && isInside(call.context) && !isMeasure(call));
}

/** `image.save(…)` of a picture writes an answer, not the model. */
function isMeasure(call: Activation): boolean {
  return call.site.name === 'save' && /(image|img|im|pic|figure|fig|file|audio|wav)\w*$/i.test(call.site.receiverText ?? '');
}

/** The result is put where later calls find it: a global name, an attribute, an entry of a cache. */
function isKept(program: Program, call: Activation): boolean {
  const span = program.span(call.site.place);
  const statement = program.statementAround(span);
  const text = span.document.fragments[span.fragment]?.text ?? '';
  const before = statement === undefined ? '' : text.slice(statement.span.start, span.start);
  const target = /^([A-Za-z_][\w.]*(?:\[[^\]\n]*\])?(?:\s*,\s*[\w.]+)*)\s*(?::[^=\n]+)?=(?!=)/.exec(before)?.[1];
  const frame = innermostFrame(call.context);
  if (target?.startsWith('self.') === true && frame?.of.name === '__init__') {
    return frame.by === null || isKept(program, frame.by);
  }
  if (target !== undefined && /[.[]/.test(target)) {
    return true;
  }
  const [name] = target?.split(',') ?? [];
  return (
    name !== undefined && frame !== null && new RegExp(`\\b(global|nonlocal)\\b[^\\n]*\\b${name}\\b`).test(program.textOf(frame.of.node))
  );
}

/** A page or script of the demo itself, not a module of functions for it. */
function isMainScript(program: Program): boolean {
  return program.activations.some((call) => libraryName(call.callee)?.startsWith(`${rerunningPackage}.`) === true && call.context === null);
}

/** `@st.cache_resource` on the function that loads, where it takes nothing that changes. */
function cacheFix(program: Program, calls: readonly Activation[]): FixProposal | undefined {
  const frame = innermostFrame(calls[0]?.context ?? null);
  if (frame?.owner !== null || frame.of.decorators.length > 0 || !program.isHere(frame.of.node)) {
    return undefined;
  }
  const span = spanOf(frame.of.node);
  const text = span.document.fragments[span.fragment]?.text ?? '';
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const indentation = text.slice(lineStart, span.start);
  const imported = insertImport(program, `import ${rerunningPackage} as st`, span);
  if (indentation.trim() !== '' || imported === undefined || !loadsAlone(program, frame.of.node, calls)) {
    return undefined;
  }
  return {
    title: 'Keep the model with st.cache_resource',
    safe: false,
    edits: [{ span: { ...span, end: span.start }, text: `@${imported.name}.cache_resource\n${indentation}` }, ...imported.edits],
  };
}

/** The function draws nothing on the page: its body runs once only after the fix. */
function loadsAlone(program: Program, node: object, loads: readonly Activation[]): boolean {
  return !program.activations.some(
    (call) =>
      !loads.includes(call) &&
      libraryName(call.callee)?.startsWith(`${rerunningPackage}.`) === true &&
      surroundedBy(call.context, (layer) => layer.kind === 'frame' && layer.of.node === node),
  );
}
