import { isInTest } from '../../ml/file-role';
import { readsNothingOf } from '../../ml/invariance';
import { goesOverFolds, roundsOf } from '../../ml/loop-rounds';
import { guardsWithin, innermostFrame, liesIn, loopsAround } from '../../ml/surroundings';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import type { FunctionValue } from '../../python/values/value';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

const containers = ['xgboost.DMatrix', 'xgboost.QuantileDMatrix', 'lightgbm.Dataset', 'catboost.Pool'];
/** Decide how LightGBM and CatBoost bin the values: a data set that was binned once cannot follow them. */
const binning =
  /border_count|feature_border_type|max_bin|min_data_in_leaf|min_child_samples|min_data_in_bin|bin_construct|feature_pre_filter|enable_bundle|linear_tree/;

/** Fewer folds than this build the table for their predictions too rarely to matter beside the training in each. */
const fewFolds = 4;

const message =
  'The same table is converted for the library again each time, though nothing in it changes. Build it once outside, and use it in all rounds or trials.';

/** A table that is prepared again for each setting, though it never changes. */
export const dmatrixInLoop: Rule = {
  meta: {
    id: 'dmatrix-in-loop',
    topic: 'classic-ml',
    title: 'The same table is binned again and again',
    severity: 'hint',
    frameworks: ['xgboost', 'lightgbm', 'catboost'],
    markers: ['DMatrix', 'Dataset', 'Pool'],
    saving: { energyShare: null, evidence: 'none', source: 'No published measurement: one pass over the table for each round.' },
  },
  *check(program) {
    for (const [site, calls] of bySite(
      program,
      containers.flatMap((name) => program.callsOf(name)),
    )) {
      if (
        site.arguments.length > 0 &&
        calls.every((call) => !isInTest(call.context) && !call.arguments.openKeywords && !isReadFromFile(call)) &&
        calls.some((call) => isSameEachRound(program, site, call) || isSameEachTrial(program, site, call))
      ) {
        yield { place: calleePlace(site), message, confidence: 'high', fixes: [] };
      }
    }
  },
};

/** By its name, a file may be another one in each round. */
function isReadFromFile({ arguments: given }: Activation): boolean {
  const data = given.positional[0] ?? given.keywords.get('data');
  return data !== undefined && typeof constantOf(data) === 'string';
}

/** One round is none too many; of folds, a few are not either. */
function isShort(loop: LoopInfo): boolean {
  const rounds = roundsOf(loop);
  return rounds !== undefined && rounds < (goesOverFolds(loop) ? fewFolds : 2);
}

function isSameEachRound(program: Program, site: CallSite, call: Activation): boolean {
  return loopsAround(call.context).some(
    (loop) =>
      liesIn(site.place, loop.place) &&
      loop.kind !== 'while' &&
      !isShort(loop) &&
      guardsWithin(call.context, loop).length === 0 &&
      readsNothingOf(program, site.argumentList, loop) &&
      !isBinnedAnew(site, program.textOf(loop.place)),
  );
}

/** The function is what a search calls for each trial, and the table is made of names from outside it alone. */
function isSameEachTrial(program: Program, site: CallSite, call: Activation): boolean {
  const frame = innermostFrame(call.context);
  if (frame === null || !liesIn(site.place, frame.of.node) || !isObjective(program, frame.of)) {
    return false;
  }
  return (
    guardsWithin(call.context, null).length === 0 &&
    readsNothingOf(program, site.argumentList, { place: frame.of.node, targets: program.parametersOf(frame.of) }) &&
    !isBinnedAnew(site, program.textOf(frame.of.node))
  );
}

function isBinnedAnew(site: CallSite, around: string): boolean {
  return (site.name === 'Dataset' || site.name === 'Pool') && binning.test(around);
}

/** Calls that are given the function of one trial: Optuna, Hyperopt, scikit-optimize, bayes_opt. */
const searches = ['optimize', 'fmin', 'gp_minimize', 'forest_minimize', 'dummy_minimize', 'BayesianOptimization'];

function isObjective(program: Program, of: FunctionValue): boolean {
  return searches.some((name) =>
    program
      .callsNamed(name)
      .some((call) =>
        [...call.arguments.positional, ...call.arguments.keywords.values()].some(({ options }) =>
          options.some(({ value }) => value.kind === 'function' && value.node === of.node),
        ),
      ),
  );
}
