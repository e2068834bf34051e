import { innermostFrame, loopsAround } from '../../ml/surroundings';
import { goesOverEpochs } from '../../ml/training-loops';
import type { Activation } from '../../python/program/call-site';
import { insertBehind, insertImport } from '../../python/program/edits';
import type { StatementOutline } from '../../python/program/outline';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import type { Span } from '../../python/source/document';
import type { FixProposal } from '../rule';

/** What an objective returns, when it is one name that may be read as a number: `loss`, `loss.item()`, `float(loss)`. */
const returned = /^return\s+((\w+)|(\w+)\.item\(\)|float\((\w+)\))$/;

/**
 * Reports the metric that an objective returns at the end of each epoch, and lets the study end the trial. Undefined unless the function
 * that asks the trial for values has one loop over epochs in which that metric is assigned in every round, and stands in the same cell of a notebook.
 */
export function reportFix(program: Program, near: Span, inside: readonly Activation[]): FixProposal | undefined {
  const asked = inside.filter(({ site }) => site.name.startsWith('suggest_'));
  const [objective, ...others] = new Set(asked.flatMap(({ context }) => innermostFrame(context)?.of ?? []));
  if (
    objective === undefined ||
    others.length > 0 ||
    !program.isHere(objective.node) ||
    spanOf(objective.node).fragment !== near.fragment
  ) {
    return undefined;
  }
  const own = inside.filter(({ context }) => innermostFrame(context)?.of.node === objective.node);
  const trial = asked[0]?.site.receiverText;
  const loops = new Map(own.flatMap(({ context }) => loopsAround(context)).map((loop) => [loop.place.start, loop]));
  const epochs = [...loops.values()].filter((loop) => loop.kind === 'for' && goesOverEpochs(loop));
  const [loop] = epochs;
  const epoch = loop?.targets[0];
  if (trial === undefined || trial === null || loop === undefined || epochs.length > 1 || epoch === undefined || epoch === '_') {
    return undefined;
  }
  const metric = metricOf(program, spanOf(objective.node));
  const body = program.statementAround(spanOf(loop.place));
  const rounds = body?.kind === 'for' ? body.blocks[0] : undefined;
  const last = rounds?.at(-1);
  const isAssigned = rounds?.some((statement) => metric !== undefined && statement.binds.includes(metric.name)) === true;
  const optuna = insertImport(program, 'import optuna', spanOf(objective.node));
  if (metric === undefined || last === undefined || !isAssigned || optuna === undefined) {
    return undefined;
  }
  const lines = [`${trial}.report(${metric.text}, ${epoch})`, `if ${trial}.should_prune():`, `    raise ${optuna.name}.TrialPruned()`];
  const edits = insertBehind(program, last.span, lines);
  return edits.length === 0 ? undefined : { title: 'Report every epoch and prune', safe: false, edits: [...edits, ...optuna.edits] };
}

function metricOf(program: Program, objective: Span): { readonly text: string; readonly name: string } | undefined {
  const definition = program.statementAround(objective);
  const results = definition?.kind === 'function' ? definition.blocks.flat().flatMap(returnsIn) : [];
  const [only] = results;
  const text = only?.span.document.fragments[only.span.fragment]?.text.slice(only.span.start, only.span.end) ?? '';
  const found = returned.exec(text);
  const expression = found?.[1];
  const name = found?.[2] ?? found?.[3] ?? found?.[4];
  return results.length === 1 && expression !== undefined && name !== undefined ? { text: expression, name } : undefined;
}

function returnsIn(statement: StatementOutline): readonly StatementOutline[] {
  const isDefinition = statement.kind === 'function' || statement.kind === 'class';
  return statement.kind === 'return' ? [statement] : isDefinition ? [] : statement.blocks.flat().flatMap(returnsIn);
}
