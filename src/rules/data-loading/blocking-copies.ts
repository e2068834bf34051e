import { ancestors } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { isInLoop, libraryName, makers } from '../../ml/surroundings';
import type { TrainingLoop } from '../../ml/training-loops';
import type { Activation, CallSite } from '../../python/program/call-site';
import { addKeyword } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, type Possible } from '../../python/values/possible';
import { namePlace } from '../quoting';
import type { FindingProposal } from '../rule';

const message =
  'The batches of this loader are in pinned memory, but this copy still keeps the host waiting until it is done. Pass non_blocking=True, so that the copy overlaps with what comes next.';

/** Copies to the GPU of pinned batches that wait all the same: the first of each training loop, with all that one fix changes. */
export function* blockingCopies(
  program: Program,
  ml: MlView,
  loaders: readonly Activation[],
  transfers: readonly Activation[],
): Iterable<FindingProposal> {
  const pinned = new Set(loaders.filter(isPinned));
  for (const loop of pinned.size === 0 ? [] : ml.trainingLoops) {
    const copies = transfers.filter((call) => isCopyOfBatch(call, loop, pinned));
    const [first] = copies;
    if (first !== undefined && copies.every(isBlocking) && program.isHere(first.site.place) && !isInTest(first.context)) {
      const sites = [...new Set(copies.map(({ site }) => site))];
      const edits = sites.every((site) => isBeside(site, first.site))
        ? sites.flatMap((site) => addKeyword(site, 'non_blocking', 'True'))
        : [];
      yield {
        place: namePlace(first.site),
        message,
        confidence: 'high',
        fixes: edits.length === 0 ? [] : [{ title: 'Copy without waiting', safe: false, edits }],
      };
    }
  }
}

function isPinned(loader: Activation): boolean {
  const answer = loader.arguments.get('pin_memory', 7);
  return answer.kind === 'given' && (isTrueSomewhere(answer.possible) || asksForCuda(answer.possible));
}

/** True, if only where there is a GPU. */
function isTrueSomewhere({ options }: Possible): boolean {
  return options.some(({ value }) => value.kind === 'constant' && value.value === true);
}

function asksForCuda(value: Possible): boolean {
  return makers(value).some(({ callee }) => /^torch\.(cuda|accelerator)\.is_available$/.test(libraryName(callee) ?? ''));
}

function isCopyOfBatch({ context, receiver }: Activation, { batch }: TrainingLoop, pinned: ReadonlySet<Activation>): boolean {
  if (receiver === null || !isInLoop(context, batch)) {
    return false;
  }
  const made = [...ancestors(receiver)];
  // What a model made of the batch is on the device already.
  return made.some((call) => pinned.has(call)) && !made.some((call) => isModel(call) && isInLoop(call.context, batch));
}

function isModel({ callee }: Activation): boolean {
  return callee.kind === 'object' || callee.kind === 'unknown';
}

function isBlocking({ arguments: given, site }: Activation): boolean {
  const flag = given.keywords.get('non_blocking') ?? given.positional[site.name === 'cuda' ? 1 : 2];
  return (
    !given.openKeywords &&
    !given.openPositional &&
    (flag === undefined || constantOf(flag) === false) &&
    !site.arguments.some(({ name }) => name === 'non_blocking')
  );
}

function isBeside(one: CallSite, other: CallSite): boolean {
  const [a, b] = [spanOf(one.place), spanOf(other.place)];
  return a.document === b.document && a.fragment === b.fragment;
}
