import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { countedRounds } from '../../ml/loop-rounds';
import { constantArgument } from '../../ml/surroundings';
import { givenNumber, trainingArgumentCalls } from '../../ml/training-arguments';
import { goesOverEpochs, type TrainingLoop } from '../../ml/training-loops';
import type { Program } from '../../python/program/program';
import type { FindingProposal, Rule } from '../rule';
import { bySite } from '../sites';

/** From this many epochs on, a crash loses a run that somebody would rather not repeat. */
const longTraining = 50;
/** What a program that keeps something says somewhere. */
const keeps = /save|checkpoint|ckpt|resume|\bdump\b|export|serialize|push_to_hub|log_model|snapshot/i;

const messages = {
  loop: 'This long training writes no checkpoint, so a crash loses all the energy spent until then. Save model and optimizer every few epochs, and resume from there.',
  setting: 'This long training writes no checkpoint, so a crash loses all the energy spent until then. Set save_strategy="epoch".',
} as const;

/** A long training that keeps nothing until its end. */
export const longRunNoCheckpoint: Rule = {
  meta: {
    id: 'long-run-no-checkpoint',
    topic: 'checkpointing',
    title: 'A long training without checkpoints',
    severity: 'hint',
    frameworks: ['torch', 'transformers'],
    markers: ['backward', 'save_strategy'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source:
        'Järvenpää et al., A Synthesis of Green Architectural Tactics for ML-Enabled Systems, 2023: use checkpoints during training; no measured figure',
    },
  },
  *check(program, ml) {
    yield* loops(program, ml);
    yield* trainers(program);
  },
};

function* loops(program: Program, ml: MlView): Iterable<FindingProposal> {
  const isNotebook = program.document.fragments.some(({ cell }) => cell !== null);
  if (isNotebook || !ml.devices.cuda || keepsSomething(program) || learnsOnGraphs(program)) {
    return;
  }
  for (const loop of ml.trainingLoops) {
    if (isLong(loop) && loop.epoch !== null && !isInTest(loop.backward.context)) {
      yield { place: loop.epoch.header, message: messages.loop, confidence: 'medium', fixes: [] };
    }
  }
}

/** Data sets of graphs are small as a rule: hundreds of epochs take minutes. */
function learnsOnGraphs({ imports }: Program): boolean {
  return [...imports].some((name) => /^(torch_geometric|dgl|ogb)(\.|$)/.test(name));
}

/** By its text or by a call in a file that it imports; `print("saved")` counts too, which errs on the side of silence. */
function keepsSomething(program: Program): boolean {
  return program.document.fragments.some(({ text }) => keeps.test(text)) || program.activations.some(({ site }) => keeps.test(site.name));
}

/** Many epochs, each over more than one batch. */
function isLong({ batch, epoch }: TrainingLoop): boolean {
  return epoch !== null && !goesOverEpochs(batch) && (countedRounds(epoch) ?? 0) >= longTraining;
}

function* trainers(program: Program): Iterable<FindingProposal> {
  for (const [, activations] of bySite(program, trainingArgumentCalls(program))) {
    const isFound = activations.every(
      (call) =>
        constantArgument(call, 'save_strategy') === 'no' &&
        (givenNumber(call, 'num_train_epochs')?.value ?? 0) >= longTraining &&
        !isInTest(call.context),
    );
    const answer = activations[0]?.arguments.get('save_strategy');
    if (isFound && answer?.kind === 'given' && answer.argument !== null) {
      yield { place: answer.argument.place, message: messages.setting, confidence: 'medium', fixes: [] };
    }
  }
}
