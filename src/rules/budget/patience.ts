import { isInTest } from '../../ml/file-role';
import { kerasFits } from '../../ml/keras';
import type { MlView } from '../../ml/ml-view';
import { countedRounds } from '../../ml/loop-rounds';
import { constantArgument, isInLoop, libraryName, makers } from '../../ml/surroundings';
import { completeItems } from '../../python/evaluate/containers';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { constantOf, type Possible } from '../../python/values/possible';
import { stepsOf, type Place } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { FindingProposal } from '../rule';
import { bySite } from '../sites';

/** A training of so few epochs is short whatever stops it. */
const shortTraining = 20;

const message =
  'This patience is as long as the whole training, so early stopping can never end it. A tenth of the epochs is usually enough.';

const stopperNames = ['EarlyStopping', 'EarlyStopper', 'EarlyStop', 'early_stopping', 'EarlyStoppingCallback'];

/** Early stopping whose patience is no shorter than the number of epochs. */
export function* idleStoppers(program: Program, ml: MlView): Iterable<FindingProposal> {
  const stoppers = stopperNames.flatMap((name) => program.callsNamed(name));
  for (const [site, calls] of stoppers.length === 0 ? [] : bySite(program, stoppers)) {
    const [first] = calls;
    const patience = first === undefined ? undefined : patienceOf(first);
    if (patience !== undefined && calls.every((call) => isIdle(program, ml, call))) {
      yield { place: writtenAt(program, patience) ?? calleePlace(site), message, confidence: 'medium', severity: 'hint' };
    }
  }
}

function patienceOf(call: Activation): Possible | undefined {
  const answer = call.arguments.get('patience');
  return answer.kind === 'given' ? answer.possible : undefined;
}

function isIdle(program: Program, ml: MlView, stopper: Activation): boolean {
  const given = patienceOf(stopper);
  const patience = given === undefined ? undefined : constantOf(given);
  const epochs = epochsOf(program, ml, stopper);
  return (
    typeof patience === 'number' &&
    epochs.length > 0 &&
    epochs.every((count) => typeof count === 'number' && count >= shortTraining && count <= patience) &&
    !isInTest(stopper.context)
  );
}

/** Epochs of each training that the stopper may end; no number for one that cannot be counted. */
function epochsOf(program: Program, ml: MlView, stopper: Activation): readonly unknown[] {
  const name = libraryName(stopper.callee) ?? '';
  if (name.startsWith('keras.')) {
    return kerasFits(program)
      .filter((fit) => hasCallback(fit, stopper))
      .map((fit) => constantArgument(fit, 'epochs'));
  }
  if (name.startsWith('lightning.')) {
    return program
      .callsOf('lightning.pytorch.Trainer')
      .filter((trainer) => hasCallback(trainer, stopper))
      .map((trainer) => (checksOncePerEpoch(trainer) ? constantArgument(trainer, 'max_epochs') : undefined));
  }
  return ml.trainingLoops.flatMap(({ epoch }) =>
    epoch !== null && program.activations.some((call) => asks(call, stopper) && isInLoop(call.context, epoch))
      ? [countedRounds(epoch)]
      : [],
  );
}

/** Lightning counts validations, of which an epoch may have several. */
function checksOncePerEpoch({ arguments: { keywords, openKeywords } }: Activation): boolean {
  return !openKeywords && !keywords.has('val_check_interval');
}

function hasCallback({ arguments: given }: Activation, stopper: Activation): boolean {
  const callbacks = given.keywords.get('callbacks');
  const items = callbacks === undefined ? [] : (completeItems(callbacks) ?? [callbacks]);
  return items.some((item) => makers(item).includes(stopper));
}

/** `stopper(loss)`, `stopper.step(loss)` */
function asks({ callee, receiver }: Activation, stopper: Activation): boolean {
  const object = callee.kind === 'object' || callee.kind === 'unknown' ? callee.of : receiver;
  return object !== null && makers(object).includes(stopper);
}

/** Where the number itself stands, in this document. */
function writtenAt(program: Program, value: Possible): Place | undefined {
  const literal = stepsOf(value.options[0]?.trail ?? null).find(({ kind, place }) => kind === 'literal' && place !== null);
  const place = literal?.place ?? undefined;
  return place !== undefined && program.isHere(place) ? place : undefined;
}
