import { isInTest } from '../../ml/file-role';
import { isRepeated, passesOver, torchLoaders } from '../../ml/loaders';
import { constantArgument, isInLoop, libraryName, loopsAround, makers } from '../../ml/surroundings';
import { addKeyword } from '../../python/program/edits';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const messages = {
  kept: 'The worker processes of this loader end after each epoch and are started again for the next one. Keep them: persistent_workers=True.',
  made: 'This loader is made anew in every epoch although its data set stays the same, so its worker processes start again each time. Make it once, before the loop over epochs, with persistent_workers=True.',
  arguments:
    'The worker processes that load data end after each epoch and are started again for the next one. Keep them: dataloader_persistent_workers=True.',
};

const trainingArguments = ['transformers.TrainingArguments', 'transformers.Seq2SeqTrainingArguments', 'trl.SFTConfig'];

/** Worker processes are started again for every epoch. */
export const dataloaderWorkersRespawn: Rule = {
  meta: {
    id: 'dataloader-workers-respawn',
    topic: 'data-loading',
    title: 'Worker processes start again in every epoch',
    severity: 'hint',
    frameworks: ['torch', 'lightning', 'transformers', 'torch_geometric'],
    markers: ['num_workers', 'DataLoader'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'Lightning documentation, speed-up guide (2024): persistent workers help where epochs are short; no energy figure',
    },
  },
  *check(program) {
    for (const [site, calls] of bySite(
      program,
      torchLoaders.flatMap((name) => program.callsOf(name)),
    )) {
      const uses = calls.map((call) => useOf(program, call));
      const [use] = uses;
      if (use !== undefined && !uses.includes(undefined)) {
        yield finding(program, site, use);
      }
    }
    for (const [site, calls] of bySite(
      program,
      trainingArguments.flatMap((name) => program.callsOf(name)),
    )) {
      if (calls.every((call) => respawnsInTrainer(call) && !isInTest(call.context))) {
        const fix = keep(program, site, 'dataloader_num_workers', 'dataloader_persistent_workers');
        yield { place: calleePlace(site), message: messages.arguments, confidence: 'high', fixes: fix };
      }
    }
  },
};

function hasWorkers(call: Activation, workers: string, position: number | undefined, persistent: string): boolean {
  const count = constantArgument(call, workers, position);
  return typeof count === 'number' && count > 0 && constantArgument(call, persistent) === false;
}

/** `kept`: gone over again and again; `made`: made again and again of one data set. */
function useOf(program: Program, call: Activation): 'kept' | 'made' | undefined {
  if (!hasWorkers(call, 'num_workers', 5, 'persistent_workers') || isInTest(call.context)) {
    return undefined;
  }
  const passes = passesOver(program, call);
  if (passes.some(({ around }) => around.some((loop) => isRepeated(loop) && !isInLoop(call.context, loop)))) {
    return 'kept';
  }
  if (isFitted(program, call)) {
    return 'kept';
  }
  const answer = call.arguments.get('dataset', 0);
  const dataset = answer.kind === 'given' ? makers(answer.possible) : [];
  const isMadeAgain = loopsAround(call.context).some(
    (loop) =>
      /epoch/i.test(loop.targets.join()) && isRepeated(loop) && dataset.length > 0 && !dataset.some((made) => isInLoop(made.context, loop)),
  );
  return isMadeAgain && passes.length > 0 && !call.arguments.keywords.has('sampler') && !call.arguments.keywords.has('batch_sampler')
    ? 'made'
    : undefined;
}

/** Handed to a Lightning trainer that goes over it several times. */
function isFitted(program: Program, loader: Activation): boolean {
  return program.callsNamed('fit').some(({ receiver, arguments: given }) => {
    const trainers = receiver === null ? [] : makers(receiver);
    const epochs = trainers.map((made) =>
      /lightning.*\.Trainer$/.test(libraryName(made.callee) ?? '') ? constantArgument(made, 'max_epochs') : undefined,
    );
    return (
      epochs.some((count) => typeof count === 'number' && count >= 2) &&
      [...given.positional, ...given.keywords.values()].some((value) => makers(value).includes(loader))
    );
  });
}

function respawnsInTrainer(call: Activation): boolean {
  const epochs = constantArgument(call, 'num_train_epochs');
  const steps = constantArgument(call, 'max_steps');
  return (
    hasWorkers(call, 'dataloader_num_workers', undefined, 'dataloader_persistent_workers') &&
    typeof epochs === 'number' &&
    epochs >= 2 &&
    steps === -1
  );
}

function finding(program: Program, site: CallSite, use: 'kept' | 'made'): FindingProposal {
  return {
    place: calleePlace(site),
    message: messages[use],
    confidence: 'high',
    fixes: use === 'kept' ? keep(program, site, 'num_workers', 'persistent_workers') : [],
  };
}

/** Workers that may be none must not be kept: the loader refuses it. */
function keep(program: Program, site: CallSite, workers: string, persistent: string): readonly FixProposal[] {
  const argument = site.arguments.find(({ name }) => name === workers);
  const written = argument === undefined ? '' : program.textOf(argument.valuePlace);
  if (!/^(\d+|[A-Za-z_][\w.]*)$/.test(written)) {
    return [];
  }
  const edits = addKeyword(site, persistent, /^\d+$/.test(written) ? 'True' : `${written} > 0`);
  return edits.length === 0 ? [] : [{ title: 'Keep the worker processes', safe: false, edits }];
}
