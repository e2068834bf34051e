import { callsWhileRunning, functionsBehind, isHandedTo } from '../../ml/handed-functions';
import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { originOf } from '../../ml/data-flow';
import { kerasFits } from '../../ml/keras';
import { roundsOf } from '../../ml/loop-rounds';
import { networkSize } from '../../ml/network-size';
import { networkWeight } from '../../ml/network-weight';
import { isMuchTuning } from '../../ml/search-work';
import { constantArgument, guardsWithin, libraryName, loopsAround, makers } from '../../ml/surroundings';
import { isNeverCalled } from '../../ml/unused-code';
import { trainsInSteps, type StepwiseTraining } from '../../ml/stepwise-training';
import { roundsOfEstimators } from '../../libraries/classic-estimators';
import type { Activation, CallSite } from '../../python/program/call-site';
import { insertImport } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, single, type Possible } from '../../python/values/possible';
import type { FunctionValue } from '../../python/values/value';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { reportFix } from './report-fix';

/**
 * The median pruner that a study has by default lets its first five trials run to the end (Optuna 4, MedianPruner n_startup_trials): of
 * twice as many it can shorten a few at most.
 */
const trialsBeforePruning = 10;

const messages = {
  silent:
    'The objective of this study trains over many steps but never reports one, so every poor trial runs to its end. Call trial.report(metric, epoch) in the loop and raise optuna.TrialPruned() when trial.should_prune().',
  boosting:
    'The objective of this study trains boosting rounds and reports none of them, so a poor trial goes on until its own score stalls. Pass the pruning callback of its library from optuna-integration, or report the score after each fold and raise optuna.TrialPruned() when trial.should_prune().',
  reports:
    'The objective of this study reports its steps but never asks trial.should_prune(), so no trial is stopped. Raise optuna.TrialPruned() when it answers yes.',
  off: 'NopPruner switches pruning off, so every poor trial runs to its end. Leave the argument out for the median pruner, or use HyperbandPruner.',
} as const;

/** A search whose trials nothing cuts short. */
export const optunaNoPruning: Rule = {
  meta: {
    id: 'optuna-no-pruning',
    topic: 'search',
    title: 'No trial of the search is cut short',
    severity: 'warning',
    frameworks: ['optuna'],
    markers: ['optuna'],
    needs: [['optimize', 'study', 'Study', 'OptunaSearch']],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'Optuna documentation, Efficient Optimization Algorithms: pruners stop unpromising trials early; no measured energy found',
    },
  },
  *check(program, ml) {
    for (const [site, calls] of bySite(program, program.callsOf('optuna.Study.optimize'))) {
      const proposals = calls.map((call) => finding(program, ml, site, call));
      const [first] = proposals;
      if (first !== undefined && proposals.every((proposal) => proposal !== undefined)) {
        yield first;
      }
    }
  },
};

function finding(program: Program, ml: MlView, site: CallSite, call: Activation): FindingProposal | undefined {
  const study = call.receiver === null ? undefined : studyOf(call.receiver);
  const trials = constantArgument(call, 'n_trials', 1);
  if (study === undefined || isInTest(call.context) || (typeof trials === 'number' && trials <= trialsBeforePruning)) {
    return undefined;
  }
  const given = call.arguments.get('func', 0);
  const functions = given.kind === 'given' ? functionsBehind(program, given.possible) : undefined;
  if (functions === undefined) {
    return given.kind === 'given' && isElsewhere(given.possible) ? switchedOff(program, study) : undefined;
  }
  const inside = callsWhileRunning(program, functions);
  const trained = trainsInSteps(program, ml, inside);
  if (trained === undefined) {
    return undefined;
  }
  if (prunes(program)) {
    return switchedOff(program, study);
  }
  if (handsTrialOn(program, functions, inside)) {
    return undefined;
  }
  const reports = program.callsNamed('report').some((report) => inside.includes(report));
  const fix = reports ? undefined : reportFix(program, spanOf(site.place), inside);
  return {
    place: calleePlace(site),
    message: reports ? messages.reports : trained === 'stops by itself' ? messages.boosting : messages.silent,
    confidence: 'high',
    ...severityOf(program, ml, call, inside, trained),
    fixes: fix === undefined ? [] : [fix],
  };
}

/** Trials of boosters that stop by themselves: fewer of them leave little to prune. */
const manyTrials = 30;
/** Such boosters train a part of the rounds that they may at most. */
const usualPart = 1 / 6;

/** A search is worth a word where its trials are networks of some weight, or many trees in all; a time limit ends it in any case. */
function severityOf(
  program: Program,
  ml: MlView,
  search: Activation,
  inside: readonly Activation[],
  trained: StepwiseTraining,
): Pick<FindingProposal, 'severity'> {
  const timeout = search.arguments.get('timeout');
  const isLimited = timeout.kind === 'given' && constantOf(timeout.possible) !== null;
  const trials = constantArgument(search, 'n_trials', 1);
  if (isLimited || isNeverCalled(program, search.context)) {
    return { severity: 'hint' };
  }
  if (trained === 'to the end') {
    return trainsNetwork(program, ml, inside) ? {} : { severity: 'hint' };
  }
  const rounds = typeof trials === 'number' && trials >= manyTrials ? trials * roundsOfTrial(inside) * usualPart : 0;
  return isMuchTuning(program, rounds) ? { severity: 'information' } : { severity: 'hint' };
}

