import { makers } from '../../ml/surroundings';
import type { TrainingLoop } from '../../ml/training-loops';
import type { Activation } from '../../python/program/call-site';
import { insertImport, insertStatement, wrapInWith, type SpanEdit } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import type { Span } from '../../python/source/document';

/** Puts the statements from the model's call to the loss under autocast; undefined where they do not stand side by side. */
export function wrapStatements(program: Program, forward: Activation, loop: TrainingLoop): readonly SpanEdit[] | undefined {
  const first = program.isHere(forward.site.place) ? program.statementAround(spanOf(forward.site.place)) : undefined;
  const [loss] = loop.backward.receiver === null ? [] : makers(loop.backward.receiver);
  const made = loss !== undefined && program.isHere(loss.site.place) ? spanOf(loss.site.place) : spanOf(forward.site.place);
  const last = program.statementAround(made);
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
