import { isInTest } from '../../ml/file-role';
import { guardsWithin, innermostFrame, isInLoop, libraryName, liesIn, loopsAround, surroundedBy } from '../../ml/surroundings';
import { compact, loopInFunction, mentions } from '../../ml/written-loops';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { Condition } from '../../python/program/condition';
import type { LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import type { Place } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { FindingProposal, Rule } from '../rule';
import { modelOutweighsCopies, rounds } from './growing-loops';
import { isPartOf, itemsIn, namesIn } from './written-lists';
import { dictionary } from '../../python/dictionary';

type Library = 'pandas' | 'numpy' | 'torch' | 'tensorflow';

/** Functions that return a longer copy of what they are given. */
const growing: Readonly<Record<string, Library>> = dictionary({
  'pandas.concat': 'pandas',
  'numpy.append': 'numpy',
  'numpy.concatenate': 'numpy',
  'numpy.vstack': 'numpy',
  'numpy.hstack': 'numpy',
  'numpy.column_stack': 'numpy',
  'numpy.dstack': 'numpy',
  'torch.cat': 'torch',
  'torch.concat': 'torch',
  'torch.concatenate': 'torch',
  'torch.vstack': 'torch',
  'torch.hstack': 'torch',
  'tensorflow.concat': 'tensorflow',
});

const advice: Readonly<Record<Library, string>> = {
  pandas: 'a DataFrame with pandas.concat or the constructor',
  numpy: 'an array with numpy.concatenate or numpy.array',
  torch: 'a tensor with torch.cat',
  tensorflow: 'a tensor with tf.concat, or write to a tf.TensorArray',
};

/** Fewer copies than this cost nothing. */
const fewRounds = 8;

function messageOf(library: Library): string {
  return `This copies everything collected so far in every round of the loop, so the time grows with the square of the rounds. Collect the parts in a list and make ${advice[library]} once, after the loop.`;
}

/** A table or array is copied in every round to make it longer. */
export const growInLoop: Rule = {
  meta: {
    id: 'grow-in-loop',
    topic: 'tabular',
    title: 'A table or array is copied in every round to grow',
    severity: 'hint',
    frameworks: ['pandas', 'numpy', 'torch', 'tensorflow'],
    markers: ['concat', 'append(', 'stack(', '.cat(', 'cat(', '.loc['],
    needs: [['pandas', 'pd.', 'numpy', 'np.', 'torch', 'tensorflow', 'tf.', 'import *']],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'quadratic number of copied elements; no energy measurement found',
    },
  },
  *check(program) {
    const seen = new Set<string>();
    const collected = new Collected(program);
    let assignments: ReadonlyMap<string, Assignment> | undefined;
    for (const { call, library } of growingCalls(program)) {
      assignments ??= byValue(program);
      const growth = growthBy(program, call, assignments);
      const loop = growth === undefined ? undefined : growingLoop(collected, call, growth);
      const key = placeKey(call.site.place);
      if (growth === undefined || loop === undefined || seen.has(key) || (library !== 'pandas' && isModulesOwn(program, call))) {
        continue;
      }
      seen.add(key);
      const isTensor = library === 'torch' || library === 'tensorflow';
      if (!modelOutweighsCopies(program, loop) && !(isTensor && isReadInRound(program, call, growth, loop))) {
        yield { place: calleePlace(call.site), message: messageOf(library), confidence: 'high' };
      }
    }
    yield* rowsBehindTheLast(program);
  },
};

function* growingCalls(program: Program): Iterable<{ readonly call: Activation; readonly library: Library }> {
  for (const [name, library] of Object.entries(growing)) {
    for (const call of program.callsOf(name)) {
      yield { call, library };
    }
  }
  for (const call of program.callsNamed('append')) {
    const types = call.receiver?.options.flatMap(({ value }) => program.typesOf(value)) ?? [];
    if (types.includes('pandas.DataFrame') || types.includes('pandas.Series') || call.arguments.keywords.has('ignore_index')) {
      yield { call, library: 'pandas' };
    }
  }
}

type Assignment = Program['assignments'][number];

function placeKey(place: Place): string {
  const { start, fragment } = spanOf(place);
  return `${fragment}:${start}`;
}

/** Statements that assign, by where the assigned value starts. */
function byValue(program: Program): ReadonlyMap<string, Assignment> {
  const found = new Map<string, Assignment>();
  for (const one of program.assignments) {
    if (one.operator === null && program.isHere(one.valuePlace)) {
      found.set(placeKey(one.valuePlace), one);
    }
  }
  return found;
}

/** Something that grows: what it is called, and the statement that makes it longer. */
interface Growth {
  readonly target: string;
  readonly statement: Place;
}

