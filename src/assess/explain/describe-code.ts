/** What the evaluation made of the calls and loops of a line. */
import { conditionText } from '../../python/program/condition';
import { layers, type ContextLayer, type LoopInfo } from '../../python/program/context';
import type { Activation, ArgumentAnswer, Callee } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import type { LocatedRange, Locator } from '../../python/source/locator';
import type { Place } from '../../python/values/trail';
import { explainedValue, shortened, valueText } from './describe-value';
import type { ExplainedArgument, ExplainedCall, ExplainedLoop } from './explanation';

/** The line that is asked about. */
export interface Line {
  readonly cell: number | null;
  readonly line: number;
}

/** Evaluations of one call that are described: more of them say little more. */
const mostEvaluations = 3;

/** Calls that stand on the line, or, where none begins there, the innermost ones that go over it. */
export function activationsOn(program: Program, { cell, line }: Line, locator: Locator): readonly Activation[] {
  const over = program.activations.filter(({ site }) => {
    const at = program.isHere(site.place) ? locator.range(program.span(site.place)) : null;
    return at !== null && at.cell === cell && at.line <= line && line <= at.endLine;
  });
  const starting = over.filter(({ site }) => locator.range(program.span(site.place)).line === line);
  return starting.length > 0 ? starting : innermost(program, over, locator);
}

function innermost(program: Program, over: readonly Activation[], locator: Locator): readonly Activation[] {
  const height = ({ site }: Activation): number => {
    const { line, endLine } = locator.range(program.span(site.place));
    return endLine - line;
  };
  const least = Math.min(...over.map(height));
  return over.filter((activation) => height(activation) === least);
}

export function loopsOn(program: Program, { cell, line }: Line, locator: Locator): readonly LoopInfo[] {
  return program.loops.filter(({ header }) => {
    const at = program.isHere(header) ? locator.range(program.span(header)) : null;
    return at !== null && at.cell === cell && at.line <= line && line <= at.endLine;
  });
}

export function describedCalls(program: Program, activations: readonly Activation[], locator: Locator): readonly ExplainedCall[] {
  const described = new Map<Activation['site'], ExplainedCall[]>();
  for (const activation of activations) {
    const known = described.get(activation.site) ?? [];
    described.set(activation.site, known);
    const one = describedCall(program, activation, locator);
    const print = JSON.stringify(one);
    if (known.length < mostEvaluations && !known.some((other) => JSON.stringify(other) === print)) {
      known.push(one);
    }
  }
  return [...described.values()].flat();
}

function describedCall(program: Program, activation: Activation, locator: Locator): ExplainedCall {
  const { site, callee, receiver, result, context } = activation;
  return {
    at: locator.range(program.span(site.place)),
    text: shortened(site.text),
    callee: calleeText(callee),
    receiver: receiver === null ? null : explainedValue(receiver, locator),
    arguments: describedArguments(activation, locator),
    result: explainedValue(result, locator),
    around: [...layers(context)].map((layer) => layerText(program, layer, locator)),
  };
}

/** Parameters of the signature first, in its order; then what was passed beside it. */
function describedArguments(activation: Activation, locator: Locator): readonly ExplainedArgument[] {
  const { arguments: bound, callee } = activation;
  const signature = 'signature' in callee ? callee.signature : undefined;
  const declared = (signature?.parameters ?? []).filter(({ kind }) => kind === 'positional' || kind === 'keyword').map(({ name }) => name);
  const named = declared.map((name) => describedArgument(name, bound.get(name), locator));
  const beside = [...bound.keywords].filter(([name]) => !declared.includes(name));
  // What goes into a `*` of the signature, or beyond it.
  const bindable = (signature?.parameters ?? []).filter(({ kind }) => kind === 'positional').length;
  const positional = bound.positional.slice(bindable);
  const left: readonly ExplainedArgument[] = [
    ...positional.map((value, index) => ({
      name: `argument ${String(bindable + index + 1)}`,
      from: 'given' as const,
      value: explainedValue(value, locator),
    })),
    ...beside.map(([name, value]) => ({ name, from: 'given' as const, value: explainedValue(value, locator) })),
  ];
  return [...named.filter(({ from, value }) => from !== 'absent' && (from !== 'default' || value !== null)), ...left];
}

export function describedArgument(name: string, answer: ArgumentAnswer, locator: Locator): ExplainedArgument {
  return {
    name,
    from: answer.kind,
    value: answer.kind === 'given' || answer.kind === 'default' ? explainedValue(answer.possible, locator) : null,
  };
}

export function calleeText(callee: Callee): string {
  switch (callee.kind) {
    case 'library':
      return callee.name;
    case 'outside':
      return `${callee.name}, of a module that is neither in the tables nor in the workspace`;
    case 'class':
      return callee.inherited === null
        ? `the class ${callee.of.name}`
        : `the class ${callee.of.name}, a ${callee.lineage[0] ?? callee.inherited}`;
    case 'function':
      return `the function ${callee.of.name}`;
    case 'method':
      return callee.signature?.name ?? `${callee.className ?? 'something unknown'}.${callee.name}`;
    case 'object':
      return callee.of.options.map(({ value }) => valueText(value)).join(' or ');
    case 'unknown': {
      const [only] = callee.of.options;
      return only?.value.kind === 'unknown' ? `unknown: ${only.value.why}` : 'unknown';
    }
  }
}

export function describedLoop(program: Program, loop: LoopInfo, locator: Locator): ExplainedLoop {
  return {
    at: locator.range(program.span(loop.header)),
    text: shortened(program.textOf(loop.header).replaceAll(/\s+/gu, ' ')),
    over: loop.iterable === null ? null : explainedValue(loop.iterable, locator),
    rounds: loop.count === null ? null : explainedValue(loop.count, locator),
    exits: loop.exits.map(({ condition }) => conditionText(condition)),
  };
}

function layerText(program: Program, layer: ContextLayer, locator: Locator): string {
  const where = (place: Place): string => placeText(locator.range(program.span(place)), program);
  switch (layer.kind) {
    case 'loop':
      return `loop ${shortened(program.textOf(layer.loop.header).replaceAll(/\s+/gu, ' '))} (${where(layer.loop.header)})`;
    case 'with': {
      const values = layer.block.value.options.map(({ value }) => valueText(value)).join(' or ');
      return `with ${values} (${where(layer.block.place)})`;
    }
    case 'guard': {
      const { condition } = layer;
      const decided = condition.decided === undefined ? '' : `, which is ${condition.decided ? 'true' : 'false'}`;
      return `if ${conditionText(condition)} (${where(condition.place)}${decided})`;
    }
    case 'handler':
      return 'an exception handler';
    case 'frame':
      return layer.by === null
        ? `the function ${layer.of.name}, which nothing in the program calls`
        : `the function ${layer.of.name}, called at ${where(layer.by.site.place)}`;
  }
}

function placeText({ path, cell, line }: LocatedRange, program: Program): string {
  const place = `${cell === null ? '' : `cell ${String(cell + 1)}, `}line ${String(line)}`;
  return path === program.document.path ? place : `${path}, ${place}`;
}
