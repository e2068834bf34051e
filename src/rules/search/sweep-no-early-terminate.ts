import { isInTest } from '../../ml/file-role';
import { callsWhileRunning, functionsBehind } from '../../ml/handed-functions';
import type { MlView } from '../../ml/ml-view';
import { countValues } from '../../ml/search-space';
import { trainsInSteps } from '../../ml/stepwise-training';
import { constantArgument } from '../../ml/surroundings';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { entryOf, isOpen } from '../../python/evaluate/containers';
import { constantOf, single, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

/** So few runs are not worth a rule for ending them. */
const fewRuns = 10;
/** Methods that learn nothing from the runs before. */
const blind = new Set(['grid', 'random']);

const message =
  'This sweep draws its runs blindly and trains each to its end. Add early_terminate={"type": "hyperband", "min_iter": 3} to its configuration: it stops the poor ones.';

/** A sweep of which nothing ends poor runs. */
export const sweepNoEarlyTerminate: Rule = {
  meta: {
    id: 'sweep-no-early-terminate',
    topic: 'search',
    title: 'A sweep that ends no poor run',
    severity: 'hint',
    frameworks: ['wandb'],
    markers: ['wandb.sweep', 'sweep('],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'Weights & Biases documentation of sweeps: early_terminate stops poor runs by Hyperband; no measured figure found',
    },
  },
  *check(program, ml) {
    for (const [site, calls] of bySite(program, program.callsOf('wandb.sweep'))) {
      if (calls.every((call) => endsNoRun(call) && !isInTest(call.context)) && !hasFewRuns(program) && mayGoOnInSteps(program, ml)) {
        yield { place: calleePlace(site), message, confidence: 'medium', fixes: [] };
      }
    }
  },
};

function endsNoRun(call: Activation): boolean {
  const answer = call.arguments.get('sweep', 0);
  const config = answer.kind === 'given' ? single(answer.possible) : undefined;
  if (config?.kind !== 'mapping' || isOpen(config)) {
    return false;
  }
  const entry = (name: string): Possible | undefined => entryOf(config, `k:str:${name}`);
  const method = entry('method');
  const cap = entry('run_cap');
  const limit = cap === undefined ? undefined : constantOf(cap);
  const runs = countRuns(entry('parameters'));
  return (
    method !== undefined &&
    blind.has(String(constantOf(method))) &&
    entry('early_terminate') === undefined &&
    !(typeof limit === 'number' && limit <= fewRuns) &&
    !(constantOf(method) === 'grid' && runs !== undefined && runs <= fewRuns)
  );
}

/** Points of a grid: the product of the `values` of its parameters. */
function countRuns(parameters: Possible | undefined): number | undefined {
  const only = parameters === undefined ? undefined : single(parameters);
  if (only?.kind !== 'mapping') {
    return undefined;
  }
  let runs = 1;
  for (const [key, value] of only.state) {
    const parameter = key.startsWith('k:') ? single(value as Possible) : undefined;
    const values = parameter?.kind === 'mapping' ? entryOf(parameter, 'k:str:values') : undefined;
    runs *= values === undefined ? 1 : (countValues(values) ?? Number.POSITIVE_INFINITY);
  }
  return runs;
}

function hasFewRuns(program: Program): boolean {
  return program.callsOf('wandb.agent').some((call) => {
    const count = constantArgument(call, 'count');
    return typeof count === 'number' && count <= fewRuns;
  });
}

/** Unless the function of the agent is known and trains in one go. */
function mayGoOnInSteps(program: Program, ml: MlView): boolean {
  return program.callsOf('wandb.agent').every((call) => {
    const given = call.arguments.get('function', 1);
    const functions = given.kind === 'given' ? functionsBehind(program, given.possible) : undefined;
    return functions === undefined || trainsInSteps(program, ml, callsWhileRunning(program, functions)) === 'to the end';
  });
}
