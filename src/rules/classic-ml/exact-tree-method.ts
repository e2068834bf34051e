import { isInTest } from '../../ml/file-role';
import { libraryName } from '../../ml/surroundings';
import { tableSize } from '../../ml/table-size';
import { entryOf } from '../../python/evaluate/containers';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { single, type Possible } from '../../python/values/possible';
import { stepsOf, type Place } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const estimators = 'XGBClassifier XGBRegressor XGBRanker XGBRFClassifier XGBRFRegressor'.split(' ').map((name) => `xgboost.${name}`);
/** Take their parameters as a dict. */
const withParameters = ['xgboost.train', 'xgboost.cv'];

const messages = {
  exact:
    'The exact tree method sorts every feature and tries each of its values at each split. tree_method="hist" groups values into bins first: the same quality in a fraction of the time on all but small tables.',
  approx:
    'The approximate tree method builds new histograms for each tree. tree_method="hist" builds the bins once and is faster at the same quality on nearly all tables.',
};

/** Boosted trees that try every value of every feature. */
export const exactTreeMethod: Rule = {
  meta: {
    id: 'exact-tree-method',
    topic: 'classic-ml',
    title: 'Boosted trees that try every split',
    severity: 'warning',
    frameworks: ['xgboost'],
    markers: ['tree_method'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'LightGBM documentation, Experiments: exact XGBoost takes 5.1 (Yahoo LTR) to 23 (Higgs) times as long as histograms',
    },
  },
  *check(program) {
    if (tableSize(program) === 'small') {
      return;
    }
    const calls = [...estimators, ...withParameters].flatMap((name) => program.callsOf(name));
    for (const [, activations] of bySite(program, [...calls, ...program.callsOf('xgboost.XGBModel.set_params')])) {
      const [call] = activations;
      const methods = activations.map(treeMethodOf);
      const [method] = methods;
      const name = methods.map(nameOf)[0];
      if (
        call !== undefined &&
        method !== undefined &&
        (name === 'exact' || name === 'approx') &&
        methods.every((one) => nameOf(one) === name) &&
        !isInTest(call.context) &&
        !needsExactSplits(call) &&
        !activations.some(isLinear)
      ) {
        yield finding(program, call, method, name);
      }
    }
  },
};

/** The tree method as it is passed: by keyword, or in the dict of parameters. */
function treeMethodOf(call: Activation): Possible | undefined {
  const parameters = parametersOf(call);
  if (parameters !== undefined) {
    return entryNamed(parameters, 'tree_method');
  }
  return call.arguments.keywords.get('tree_method');
}

function parametersOf(call: Activation): Possible | undefined {
  if (!withParameters.includes(libraryName(call.callee) ?? '')) {
    return undefined;
  }
  const answer = call.arguments.get('params', 0);
  return answer.kind === 'given' ? answer.possible : undefined;
}

function entryNamed(mapping: Possible, key: string): Possible | undefined {
  const only = single(mapping);
  return only?.kind === 'mapping' ? entryOf(only, `k:str:${key}`) : undefined;
}

function nameOf(method: Possible | undefined): string | undefined {
  const value = method === undefined ? undefined : single(method);
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined;
}

/** Constraints between features, or a table that was cut down on purpose. */
function needsExactSplits(call: Activation): boolean {
  const parameters = parametersOf(call);
  return ['monotone_constraints', 'interaction_constraints'].some(
    (name) => call.arguments.keywords.has(name) || (parameters !== undefined && entryNamed(parameters, name) !== undefined),
  );
}

/** A linear booster builds no trees, whatever the method. */
function isLinear(call: Activation): boolean {
  const parameters = parametersOf(call);
  return nameOf(parameters === undefined ? call.arguments.keywords.get('booster') : entryNamed(parameters, 'booster')) === 'gblinear';
}

function finding(program: Program, call: Activation, method: Possible, name: 'exact' | 'approx'): FindingProposal {
  const literal = literalOf(program, method, name);
  const argument = call.site.arguments.find((one) => one.name === 'tree_method');
  return {
    place: argument?.place ?? literal ?? calleePlace(call.site),
    message: messages[name],
    confidence: 'high',
    // On a few thousand rows both take seconds.
    ...(name === 'approx' || tableSize(program) !== 'large' ? { severity: 'hint' as const } : {}),
    fixes: literal === undefined ? [] : [fix(program, literal, name)],
  };
}

/** Where the name of the method is written. */
function literalOf(program: Program, method: Possible, name: string): Place | undefined {
  const [written] = stepsOf(method.options[0]?.trail ?? null);
  const place = written?.kind === 'literal' ? written.place : null;
  return place !== null && program.isHere(place) && program.textOf(place).slice(1, -1) === name ? place : undefined;
}

function fix(program: Program, literal: Place, name: string): FixProposal {
  return {
    title: 'Build trees from histograms',
    safe: false,
    edits: [{ span: spanOf(literal), text: program.textOf(literal).replace(name, 'hist') }],
  };
}
