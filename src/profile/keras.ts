import { ancestors } from '../ml/data-flow';
import { importsKeras, kerasFits } from '../ml/keras';
import { goesOverEpochs } from '../ml/training-loops';
import { libraryName, loopsAround, makers } from '../ml/surroundings';
import { receiverObject } from '../ml/called-object';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { readDataset } from './dataset-facts';
import { asNumber, asPositive, asText, type FactReader } from './facts';
import { epochsOf as loopEpochs } from './loop-counts';
import { readModel } from './model-facts';
import { multipliersAround, withMultipliers } from './multipliers';
import { notApplicable, type Facts, type FoundRun } from './run-builder';
import type { Fact, Precision } from './run-profile';
import { precisionNamed } from './torch-facts';
import { dictionary } from '../python/dictionary';

/** Runs of Keras models: every `model.fit(…)`. */
export function readKeras(reader: FactReader, reference: Reference): readonly FoundRun[] {
  if (!importsKeras(reader.program)) {
    return [];
  }
  const found: FoundRun[] = [];
  const seen = new Set<unknown>();
  // An object of code out of reach that nobody compiles trains in a way of its own.
  const fits = kerasFits(reader.program).filter((call) => !isOfOtherCode(call) || compileOf(reader, call) !== undefined);
  for (const { site } of fits) {
    if (!seen.has(site)) {
      seen.add(site);
      found.push(readFit(reader, likeliest(fits.filter((call) => call.site === site)), reference));
    }
  }
  return found;
}

/** Of the models that one line may fit, the first that is made here: not one that is loaded to be trained on. */
function likeliest(fits: readonly Activation[]): Activation {
  const isMadeHere = ({ receiver }: Activation): boolean =>
    receiver !== null && makers(receiver).some(({ site, callee }) => site.name !== 'load_model' && callee.kind !== 'unknown');
  const call = fits.find(isMadeHere) ?? fits[0];
  if (call === undefined) {
    throw new Error('A line that fits was evaluated at least once.');
  }
  return call;
}

function readFit(reader: FactReader, call: Activation, reference: Reference): FoundRun {
  const data = call.arguments.get('x', 0);
  const given = data.kind === 'given' ? data.possible : undefined;
  const [loop] = loopsAround(call.context);
  const each = epochsOf(reader, call);
  // One epoch in each round of a loop over epochs: the loop counts them.
  const counted = each?.value === 1 && loop !== undefined && goesOverEpochs(loop) ? loopEpochs(reader, loop) : undefined;
  const multipliers = multipliersAround(reader, call.context, counted === undefined || loop === undefined ? [] : [loop]);
  const compiled = compileOf(reader, call);
  const facts: Facts = {
    framework: { value: 'keras', origin: 'literal' },
    ...readModel(reader, call.receiver ?? undefined, reference, call.order),
    ...readDataset(reader, given, reference),
    epochs: counted ?? each,
    batchSizePerDevice: batchSizeOf(reader, call, given),
    precision: kerasPrecision(reader),
    ...optimizerOf(reader, compiled),
    numWorkers: notApplicable,
    pinMemory: notApplicable,
    evalWithoutGrad: { value: true, origin: 'framework-default' },
  };
  return {
    place: call.site.place,
    order: call.order,
    context: call.context,
    facts: withMultipliers(facts, multipliers),
    trained: call.receiver ?? undefined,
    repeats: multipliers.repeats,
  };
}

/** Epochs that this call trains: a later phase that starts at `initial_epoch` trains only the rest. */
function epochsOf(reader: FactReader, call: Activation): Fact<number> | undefined {
  const answer = call.arguments.get('epochs', 3);
  // Keras 1 called it `nb_epoch`.
  const former = call.arguments.keywords.get('nb_epoch');
  if (former !== undefined) {
    return reader.fact(former, asPositive);
  }
  const epochs = answer.kind === 'absent' ? ({ value: 1, origin: 'framework-default' } as const) : reader.argument(answer, asPositive);
  const first = call.arguments.get('initial_epoch');
  const start = first.kind === 'given' ? (reader.fact(first.possible, asNumber)?.value ?? 0) : 0;
  return epochs !== undefined && start > 0 && start < epochs.value ? { ...epochs, value: epochs.value - start } : epochs;
}

/** The size given to `fit`, else that of the tf.data pipeline or loader that is fitted, else Keras' default of 32 for arrays. */
function batchSizeOf(reader: FactReader, call: Activation, data: Possible | undefined): Fact<number> | undefined {
  const answer = call.arguments.get('batch_size', 2);
  if (answer.kind === 'given') {
    return reader.fact(answer.possible, asPositive);
  }
  if (answer.kind === 'unknown') {
    return undefined;
  }
  const own = ownBatchSize(reader, data);
  if (own !== undefined) {
    return own;
  }
  const makersOfData = data === undefined ? new Set<Activation>() : ancestors(data);
  for (const made of makersOfData) {
    if (made.site.name === 'batch' || made.site.name === 'padded_batch') {
      return reader.argument(made.arguments.get('batch_size', 0), asPositive) ?? first(reader, made);
    }
    if (/(image|text|timeseries)_dataset_from_(directory|array)$|flow(_from_directory|_from_dataframe)?$/.test(made.site.name)) {
      return (
        reader.argument(made.arguments.get('batch_size'), asPositive) ?? {
          value: made.site.name === 'timeseries_dataset_from_array' ? 128 : 32,
          origin: 'framework-default',
        }
      );
    }
  }
  const isPipeline =
    data?.options.some(({ value }) => reader.program.typesOf(value).some((type) => type === 'tensorflow.data.Dataset')) === true;
  const hasTargets = call.arguments.get('y', 1).kind === 'given';
  return isPipeline || !hasTargets || isOfOtherCode(call) ? undefined : { value: 32, origin: 'framework-default' };
}

