import { isInTest } from '../../ml/file-role';
import { kerasFits } from '../../ml/keras';
import { countCombinations } from '../../ml/search-space';
import { countedRounds } from '../../ml/loop-rounds';
import { isInLoop, libraryName, loopsAround } from '../../ml/surroundings';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { single } from '../../python/values/possible';

/** A fit in loops over settings of the model: a grid search without a class for it. */
export interface GridByHand {
  readonly call: Activation;
  readonly fits: number;
  /** What is fitted: a classic model whose fit takes little or more, or a network that trains over epochs. */
  readonly kind: 'network' | 'classic';
}

const fitNames = [
  'sklearn.base.BaseEstimator.fit',
  'xgboost.XGBModel.fit',
  'lightgbm.LGBMModel.fit',
  'catboost.CatBoost.fit',
  'xgboost.train',
  'lightgbm.train',
];
/** What prepares data for a model, and searches with a grid of their own. */
const noModels =
  /^sklearn\.(preprocessing|decomposition|feature_\w+|impute|compose|model_selection|manifold)\.|(Scaler|Encoder|Vectorizer|Imputer)$/;
/** Repetitions and samples, not settings. */
const noSettings = /^_?(random_state|seed|fold|train|test|x|y|batch|epoch|i_fold|run|trial)\w*$/i;

/** The grids that a program goes through in loops of its own, one for each innermost loop. */
export function gridsByHand(program: Program): readonly GridByHand[] {
  const networks = kerasFits(program);
  const classic = fitNames.flatMap((name) => program.callsOf(name)).filter((call) => !networks.includes(call) && isModel(call));
  const found = new Map<string, GridByHand>();
  for (const [kind, calls] of [['network', networks] as const, ['classic', classic] as const]) {
    for (const call of calls) {
      const loops = loopsAround(call.context).filter(({ kind: form }) => form === 'for');
      const fits = loops.length === 0 || isInTest(call.context) ? undefined : countSettings(program, loops);
      const [inner] = loops;
      const key = inner === undefined ? '' : `${inner.place.start}:${inner.place.unit.base}`;
      if (fits !== undefined && !found.has(key)) {
        found.set(key, { call, fits, kind });
      }
    }
  }
  return [...found.values()];
}

function isModel(call: Activation): boolean {
  const only = call.receiver === null ? undefined : single(call.receiver);
  return only?.kind !== 'instance' || !noModels.test(only.className);
}

/** The estimator that is fitted, by the name of its class; empty for a function such as `xgboost.train`. */
export function fittedClass({ receiver }: Activation): string {
  const only = receiver === null ? undefined : single(receiver);
  return only?.kind === 'instance' ? only.className : '';
}

/**
 * Rounds of the loops whose element sets up the model: a product, a parameter grid, or two and more loops over lists. Loops over folds or
 * seeds around them are left out. Undefined when there is no such grid, or a list cannot be counted.
 */
function countSettings(program: Program, loops: readonly LoopInfo[]): number | undefined {
  const [inner] = loops;
  const calls = inner === undefined ? [] : program.activations.filter((call) => isInLoop(call.context, inner) && setsUp(call));
  const written = calls.flatMap(({ site }) => (site.name === 'fit' ? ofFit(program, site) : [program.textOf(site.argumentList)]));
  const settings = loops.filter(({ targets }) =>
    targets.some((name) => !noSettings.test(name) && written.some((text) => new RegExp(`(?<![\\w.])${name}\\b`).test(text))),
  );
  const products = settings.map(({ iterable }) => (iterable === null ? undefined : countCombinations(iterable)));
  const counts = settings.map((loop, index) => products[index] ?? countedRounds(loop));
  const isGrid = settings.length >= 2 || products.some((count) => count !== undefined);
  return isGrid && counts.every((count) => count !== undefined) ? counts.reduce((all, count) => all * count, 1) : undefined;
}

/** What a fit is given besides its data. */
function ofFit(program: Program, site: CallSite): readonly string[] {
  return site.arguments
    .filter(({ name }) => name === 'epochs' || name === 'batch_size')
    .map(({ valuePlace }) => program.textOf(valuePlace));
}

/** Makes or changes a model, rather than printing, cutting data or collecting results. */
function setsUp(call: Activation): boolean {
  const name = libraryName(call.callee) ?? '';
  if (call.callee.kind === 'library') {
    return /^(sklearn|xgboost|lightgbm|catboost|keras)\./.test(name) && !/\.(metrics|datasets|model_selection|utils)\./.test(name);
  }
  return call.callee.kind === 'class' || call.callee.kind === 'outside'
    ? makesModel(call)
    : call.callee.kind === 'function'
      ? /build|make|create|model|train|fit|net/i.test(call.site.name)
      : /^(set_params|compile|fit)$/.test(call.site.name);
}

/** A class, by the way it is written. */
function makesModel({ site }: Activation): boolean {
  return /^[A-Z]|build|make|create|model/.test(site.name);
}
