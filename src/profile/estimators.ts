import { preparing, roundsOfEstimators, training, wrappedEstimator } from '../libraries/classic-estimators';
import { frameworks } from '../libraries/families';
import { finalEstimator } from '../ml/search-space';
import { libraryName, makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import { constantOf, type Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';
import { asNumber, asPositive, asText, type FactReader } from './facts';
import { notApplicable, type Facts } from './run-builder';
import type { Fact } from './run-profile';

/** An estimator of a classic library, by the call that made it. */
export interface Estimator {
  /** Canonical name of its class: `sklearn.svm.SVC`. */
  readonly className: string;
  /** What it is called in a profile: the class with the estimator inside, when it wraps one. */
  readonly label: string;
  readonly made: Activation;
}

/** The estimators that a value may be, the last step of a pipeline in its place. What only prepares data is none. */
export function estimatorsIn(of: Possible): readonly Estimator[] {
  return of.options.flatMap((option) => {
    const last = finalEstimator({ options: [option], closed: true });
    const [made] = makers(last);
    const className = made === undefined ? null : libraryName(made.callee);
    if (made === undefined || className === null || !isTrained(className)) {
      return [];
    }
    return [{ className, label: labelOf(made, className, 2), made }];
  });
}

const classicPackages = new Set(['sklearn', 'xgboost', 'lightgbm', 'catboost']);

function isTrained(className: string): boolean {
  const [top = ''] = className.split('.');
  return classicPackages.has(top) && /\.[A-Z]\w*$/.test(className) && (!preparing.test(className) || training.test(className));
}

function labelOf(made: Activation, className: string, depth: number): string {
  const short = className.slice(className.lastIndexOf('.') + 1);
  const given = depth === 0 ? undefined : (keyword(made, wrappedEstimator) ?? made.arguments.positional[0]);
  const [inner] = given === undefined ? [] : makers(finalEstimator(given));
  const innerName = inner === undefined ? null : libraryName(inner.callee);
  return inner === undefined || innerName === null || !isTrained(innerName) ? short : `${short}(${labelOf(inner, innerName, depth - 1)})`;
}

function keyword(made: Activation, names: readonly string[]): Possible | undefined {
  return names.map((name) => made.arguments.keywords.get(name)).find((value) => value !== undefined);
}

/** What the estimator's own parameters say of its training; those that a search varies say nothing. */
export function estimatorFacts(reader: FactReader, { className, label, made }: Estimator, varied: readonly string[] = []): Facts {
  const [top = ''] = className.split('.');
  const isScikit = top === 'sklearn';
  const isVaried = (names: readonly string[]): boolean =>
    varied.some((name) => names.includes(name.slice(name.lastIndexOf('__') + 1).replace(/^_/, '')));
  const knowledge = roundsOfEstimators.find(({ names }) => names.test(className));
  return {
    framework: { value: frameworks.get(top) ?? top, origin: 'literal' },
    model: reader.seen(label, made.site.place, className),
    pretrained: { value: false, origin: 'framework-default' },
    // Estimators of scikit-learn compute in the doubles that NumPy makes; boosting libraries keep floats and doubles side by side.
    ...(isScikit ? { precision: { value: 'fp64', origin: 'framework-default' } as const } : {}),
    ...(knowledge === undefined
      ? { epochs: notApplicable }
      : {
          epochs: isVaried(knowledge.rounds) ? undefined : setting(reader, made, knowledge.rounds, knowledge.standardRounds, asPositive),
          learningRate: isVaried(knowledge.rate) ? undefined : setting(reader, made, knowledge.rate, knowledge.standardRate, asNumber),
        }),
    ...(knowledge?.optimizer === undefined ? {} : { optimizer: reader.argument(made.arguments.get(knowledge.optimizer), asText) }),
    batchSizePerDevice: notApplicable,
    numWorkers: notApplicable,
    pinMemory: notApplicable,
  };
}

/** A parameter by any of its names; what the library sets when it is certainly not given. Null is left to the library. */
function setting(
  reader: FactReader,
  made: Activation,
  names: readonly string[],
  standard: number | null,
  convert: (value: Value) => number | undefined,
): Fact<number> | undefined {
  for (const name of names) {
    const answer = made.arguments.get(name);
    const isLeftOpen = answer.kind === 'given' && constantOf(answer.possible) === null;
    if (answer.kind === 'unknown' || (answer.kind === 'given' && !isLeftOpen)) {
      return reader.argument(answer, convert);
    }
  }
  return standard === null ? undefined : { value: standard, origin: 'framework-default' };
}