/** A generator that a class of the program is keeps the size of its batches in itself. */
export function ownBatchSize(reader: FactReader, data: Possible | undefined): Fact<number> | undefined {
  for (const { value } of data?.options ?? []) {
    for (const name of value.kind === 'instance' && value.of !== null ? ['batch_size', '_batch_size', 'batchsize', 'bs'] : []) {
      const size = reader.fact(reader.program.attributeOf(value, name), asPositive);
      if (size !== undefined) {
        return size;
      }
    }
  }
  return undefined;
}

/** An object of code out of reach has a `fit` of its own, whose second argument may be anything. */
function isOfOtherCode({ receiver }: Activation): boolean {
  return receiver !== null && makers(receiver).some(({ callee, site }) => callee.kind === 'outside' && /^[A-Z]/.test(site.name));
}

function first(reader: FactReader, call: Activation): Fact<number> | undefined {
  return reader.fact(call.arguments.positional[0], asPositive);
}

/** The last `compile` of the same model before the fit; a `super().compile()` inside one that the model's own class writes says nothing. */
function compileOf(reader: FactReader, fit: Activation): Activation | undefined {
  const model = receiverObject(fit);
  const compiles = reader.program
    .callsNamed('compile')
    .filter((call) => call.order < fit.order && (call.site.arguments.length > 0 || call.site.receiverText !== null));
  return (
    compiles.findLast((call) => model !== undefined && receiverObject(call) === model) ??
    (new Set(compiles.map(({ site }) => site)).size === 1 ? compiles.at(-1) : undefined)
  );
}

/** Learning rates of optimizers named by a string (keras.optimizers, Keras 3). */
const standardRates: Readonly<Record<string, number>> = dictionary({
  adam: 0.001,
  adamw: 0.001,
  nadam: 0.001,
  adamax: 0.001,
  rmsprop: 0.001,
  adagrad: 0.001,
  adadelta: 0.001,
  sgd: 0.01,
  ftrl: 0.001,
});

function optimizerOf(reader: FactReader, compiled: Activation | undefined): Facts {
  const own = [...(compiled?.arguments.keywords ?? [])].find(
    ([name, value]) =>
      name !== 'optimizer' &&
      name.endsWith('optimizer') &&
      makers(value).some((call) => libraryName(call.callee)?.startsWith('keras.optimizers.') === true),
  )?.[1];
  const answer = own === undefined ? compiled?.arguments.get('optimizer', 0) : ({ kind: 'given', possible: own, argument: null } as const);
  if (answer?.kind !== 'given') {
    return {};
  }
  return kerasOptimizer(reader, answer.possible);
}

/** An optimizer of Keras, as an object or by its name, with its learning rate. */
export function kerasOptimizer(reader: FactReader, optimizer: Possible): Facts {
  const text = reader.fact(optimizer, asText);
  if (text !== undefined) {
    const rate = standardRates[text.value.toLowerCase()];
    return {
      optimizer: { ...text, value: text.value.toLowerCase() },
      ...(rate === undefined ? {} : { learningRate: { value: rate, origin: 'framework-default' } }),
    };
  }
  const [made] = makers(optimizer);
  const name = made === undefined ? null : libraryName(made.callee);
  if (made === undefined || !name?.startsWith('keras.optimizers.')) {
    return {};
  }
  const short = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return {
    optimizer: reader.seen(short, made.site.place, name),
    // Before Keras 2.3 the rate was called `lr`.
    learningRate: made.arguments.keywords.has('lr')
      ? reader.fact(made.arguments.keywords.get('lr'), asNumber)
      : reader.argument(made.arguments.get('learning_rate', 0), asNumber),
  };
}

/** Precision as the policy of the whole program states it. */
export function kerasPrecision(reader: FactReader): Fact<Precision> | undefined {
  const { program } = reader;
  const policies = [
    'keras.mixed_precision.set_global_policy',
    'keras.mixed_precision.set_dtype_policy',
    'keras.config.set_dtype_policy',
    'keras.mixed_precision.experimental.set_policy',
  ].flatMap((name) => program.callsOf(name));
  const [policy] = policies;
  if (policy === undefined) {
    return { value: 'fp32', origin: 'framework-default' };
  }
  const [value] = policy.arguments.positional;
  return reader.fact(value, (option) => (option.kind === 'constant' ? precisionNamed(option.value) : undefined));
}
