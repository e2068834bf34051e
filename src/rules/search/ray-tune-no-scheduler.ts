import { isInTest } from '../../ml/file-role';
import { callsWhileRunning, functionsBehind } from '../../ml/handed-functions';
import type { MlView } from '../../ml/ml-view';
import { countTuneGrid, hasScheduler, rayTuneCalls, tuneSamples, tuneSettings, tuneSpace } from '../../ml/ray-tune';
import { trainsInSteps } from '../../ml/stepwise-training';
import { libraryName, loopsAround, makers } from '../../ml/surroundings';
import type { Activation } from '../../python/program/call-site';
import { addKeyword, insertImport } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { single, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { manyTrials as largeGrid } from './grid-search-exhaustive';

/** From this many trials on, stopping the poor ones saves most of the search. */
const manyTrials = 20;

const message =
  'Without a scheduler Ray Tune trains every trial of this search to its end. Pass scheduler=ASHAScheduler(): it stops the poor trials after a few reports.';

/** A search of Ray Tune that runs first in, first out. */
export const rayTuneNoScheduler: Rule = {
  meta: {
    id: 'ray-tune-no-scheduler',
    topic: 'search',
    title: 'No scheduler stops poor trials',
    severity: 'hint',
    frameworks: ['ray'],
    markers: ['tune'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'Li et al., A System for Massively Parallel Hyperparameter Tuning (ASHA), MLSys 2020; no measured energy found',
    },
  },
  *check(program, ml) {
    for (const [site, calls] of bySite(program, rayTuneCalls(program))) {
      const [call] = calls;
      if (call !== undefined && calls.every((one) => hasManyTrials(one) && !hasScheduler(one) && goesOnInSteps(program, ml, one))) {
        const fix = asha(program, call);
        yield { place: calleePlace(site), message, confidence: 'high', fixes: fix === undefined ? [] : [fix] };
      }
    }
  },
};

/** Large grids are the matter of another rule. */
function hasManyTrials(call: Activation): boolean {
  const space = tuneSpace(call);
  const grid = space === undefined ? undefined : countTuneGrid(space);
  const trials = (grid ?? 1) * (tuneSamples(call) ?? 0);
  return trials >= manyTrials && (grid ?? 0) < largeGrid && !isInTest(call.context);
}

/** The trainable reports again and again, so that there is something to stop. */
function goesOnInSteps(program: Program, ml: MlView, call: Activation): boolean {
  const [given] = ['trainable', 'run_or_experiment'].flatMap((name) => {
    const answer = call.arguments.get(name, 0);
    return answer.kind === 'given' ? [answer.possible] : [];
  });
  return given !== undefined && isStepwise(program, ml, given, 3);
}

function isStepwise(program: Program, ml: MlView, trainable: Possible, depth: number): boolean {
  const only = single(trainable);
  if (only?.kind === 'class') {
    return program.basesOf(only).library.some((base) => /^ray\.(tune|rllib)\./.test(base));
  }
  const functions = functionsBehind(program, trainable);
  if (functions !== undefined) {
    const inside = callsWhileRunning(program, functions);
    return (
      trainsInSteps(program, ml, inside) === 'to the end' ||
      inside.some(({ site, context }) => site.name === 'report' && loopsAround(context).length > 0) ||
      inside.some(({ site }) => /^TuneReport\w*Callback$/.test(site.name))
    );
  }
  // `tune.with_resources(train, …)`, `TorchTrainer(train, …)`.
  const [made] = makers(trainable);
  const [inner] = made === undefined || libraryName(made.callee)?.startsWith('ray.') !== true ? [] : made.arguments.positional;
  const loop = made?.arguments.keywords.get('train_loop_per_worker') ?? inner;
  return loop !== undefined && depth > 0 && isStepwise(program, ml, loop, depth - 1);
}

/** ASHA takes metric and mode from the settings, so they must be there. */
function asha(program: Program, call: Activation): FixProposal | undefined {
  const settings = tuneSettings(call);
  if (settings === undefined || !program.isHere(settings.site.place)) {
    return undefined;
  }
  const span = spanOf(settings.site.place);
  const isComplete = ['metric', 'mode'].every((name) => settings.arguments.keywords.has(name));
  const imported = insertImport(program, 'from ray.tune.schedulers import ASHAScheduler', span);
  if (!isComplete || imported === undefined || span.fragment !== spanOf(call.site.place).fragment) {
    return undefined;
  }
  const edits = addKeyword(settings.site, 'scheduler', `${imported.name}()`);
  return { title: 'Stop poor trials with ASHA', safe: false, edits: [...edits, ...imported.edits] };
}
