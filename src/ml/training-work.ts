import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { SourceDocument } from '../python/source/document';
import { Locator } from '../python/source/locator';
import type { Place } from '../python/values/trail';
import type { MlView } from './ml-view';
import { isRecordedShort, recordedAt, startOf } from './recorded-run';
import { makers } from './surroundings';
import { codeOf } from './unused-code';

/** What one training of a program asks of a machine, as far as its code and the tables of models and data sets tell. */
export interface TrainingWork {
  /** Where the loop or the call that trains stands. */
  readonly at: { readonly cell: number | null; readonly line: number; readonly endLine: number } | null;
  /** Arithmetic of one optimizer step, forward and backward; null where the model cannot be counted. */
  readonly stepFlops: number | null;
  /** Optimizer steps of all runs together; null where the number of samples or of epochs is not known. */
  readonly steps: number | null;
  readonly epochs: number | null;
  readonly parameters: number | null;
  readonly kind: 'cnn' | 'transformer' | 'recurrent' | 'mixed' | 'tabular' | null;
  /** Most of the model is not trained. */
  readonly isFrozen: boolean;
}

/** Whether a training is worth a word about its speed. */
export type Heaviness = 'heavy' | 'light' | 'unknown';

/** Arithmetic that takes a small GPU tens of milliseconds, far longer than launching the kernels of a step. */
const heavyStep = 1e11;
/** The same of a training whose length is not known: of two texts, or of a few small pictures, people make examples. */
const surelyHeavyStep = 4e11;
const lightStep = 5e10;
/** Five minutes at least, and about two, on a T4 that trains at 40 % of its peak (8.1 TFLOP/s in float32: NVIDIA, T4 data sheet, 2018). */
const longRun = 1e15;
const shortRun = 3e14;
/** Steps that take minutes however little they compute: each launches its kernels. */
const manySteps = 20_000;
/** Networks of fewer weights have narrow layers: their steps are bound by memory and by launches, whatever their arithmetic. */
const manyParameters = 5e6;
/** Fewer weights are those of an example. */
const fewParameters = 1e5;
/** Of a training whose data nobody counts, so many rounds that it is no try. */
const someEpochs = 8;

/** How heavy a training is: `heavy` only where its step can be counted, and nothing says that it ends soon. */
export function heavinessOf({ stepFlops, steps, epochs, parameters, kind, isFrozen }: TrainingWork): Heaviness {
  if (stepFlops === null) {
    return 'unknown';
  }
  const whole = steps === null ? null : stepFlops * steps;
  const isShort = whole === null || steps === null ? stepFlops < lightStep : whole < shortRun && steps < manySteps;
  if (isShort) {
    return 'light';
  }
  const hasWideLayers =
    (kind === 'cnn' || kind === 'transformer' || kind === 'mixed') && parameters !== null && parameters >= manyParameters;
  // Sets of pictures are of any size; who fine-tunes on texts does so for one to three epochs.
  const isTry = whole === null && kind === 'cnn' && (epochs === null || epochs < someEpochs);
  return hasWideLayers &&
    (whole === null ? stepFlops >= surelyHeavyStep : stepFlops >= heavyStep && whole >= longRun) &&
    !isTry &&
    !isFrozen
    ? 'heavy'
    : 'unknown';
}

/** How heavy the training at a place is; where none stands there, how heavy all trainings of the program are. */
export function heavinessAt(program: Program, ml: MlView, place: Place): Heaviness {
  if (takesFew(program) || wereShort(program, ml)) {
    return 'light';
  }
  const around = worksAt(program, ml, place);
  return heaviest(around.length > 0 ? around : ml.works);
}

/** Whether the training at a place is counted as a whole, and is over in minutes. */
export function isKnownShort(program: Program, ml: MlView, place: Place): boolean {
  const around = takesFew(program) ? [] : worksAt(program, ml, place);
  return around.length > 0 && around.every((one) => one.steps !== null && heavinessOf(one) === 'light' && !isBoundByTime(one));
}