function trainsNetwork(program: Program, ml: MlView, inside: readonly Activation[]): boolean {
  const size = networkSize(program, null);
  const fits = kerasFits(program).filter((call) => inside.includes(call));
  return (
    fits.some(({ receiver }) => networkWeight(program, receiver) === 'heavy') ||
    (fits.length === 0 && (size === 'large' || (size === 'unknown' && ml.devices.cuda))) ||
    inside.some(({ callee }) => /^transformers\.\w*Trainer\.train$/.test(libraryName(callee) ?? ''))
  );
}

/** The most rounds that a trial may train, in all of its folds. */
function roundsOfTrial(inside: readonly Activation[]): number {
  const rounds = inside.map((call) => {
    const [made] = call.receiver === null ? [] : makers(call.receiver);
    const written = [...roundNames.map((name) => made?.arguments.keywords.get(name)), call.arguments.keywords.get('num_boost_round')];
    const most = written.map((value) => (value === undefined ? undefined : mostOf(value))).find((value) => value !== undefined);
    const folds = loopsAround(call.context).reduce((product, loop) => product * (roundsOf(loop) ?? 1), 1);
    return /^(fit|train)$/.test(call.site.name) ? (most ?? 0) * folds : 0;
  });
  return Math.max(0, ...rounds);
}

const roundNames = [...new Set(roundsOfEstimators.flatMap(({ rounds }) => rounds))];

/** A number, or the end of the range that a trial takes it from. */
function mostOf(value: Possible): number | undefined {
  const known = constantOf(value);
  const [asked] = makers(value);
  const end = asked?.site.name === 'suggest_int' ? constantArgument(asked, 'high', 2) : known;
  return typeof end === 'number' ? end : undefined;
}

/** The call that made the study, when it has one objective and one direction. */
function studyOf(receiver: Possible): Activation | undefined {
  const [made] = makers(receiver);
  const isStudy = made !== undefined && receiver.options.length === 1 && libraryName(made.callee) === 'optuna.create_study';
  if (!isStudy || made.arguments.openKeywords) {
    return undefined;
  }
  const directions = made.arguments.get('directions');
  return directions.kind === 'given' ? undefined : made;
}

/** An objective that was imported: nothing speaks against its being pruned. */
function isElsewhere(objective: Possible): boolean {
  return single(objective)?.kind === 'external';
}

function switchedOff(program: Program, study: Activation): FindingProposal | undefined {
  const pruner = study.arguments.get('pruner');
  const only = pruner.kind === 'given' ? single(pruner.possible) : undefined;
  const [made] = pruner.kind === 'given' ? makers(pruner.possible) : [];
  const isOff = only?.kind === 'instance' && only.className === 'optuna.pruners.NopPruner';
  const isChosen = made !== undefined && guardsWithin(made.context, null).length > 0;
  if (!isOff || isChosen || pruner.kind !== 'given' || pruner.argument === null || !program.isHere(pruner.argument.place)) {
    return undefined;
  }
  const fix = hyperband(program, pruner.possible);
  return { place: pruner.argument.place, message: messages.off, confidence: 'high', fixes: fix === undefined ? [] : [fix] };
}

/** `NopPruner()` becomes `HyperbandPruner()`, by the name its module has here. */
function hyperband(program: Program, pruner: Possible): FixProposal | undefined {
  const [made] = makers(pruner);
  if (made === undefined || !program.isHere(made.site.place) || made.site.arguments.length > 0) {
    return undefined;
  }
  const { receiverText, place } = made.site;
  const imported =
    receiverText === null
      ? insertImport(program, 'from optuna.pruners import HyperbandPruner', spanOf(place))
      : { name: `${receiverText}.HyperbandPruner`, edits: [] };
  return imported === undefined
    ? undefined
    : {
        title: 'Prune with Hyperband',
        safe: false,
        edits: [{ span: spanOf(calleePlace(made.site)), text: imported.name }, ...imported.edits],
      };
}

const asksToPrune = /\bshould_prune\b|\bTrialPruned\b|PruningCallback\b/;

/** Anything in the program asks whether a trial should end, by hand or through a callback. */
function prunes(program: Program): boolean {
  return (
    program.document.fragments.some(({ text }) => asksToPrune.test(text)) ||
    program.callsNamed('should_prune').length > 0 ||
    program.activations.some(({ site }) => asksToPrune.test(site.name))
  );
}

/** The trial reaches code that may report for it: what was not found, and frameworks. */
function handsTrialOn(program: Program, functions: readonly FunctionValue[], inside: readonly Activation[]): boolean {
  const trials = new Set(
    inside.filter(({ site }) => site.name.startsWith('suggest_')).flatMap(({ receiver }) => (receiver === null ? [] : [single(receiver)])),
  );
  const names = new Set(functions.map(trialParameter));
  const isTrial = (value: Possible): boolean =>
    value.options.some(({ value: option }) => {
      const origin = originOf(option);
      return trials.has(option) || (origin?.kind === 'parameter' && names.has(origin.name));
    });
  return inside.some(
    (call) =>
      call.callee.kind !== 'function' &&
      call.callee.kind !== 'class' &&
      libraryName(call.callee)?.startsWith('builtins.') !== true &&
      libraryName(call.callee)?.startsWith('logging.') !== true &&
      isHandedTo(call, isTrial),
  );
}

/** The parameter that an objective takes its trial by: the first one behind `self`. */
function trialParameter({ node, owner }: FunctionValue): string | undefined {
  return node.parameters[owner === null ? 0 : 1]?.name;
}
