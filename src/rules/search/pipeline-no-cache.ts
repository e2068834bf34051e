import { isInTest } from '../../ml/file-role';
import { constantArgument, libraryName, makers } from '../../ml/surroundings';
import { completeItems, isOpen } from '../../python/evaluate/containers';
import type { Activation } from '../../python/program/call-site';
import { addKeyword } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, single, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

/** Searches that fit the same transformers again for each candidate. Successive halving gives each round other data. */
const searches: ReadonlyMap<string, string> = new Map([
  ['sklearn.model_selection.GridSearchCV', 'param_grid'],
  ['sklearn.model_selection.RandomizedSearchCV', 'param_distributions'],
]);

/** Transformers whose fit takes longer than reading their result from disk. */
const costly =
  /\.(PCA|KernelPCA|SparsePCA|IncrementalPCA|TruncatedSVD|NMF|FastICA|FactorAnalysis|LatentDirichletAllocation|TfidfVectorizer|CountVectorizer|KNNImputer|IterativeImputer|SelectFromModel|RFE|RFECV|SequentialFeatureSelector|Isomap|Nystroem|UMAP|NeighborhoodComponentsAnalysis)$/;
/** Polynomials of this degree multiply the columns. */
const highDegree = 3;

const message =
  'The search varies only the last step of this pipeline, yet fits the steps before it again for each candidate. Pass memory="some folder" to the pipeline: each fold is then transformed once.';

/** Transformers are fitted again for each candidate. */
export const pipelineNoCache: Rule = {
  meta: {
    id: 'pipeline-no-cache',
    topic: 'search',
    title: 'Transformers are fitted again for each candidate',
    severity: 'hint',
    frameworks: ['sklearn'],
    markers: ['Pipeline', 'make_pipeline'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'scikit-learn user guide, "Caching transformers: avoid repeated computation"; no measured energy found',
    },
  },
  *check(program) {
    for (const [name, parameter] of searches) {
      for (const [, calls] of bySite(program, program.callsOf(name))) {
        const [pipeline] = calls.flatMap((call) => pipelineOf(call) ?? []);
        if (pipeline !== undefined && calls.every((call) => isWasteful(call, parameter) && !isInTest(call.context))) {
          const fix = cached(program, pipeline, calls);
          const place = program.isHere(pipeline.site.place) ? pipeline.site : calls[0]?.site;
          if (place !== undefined) {
            yield { place: calleePlace(place), message, confidence: 'medium', fixes: fix === undefined ? [] : [fix] };
          }
        }
      }
    }
  },
};

/** The call that made the pipeline which a search fits. */
function pipelineOf(search: Activation): Activation | undefined {
  const estimator = search.arguments.get('estimator', 0);
  const [made, ...others] = estimator.kind === 'given' ? makers(estimator.possible) : [];
  const name = made === undefined ? '' : (libraryName(made.callee) ?? '');
  return others.length === 0 && /^sklearn\.pipeline\.(Pipeline|make_pipeline)$/.test(name) ? made : undefined;
}

interface Step {
  readonly name: string;
  readonly estimator: Possible;
}

/** The steps of a pipeline in order; undefined when one is not known. */
function stepsOf(pipeline: Activation): readonly Step[] | undefined {
  if (libraryName(pipeline.callee) === 'sklearn.pipeline.make_pipeline') {
    return pipeline.arguments.openPositional
      ? undefined
      : pipeline.arguments.positional.map((estimator) => ({ name: classNameOf(estimator).toLowerCase(), estimator }));
  }
  const given = pipeline.arguments.get('steps', 0);
  const steps = given.kind === 'given' ? completeItems(given.possible)?.map(completeItems) : undefined;
  return steps?.map((pair) => ({ name: String(pair?.[0] === undefined ? '' : constantOf(pair[0])), estimator: pair?.[1] ?? nothingKnown }));
}

const nothingKnown: Possible = { options: [], closed: false };

function classNameOf(estimator: Possible): string {
  const only = single(estimator);
  return only?.kind === 'instance' ? only.className.slice(only.className.lastIndexOf('.') + 1) : '';
}

function isWasteful(search: Activation, parameter: string): boolean {
  const pipeline = pipelineOf(search);
  const steps = pipeline === undefined ? undefined : stepsOf(pipeline);
  const space = search.arguments.get(parameter, 1);
  const last = steps?.at(-1)?.name;
  if (pipeline === undefined || steps === undefined || last === undefined || space.kind !== 'given') {
    return false;
  }
  const keys = keysOfSpace(space.possible);
  return (
    constantArgument(pipeline, 'memory') === null &&
    steps.slice(0, -1).some(({ estimator }) => isCostly(estimator)) &&
    keys !== undefined &&
    keys.length > 0 &&
    keys.every((key) => key.startsWith(`${last}__`))
  );
}

function isCostly(transformer: Possible): boolean {
  const [made] = makers(transformer);
  const name = made === undefined ? '' : (libraryName(made.callee) ?? '');
  const degree = made !== undefined && name.endsWith('.PolynomialFeatures') ? constantArgument(made, 'degree', 0) : undefined;
  return costly.test(name) || (typeof degree === 'number' && degree >= highDegree);
}

/** Names of the parameters that a search varies: keys of a dict, or of each dict in a list. */
function keysOfSpace(space: Possible): readonly string[] | undefined {
  const only = single(space);
  if (only?.kind === 'mapping') {
    const keys = [...only.state.keys()].filter((key) => key !== 'open');
    const isKnown = !isOpen(only) && keys.every((key) => key.startsWith('k:str:'));
    return isKnown ? keys.map((key) => key.slice('k:str:'.length)) : undefined;
  }
  const parts = completeItems(space)?.map(keysOfSpace);
  return parts?.every((part) => part !== undefined) === true ? parts.flat() : undefined;
}

function cached(program: Program, pipeline: Activation, calls: readonly Activation[]): FixProposal | undefined {
  const { site } = pipeline;
  const isNear = program.isHere(site.place) && calls.every((call) => spanOf(call.site.place).fragment === spanOf(site.place).fragment);
  const edits = isNear ? addKeyword(site, 'memory', '".pipeline-cache"') : [];
  return edits.length === 0 ? undefined : { title: 'Keep fitted transformers in a folder', safe: false, edits };
}