/** What leaves one row, or so many rows at most, of a longer table. */
const shortening = /^\s*(\[|\.(min|max|sum|mean|median|std|any|all|head|tail|groupby|agg|aggregate|nlargest|nsmallest|iloc)\b)/;

/** `x = concat([x, part])`, `x = append(x, part)`, `x = x.append(part)`. */
function growthBy(program: Program, call: Activation, assignments: ReadonlyMap<string, Assignment>): Growth | undefined {
  if (!program.isHere(call.site.place) || call.site.arguments.length === 0) {
    return undefined;
  }
  const assigned = assignments.get(placeKey(call.site.place)) ?? assignedOtherwise(program, call);
  if (assigned === undefined) {
    return undefined;
  }
  const target = compact(program.textOf(assigned.place));
  const value = program.textOf(assigned.valuePlace);
  const behind = value.slice(spanOf(call.site.place).end - spanOf(assigned.valuePlace).start);
  if (shortening.test(behind)) {
    return undefined;
  }
  const isOwnMethod = call.site.name === 'append' && call.site.receiverText === target;
  const [parts, second] = call.site.arguments.map(({ valuePlace }) => compact(program.textOf(valuePlace)));
  const isAppended = libraryName(call.callee) === 'numpy.append' && (parts === target || second === target);
  if (second !== undefined && parts === second) {
    // `append(x, x)` doubles: the rounds are few, however long it gets.
    return undefined;
  }
  return isOwnMethod || isAppended || (parts !== undefined && isPartOf(parts, target)) ? { target, statement: assigned.place } : undefined;
}

/** `x = part if x is None else concat([x, part])`: the first round has nothing to add to. */
function assignedOtherwise(program: Program, call: Activation): Assignment | undefined {
  const { place } = call.site;
  return program.assignments.find(({ valuePlace, place: target, operator }) => {
    const isLast = operator === null && valuePlace.unit === place.unit && valuePlace.start < place.start && valuePlace.end === place.end;
    const before = isLast ? compact(program.textOf(valuePlace)).slice(0, -compact(program.textOf(place)).length) : '';
    return isLast && isFirstRound(before, compact(program.textOf(target)));
  });
}

/** What stands before the call, without spaces: another value, and the question whether there is one yet. */
function isFirstRound(before: string, target: string): boolean {
  return before.endsWith('else') && [`if${target}isNoneelse`, `ifnot${target}else`].some((question) => before.endsWith(question));
}

/** The loop over whose rounds something grows; undefined when it is made anew in the round, needed there, or grows a few times only. */
function growingLoop(collected: Collected, call: Activation, { target, statement }: Growth): LoopInfo | undefined {
  const around = loopsAround(call.context).filter(({ kind }) => kind !== 'comprehension');
  const loop = target.includes('.') ? around[0] : loopInFunction(call.context);
  if (loop === undefined || loop.kind === 'comprehension' || isInTest(call.context) || isRare(call, loop)) {
    return undefined;
  }
  const [, outer] = around;
  const isOfRound = loop.targets.some((name) => mentions(target.slice(target.indexOf('[') + 1), name)) && target.includes('[');
  if (loop.targets.includes(target)) {
    return undefined;
  }
  const isFew = rounds(loop) < fewRounds && (outer === undefined || rounds(outer) < fewRounds);
  return isFew || (isOfRound && outer === undefined) || !collected.goesOn(call, target, statement, loop) ? undefined : loop;
}

/** What the code of a loop does with something that grows in it: asked once for each place, however often its rounds were evaluated. */
class Collected {
  private readonly answers = new Map<LoopInfo, Map<CallSite, boolean>>();

  constructor(private readonly program: Program) {}

  /** Whether it is collected over the rounds, and not needed before their end. */
  goesOn(call: Activation, target: string, statement: Place, loop: LoopInfo): boolean {
    const known = this.answers.get(loop) ?? new Map<CallSite, boolean>();
    this.answers.set(loop, known);
    const answer =
      known.get(call.site) ??
      (!isMadeAnew(this.program, call, target, statement, loop) && !isNeededInRound(this.program, call, target, loop));
    known.set(call.site, answer);
    return answer;
  }
}

function isRare(call: Activation, loop: LoopInfo): boolean {
  return (
    guardsWithin(call.context, loop).some(({ operators }) => operators.includes('%')) ||
    surroundedBy(call.context, (layer) => layer.kind === 'handler')
  );
}

/** Something else is assigned to it in every round. */
function isMadeAnew(program: Program, call: Activation, target: string, statement: Place, loop: LoopInfo): boolean {
  const [root = ''] = target.split(/[.[]/);
  const guards = new Set(guardsWithin(call.context, loop).map(branch));
  return program.assignments.some(
    (other) =>
      program.isHere(other.place) &&
      liesIn(other.place, loop.place) &&
      spanOf(other.place).start !== spanOf(statement).start &&
      namesIn(compact(program.textOf(other.place))).some((name) => name === target || name === root) &&
      guardsWithin(other.context, loop).every((guard) => guards.has(branch(guard))) &&
      !isPartOfGrowth(program, other.valuePlace, target) &&
      innermostFrame(other.context)?.of.node === innermostFrame(call.context)?.of.node,
  );
}

function branch({ text, negated }: Condition): string {
  return `${negated ? 'not ' : ''}${text}`;
}

/** A second statement that makes it longer: no new start. */
function isPartOfGrowth(program: Program, value: Place, target: string): boolean {
  const text = compact(program.textOf(value));
  return /^[\w.]*(concat|append|stack|cat|concatenate)\(/.test(text) && mentions(text, target);
}

/** Calls that only look at something, and so do not need it grown in this very round. */
const lookers = /^(builtins\.(len|print|str|repr|isinstance|type|id|range|enumerate|zip)|logging\.\w+|os\.\w+|tqdm\.\w+|time\.\w+)$/;

/** What was collected so far goes into a computation in the loop: a model that decodes, a fit on all data up to now. */
function isNeededInRound(program: Program, growth: Activation, target: string, loop: LoopInfo): boolean {
  return program.activations.some(
    (call) =>
      call.site !== growth.site &&
      program.isHere(call.site.place) &&
      isInLoop(call.context, loop) &&
      growing[libraryName(call.callee) ?? ''] === undefined &&
      !lookers.test(libraryName(call.callee) ?? '') &&
      call.site.name !== 'append' &&
      !(call.callee.kind === 'method' && call.site.receiverText === target) &&
      call.site.arguments.some(({ valuePlace }) => mentions(compact(program.textOf(valuePlace)), target)) &&
      !liesIn(growth.site.place, call.site.place),
  );
}

/**
 * A tensor that is sliced or compared in the loop, or whose new part goes into a model, is a sequence that is being decoded. A list of
 * parts would have to be joined in every round as well.
 */
function isReadInRound(program: Program, growth: Activation, { target, statement }: Growth, loop: LoopInfo): boolean {
  const own = program.statementAround(spanOf(statement))?.span;
  const text = program.textOf(loop.place);
  const start = (own?.start ?? 0) - spanOf(loop.place).start;
  const others = own === undefined ? '' : text.slice(0, start) + text.slice(start + own.end - own.start);
  const parts = growth.site.arguments.slice(0, 1).flatMap(({ valuePlace }) => itemsIn(compact(program.textOf(valuePlace))));
  const isFed = program.activations.some(
    (call) =>
      (call.callee.kind === 'object' || call.callee.kind === 'outside' || call.callee.kind === 'unknown') &&
      isInLoop(call.context, loop) &&
      call.site.arguments.some(({ valuePlace }) => parts.includes(program.textOf(valuePlace))),
  );
  return isFed || mentions(compact(others), target);
}

/** Blocks of a network that pass on all that was computed before them. */
function isModulesOwn(program: Program, { context }: Activation): boolean {
  return surroundedBy(
    context,
    (layer) =>
      layer.kind === 'frame' &&
      layer.owner !== null &&
      program
        .basesOf(layer.owner)
        .library.some((base) => /^(torch\.nn\.|keras\.|tensorflow\.Module|lightning\.|pytorch_lightning\.)/.test(base)),
  );
}

const behindLast = /^(.+?)\.loc\[(?:len\((.+?)(?:\.index)?\)|(.+?)\.shape\[0\])(?:[+-]\d+)?(?:,:)?\]$/;

/** `frame.loc[len(frame)] = row`. */
function* rowsBehindTheLast(program: Program): Iterable<FindingProposal> {
  if (!program.document.fragments.some(({ text }) => /\.loc\s*\[\s*(?:len\(|[\w.]+\.shape)/.test(text))) {
    return;
  }
  const seen = new Set<string>();
  for (const { place, context } of program.assignments) {
    if (!program.isHere(place) || loopsAround(context).length === 0) {
      continue;
    }
    const [, frame, counted, shaped] = behindLast.exec(compact(program.textOf(place))) ?? [];
    const loop = frame?.includes('.') === true ? loopsAround(context)[0] : loopInFunction(context);
    const isGrown = frame !== undefined && loop !== undefined && loop.kind !== 'comprehension' && frame === (counted ?? shaped);
    const key = placeKey(place);
    if (isGrown && rounds(loop) >= fewRounds && !isInTest(context) && !seen.has(key)) {
      seen.add(key);
      yield { place, message: messageOf('pandas'), confidence: 'high' };
    }
  }
}
