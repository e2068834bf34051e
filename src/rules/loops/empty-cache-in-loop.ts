import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { constantArgument, guardsWithin, samePlace, surroundedBy } from '../../ml/surroundings';
import { batchHookAround, batchLoopAround } from '../../ml/training-loops';
import type { Activation } from '../../python/program/call-site';
import type { Condition } from '../../python/program/condition';
import type { LoopInfo } from '../../python/program/context';
import { deleteStatement, type SpanEdit } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { calleePlace } from '../quoting';
import type { FindingProposal, Rule } from '../rule';

const message =
  'This empties the allocator of the GPU, or collects garbage, in every step: the device is waited for, and the memory is asked for again right away. Remove it, or do it between phases of the run.';

const cacheCalls = ['torch.cuda.empty_cache', 'torch.mps.empty_cache', 'torch.xpu.empty_cache', 'gc.collect'];
/** Every so many steps or more often, the setting of the Hugging Face Trainer costs as much as a call in each. */
const oftenSteps = 10;

/** The allocator's cache is flushed in every step. */
export const emptyCacheInLoop: Rule = {
  meta: {
    id: 'empty-cache-in-loop',
    topic: 'loops',
    title: 'Cached memory is given up in every step',
    severity: 'hint',
    frameworks: ['torch', 'transformers'],
    markers: ['empty_cache', 'gc.collect', 'from gc'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'Hugging Face TrainingArguments, torch_empty_cache_steps: about 10 % slower; no energy measurement',
    },
  },
  *check(program, ml) {
    yield* flushesInSteps(program, ml);
    yield* flushesOfTrainers(program);
  },
};

function* flushesInSteps(program: Program, ml: MlView): Iterable<FindingProposal> {
  const groups: { readonly owner: LoopInfo | object; readonly calls: Activation[] }[] = [];
  for (const call of cacheCalls.flatMap((name) => program.callsOf(name))) {
    const loop = batchLoopAround(program, ml.trainingLoops, call.context);
    const owner = loop ?? batchHookAround(program, call.context) ?? undefined;
    if (owner === undefined || !program.isHere(call.site.place) || !runsEveryStep(call, loop ?? null)) {
      continue;
    }
    const known = groups.find(
      (group) => group.owner === owner || (loop !== undefined && 'header' in group.owner && samePlace(group.owner, loop)),
    );
    if (known === undefined) {
      groups.push({ owner, calls: [call] });
    } else if (!known.calls.some(({ site }) => site === call.site)) {
      known.calls.push(call);
    }
  }
  for (const { calls } of groups) {
    const [first] = calls;
    if (first !== undefined) {
      const edits = calls.flatMap(({ site }) => removal(program, site));
      const isWhole =
        calls.every(({ site }) => removal(program, site).length > 0) &&
        edits.every(({ span }) => span.fragment === edits[0]?.span.fragment);
      yield {
        place: calleePlace(first.site),
        message,
        confidence: 'high',
        fixes: isWhole ? [{ title: 'Remove it from the loop', safe: false, edits }] : [],
      };
    }
  }
}

/** Deletes the statement that a call is; nothing where it is a part of one. */
function removal(program: Program, site: Activation['site']): readonly SpanEdit[] {
  const span = spanOf(site.place);
  const statement = program.statementAround(span);
  const isWhole = statement?.kind === 'expression' && statement.span.start === span.start && statement.span.end === span.end;
  return statement !== undefined && isWhole ? deleteStatement(program, statement.span) : [];
}

/** Not after a failure, and not under a condition other than that there is a GPU. */
function runsEveryStep(call: Activation, loop: LoopInfo | null): boolean {
  return (
    !isInTest(call.context) &&
    !surroundedBy(call.context, (layer) => layer.kind === 'handler') &&
    guardsWithin(call.context, loop).every((guard) => asksForDevice(guard))
  );
}

function asksForDevice({ names, calls, operators }: Condition): boolean {
  return !operators.includes('%') && [...names, ...calls].some((name) => /cuda|gpu|device|mps/i.test(name));
}

/** `torch_empty_cache_steps` of the Hugging Face Trainer. */
function* flushesOfTrainers(program: Program): Iterable<FindingProposal> {
  for (const name of ['transformers.TrainingArguments', 'transformers.Seq2SeqTrainingArguments', 'trl.SFTConfig']) {
    for (const call of program.callsOf(name)) {
      const steps = constantArgument(call, 'torch_empty_cache_steps');
      const argument = call.site.arguments.find((one) => one.name === 'torch_empty_cache_steps');
      if (argument !== undefined && typeof steps === 'number' && steps > 0 && steps <= oftenSteps && !isInTest(call.context)) {
        yield { place: argument.place, message, confidence: 'high', fixes: [] };
      }
    }
  }
}
