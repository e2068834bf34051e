import { contentAncestors } from '../../ml/data-flow';
import { innermostFrame, isInLambda, isInLoop } from '../../ml/surroundings';
import type { TrainingLoop } from '../../ml/training-loops';
import type { Activation } from '../../python/program/call-site';
import { insertImport, insertStatement, wrapInWith, type SpanEdit } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import type { Span } from '../../python/source/document';

/** Puts the statements from the model's call to the loss under autocast; undefined where they do not stand side by side. */
export function wrapStatements(program: Program, forward: Activation, loop: TrainingLoop): readonly SpanEdit[] | undefined {
  if (!program.isHere(forward.site.place) || isInLambda(forward.context) || leavesAutocast(program, loop)) {
    return undefined;
  }
  const first = program.statementAround(spanOf(forward.site.place));
  const last = program.statementAround(spanOf(lossCall(program, forward, loop).site.place));
  const backward = program.isHere(loop.backward.site.place) ? spanOf(loop.backward.site.place) : undefined;
  const torch = insertImport(program, 'import torch', spanOf(forward.site.place));
  if (first === undefined || torch === undefined || first.span.fragment !== last?.span.fragment) {
    return undefined;
  }
  const span: Span = { ...first.span, end: Math.max(first.span.end, last.span.end) };
  const containsBackward = backward?.fragment === span.fragment && span.start <= backward.start && backward.end <= span.end;
  if (containsBackward) {
    return undefined;
  }
  const wrapped = wrapInWith(program, span, `with ${torch.name}.autocast("cuda", dtype=${torch.name}.bfloat16):`);
  return wrapped.length === 0 ? undefined : [...wrapped, ...torch.edits];
}

/** The last call before the backward pass that the loss was computed by, in the function of the model's call. */
function lossCall(program: Program, forward: Activation, { graph, backward }: TrainingLoop): Activation {
  const frame = innermostFrame(forward.context)?.of.node;
  return [...graph]
    .filter((call) => program.isHere(call.site.place) && innermostFrame(call.context)?.of.node === frame && call.order < backward.order)
    .reduce((last, call) => (call.order > last.order ? call : last), forward);
}

/** Results in bfloat16 would reach code that does not take them: a second model in float32, or NumPy. */
function leavesAutocast(program: Program, { batch, backward, graph }: TrainingLoop): boolean {
  const inLoop = (call: Activation): boolean => isInLoop(call.context, batch);
  const otherLosses = program.callsNamed('backward').some((call) => inLoop(call) && call.site !== backward.site);
  const read = program
    .callsNamed('numpy')
    .some((call) => inLoop(call) && call.receiver !== null && [...contentAncestors(call.receiver)].some((made) => graph.has(made)));
  return otherLosses || read;
}

/** Puts a statement after the imports of the same file or cell; undefined where the module cannot be imported there. */
export function insertAfterImports(
  program: Program,
  near: Span,
  statement: string,
  importStatement: string,
): readonly SpanEdit[] | undefined {
  const imported = insertImport(program, importStatement, near);
  if (imported === undefined) {
    return undefined;
  }
  const text = statement.replace('torch', imported.name);
  return insertStatement(program, near, imported.edits, text);
}