/** Recurrent layers take a step of time after the other: how long that takes their arithmetic does not tell, unless they are of a toy. */
function isBoundByTime({ kind, parameters }: TrainingWork): boolean {
  return kind === 'recurrent' && (parameters === null || parameters >= fewParameters);
}

function worksAt(program: Program, ml: MlView, place: Place): readonly TrainingWork[] {
  const range = new Locator().range(program.span(place));
  return ml.works.filter(({ at }) => at !== null && at.cell === range.cell && at.line <= range.line && range.line <= at.endLine);
}

/** How heavy the trainings of a program are, the heaviest of them. */
export function heaviestTraining(ml: MlView): Heaviness {
  return takesFew(ml.program) || wereShort(ml.program, ml) ? 'light' : heaviest(ml.works);
}

/** The notebook holds what its trainings printed, and each of them was over in minutes. */
function wereShort(program: Program, ml: MlView): boolean {
  if (program.document.fragments.every(({ printed }) => printed === undefined)) {
    return false;
  }
  const started = [...ml.trainingLoops.map(({ step }) => step), ...fitsOfFrameworks(program)];
  return started.length > 0 && started.every(({ site, context }) => isRecordedShort(recordedAt(program, startOf(site.place, context))));
}

const frameworks = /^(keras|lightning|pytorch_lightning|transformers|trl|setfit|sentence_transformers|fastai)\.|(Trainer|Learner)$/;

/** `trainer.fit(net)`, `trainer.train()`: trainings whose loop is in a framework. */
function fitsOfFrameworks(program: Program): readonly Activation[] {
  return ['fit', 'fit_generator', 'train', 'fit_one_cycle']
    .flatMap((name) => program.callsNamed(name))
    .filter(({ receiver, callee }) => {
      const types = receiver?.options.flatMap(({ value }) => program.typesOf(value)) ?? [];
      const made = receiver === null ? [] : makers(receiver).map((maker) => maker.site.name);
      return callee.kind !== 'function' && [...types, ...made].some((name) => frameworks.test(name));
    });
}

/** Digits and the like, or a part of the data, as one takes to try something out. */
export function takesFew(program: Program): boolean {
  const known = rememberedFew.get(program.document);
  if (known !== undefined) {
    return known;
  }
  const code = codeOf(program);
  const few = parts.test(code) || smallNames.test(code) || writtenSamples.test(code);
  rememberedFew.set(program.document, few);
  return few;
}

const rememberedFew = new WeakMap<SourceDocument, boolean>();

const parts =
  /mnist|\.select\(\s*range\(|\.(head|sample)\(\s*(n\s*=\s*)?\d{1,4}\s*\)|\bnrows\s*=\s*\d{1,4}\b|=\s*[\w.]+\[\s*:\s*\d{1,4}\s*\]|(listdir|glob|sorted|list)\([^\n]*\)\[\s*:\s*\d{2,4}\s*\]|\w\[:\s*(\d{1,4}|[12]?\d%)\]["']|\.sample\(\s*frac\s*=\s*0?\.[0-2]|\bSubset\(/i;
/** Files that say so, but for the form of an answer that competitions hand out, and data sets of a hub of up to five thousand samples. */
const smallNames =
  /["'][^"'\n]*(?<![a-z])(sample(?!_?submission)|toy|tiny|mini|dummy|demo|fake)(?![a-z]{3})[^"'\n]*\.(jsonl?|csv|tsv|txt|parquet|xlsx)["']|load_dataset\(\s*["'](?!imagenet)[^"'\n]*(?<!imagenet)[-_](tiny|mini|small|toy|samples?|subset|[1-5]k|\d{2,4})["']/i;
/** Texts to learn from that stand in the code: `data = [{"instruction": …`. */
const writtenSamples = /=\s*\[\s*\{\s*["'](instruction|prompt|question|text|input|sentence|messages)["']\s*:/;

function heaviest(works: readonly TrainingWork[]): Heaviness {
  const found = works.map(heavinessOf);
  return found.includes('heavy') ? 'heavy' : found.length > 0 && found.every((one) => one === 'light') ? 'light' : 'unknown';
}
