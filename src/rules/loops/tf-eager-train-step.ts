import { compilingDecorator, functionNodes } from '../../ml/compiled-functions';
import { worksEagerly } from '../../ml/eager-libraries';
import { isInTest } from '../../ml/file-role';
import { isDebugGuard } from '../../ml/guards';
import { countedRounds } from '../../ml/loop-rounds';
import { guardsWithin, innermostFrame, loopsAround, surroundedBy } from '../../ml/surroundings';
import { loopInFunction } from '../../ml/written-loops';
import type { Activation } from '../../python/program/call-site';
import type { Context, LoopInfo } from '../../python/program/context';
import { insertImport, type SpanEdit } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import type { FunctionValue } from '../../python/values/value';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

const message =
  'This training step runs eagerly: Python starts every operation of every step by itself, and nothing is fused. Put the step in a function under @tf.function.';

/** Fewer steps than this are not worth a graph. */
const fewRounds = 5;

/** A hand-written step of TensorFlow that is not compiled. */
export const tfEagerTrainStep: Rule = {
  meta: {
    id: 'tf-eager-train-step',
    topic: 'loops',
    title: 'A training step of TensorFlow runs eagerly',
    severity: 'hint',
    frameworks: ['tensorflow', 'keras'],
    markers: ['GradientTape'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'TensorFlow guide, better performance with tf.function; no energy measurement',
    },
  },
  *check(program) {
    if (buildsGraphs(program) || worksEagerly(program)) {
      return;
    }
    const traced = new Set(
      program
        .callsOf('tensorflow.function')
        .flatMap((call) => [...call.arguments.positional, ...call.arguments.keywords.values()].flatMap(functionNodes)),
    );
    for (const [site, calls] of bySite(program, program.callsOf('tensorflow.GradientTape'))) {
      const [call] = calls;
      if (call !== undefined && calls.some(({ context }) => repeats(context)) && calls.every((one) => isEager(program, one, traced))) {
        const edits = decoration(program, call);
        yield {
          place: calleePlace(site),
          message,
          confidence: 'high',
          change: { compiled: true },
          fixes: edits.length === 0 ? [] : [{ title: 'Compile the step with @tf.function', safe: false, edits }],
        };
      }
    }
  },
};

/** Code for TensorFlow 1, where everything is a graph. */
function buildsGraphs(program: Program): boolean {
  return ['disable_eager_execution', 'disable_v2_behavior', 'Session', 'run_functions_eagerly'].some(
    (name) => program.callsNamed(name).length > 0,
  );
}

/** In a loop of many rounds. */
function repeats(context: Context): boolean {
  return loopsAround(context).some((loop) => loop.kind !== 'comprehension' && !isFew(loop));
}

function isFew(loop: LoopInfo): boolean {
  return (countedRounds(loop) ?? Infinity) < fewRounds;
}

/** The step updates weights, and neither it nor a function around it is compiled. */
function isEager(program: Program, call: Activation, traced: ReadonlySet<unknown>): boolean {
  const step = innermostFrame(call.context)?.of;
  return (
    program.callsNamed('apply_gradients').some(({ context }) => isWithin(context, step)) &&
    !surroundedBy(call.context, (layer) => layer.kind === 'frame' && (traced.has(layer.of.node) || mayCompile(layer.of))) &&
    !isStepOfKeras(program, call.context) &&
    !isInTest(call.context) &&
    !guardsWithin(call.context, null).some(isDebugGuard)
  );
}

/** In a function, or in one that it calls; at the top level, in no function at all. */
function isWithin(context: Context, step: FunctionValue | undefined): boolean {
  return step === undefined
    ? innermostFrame(context) === null
    : surroundedBy(context, (layer) => layer.kind === 'frame' && layer.of.node === step.node);
}

/** `fit` compiles the steps of a model. */
function isStepOfKeras(program: Program, context: Context): boolean {
  return surroundedBy(
    context,
    (layer) =>
      layer.kind === 'frame' &&
      layer.by === null &&
      layer.owner !== null &&
      /^(train|test)_step$/.test(layer.of.name) &&
      program.basesOf(layer.owner).library.some((base) => base.startsWith('keras.')),
  );
}

/** Decorated by tf.function, or by something that is not known. */
function mayCompile(of: FunctionValue): boolean {
  return (
    compilingDecorator(of) !== undefined ||
    of.decorators.some(({ options }) => options.some(({ value }) => value.kind !== 'external' || !value.library))
  );
}

/** What a compiled function does once, when it is traced, or cannot do at all. */
const hostCalls = new Set(['numpy', 'item', 'print', 'float', 'int', 'tolist', 'append', 'update', 'write']);

/** The decorator on the function that is the step; nothing where it holds the loop, or reads values in between. */
function decoration(program: Program, call: Activation): readonly SpanEdit[] {
  const step = innermostFrame(call.context)?.of;
  const near = spanOf(call.site.place);
  if (step === undefined || step.decorators.length > 0 || loopInFunction(call.context) !== undefined || !program.isHere(step.node)) {
    return [];
  }
  const readsValues = program.activations.some(
    ({ site, context }) => hostCalls.has(site.name) && innermostFrame(context)?.of.node === step.node,
  );
  const tf = insertImport(program, 'import tensorflow as tf', near);
  const span = spanOf(step.node);
  const text = span.document.fragments[span.fragment]?.text ?? '';
  const indentation = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  if (readsValues || tf === undefined || tf.edits.length > 0 || indentation.trim() !== '') {
    return [];
  }
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return [{ span: { ...span, end: span.start }, text: `@${tf.name}.function${lineBreak}${indentation}` }];
}
