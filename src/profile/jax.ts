import { ancestors } from '../ml/data-flow';
import { libraryName, loopsAround, makers, samePlace } from '../ml/surroundings';
import { goesOverEpochs } from '../ml/training-loops';
import type { Activation } from '../python/program/call-site';
import type { LoopInfo } from '../python/program/context';
import type { Possible } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { readDataset } from './dataset-facts';
import { asNumber, asPositive, type FactReader } from './facts';
import { drawnBatch, epochsOf, namedConstants, stepsOf } from './loop-counts';
import { readModel, type ModelFacts } from './model-facts';
import { multipliersAround, withMultipliers } from './multipliers';
import { defined, type Facts, type FoundRun } from './run-builder';
import type { Fact, Precision } from './run-profile';

/** Runs of loops written with JAX: what updates the parameters is `apply_gradients` of Flax or `apply_updates` of Optax. */
export function readJaxLoops(reader: FactReader, reference: Reference): readonly FoundRun[] {
  const known = updatesOf(reader);
  const updates = known.length > 0 ? known : gradients(reader);
  if (updates.length === 0) {
    return [];
  }
  const steps = updates.some(({ context }) => loopsAround(context).length > 0) ? updates : compiledSteps(reader);
  const found: { readonly batch: LoopInfo; readonly run: FoundRun }[] = [];
  for (const step of steps) {
    const [batch, epoch] = loopsAround(step.context).filter(({ kind }) => kind !== 'comprehension');
    if (batch !== undefined && !found.some((one) => samePlace(one.batch, batch))) {
      found.push({ batch, run: readLoop(reader, step, batch, epoch ?? null, reference) });
    }
  }
  return found.map(({ run }) => run);
}

function updatesOf({ program }: FactReader): readonly Activation[] {
  const importsJax = [...program.imports].some((name) => /^(jax|flax|optax|equinox|haiku)\b/.test(name));
  return importsJax
    ? [
        ...program.callsNamed('apply_gradients'),
        ...program.callsNamed('apply_gradient'),
        ...program.callsOf('optax.apply_updates'),
        ...program.callsOf('equinox.apply_updates'),
      ]
    : [];
}

/** Calls of what `grad` made of a loss, in programs that take the step themselves: `w - rate * g`. */
function gradients({ program }: FactReader): readonly Activation[] {
  const isGradient = (of: Possible): boolean =>
    makers(of).some((maker) => {
      const [inner] = maker.arguments.positional;
      const name = libraryName(maker.callee) ?? '';
      return /^jax\.(grad|value_and_grad)$/.test(name) || (name === 'jax.jit' && inner !== undefined && isGradient(inner));
    });
  return [...program.imports].some((name) => /^jax\b/.test(name))
    ? program.activations.filter(({ callee }) => (callee.kind === 'unknown' || callee.kind === 'object') && isGradient(callee.of))
    : [];
}

/** Calls of what `jit` or `pmap` made of a function: the training step stands behind one of them. */
function compiledSteps({ program }: FactReader): readonly Activation[] {
  const compiled = program.activations.filter(
    ({ callee, context }) =>
      (callee.kind === 'unknown' || callee.kind === 'object') &&
      loopsAround(context).length > 0 &&
      makers(callee.of).some((maker) => /^(jax\.(jit|pmap)|equinox\.filter_jit)$/.test(libraryName(maker.callee) ?? '')),
  );
  const named = compiled.filter(({ site }) => /train|update|fit/i.test(site.name));
  return named.length > 0 ? named : compiled.filter(({ site }) => !/eval|valid|test|predict|sample/i.test(site.name));
}

function readLoop(reader: FactReader, step: Activation, batch: LoopInfo, outer: LoopInfo | null, reference: Reference): FoundRun {
  const isAlone = outer === null || (goesOverEpochs(batch) && !goesOverEpochs(outer));
  const epoch = isAlone ? (goesOverEpochs(batch) ? batch : null) : outer;
  const epochs = epoch === null ? undefined : epochsOf(reader, epoch);
  const multipliers = multipliersAround(reader, step.context, [batch, isAlone ? null : outer]);
  const model = modelOf(reader, reference);
  const facts: Facts = {
    framework: { value: 'jax', origin: 'literal' },
    ...model.facts,
    ...namedConstants(reader, step.context),
    ...drawnBatch(reader, batch),
    ...pipelineBatch(reader, batch),
    ...readDataset(reader, batch.iterable ?? undefined, reference),
    epochs,
    maxSteps: epochs === undefined ? stepsOf(reader, batch) : undefined,
    precision: precisionOf(reader),
    ...optimizerOf(reader),
    evalWithoutGrad: { value: true, origin: 'framework-default' },
  };
  return {
    place: (epoch ?? batch).place,
    order: step.order,
    context: step.context,
    facts: withMultipliers(facts, multipliers),
    trained: model.trained,
    repeats: multipliers.repeats,
  };
}

/** The module whose parameters are made: the receiver of `model.init(rng, …)`, of whatever class. */
function modelOf(reader: FactReader, reference: Reference): { readonly facts: ModelFacts; readonly trained?: Possible } {
  for (const call of reader.program.callsNamed('init')) {
    const { receiver } = call;
    const isModule = receiver?.options.some(({ value }) =>
      reader.program.typesOf(value).some((type) => /^(flax\.(linen|nnx)|haiku)\.Module$/.test(type)),
    );
    if (receiver !== null && isModule === true) {
      return { facts: readModel(reader, receiver, reference), trained: receiver };
    }
  }
  const loaded = reader.program.callsNamed('from_pretrained').find(({ site }) => /Flax\w+/.test(site.text));
  return loaded === undefined ? { facts: {} } : { facts: readModel(reader, loaded.result, reference), trained: loaded.result };
}

/** The `batch` step of the pipeline that the loop goes over. */
function pipelineBatch(reader: FactReader, { iterable }: LoopInfo): Facts {
  for (const call of iterable === null ? [] : ancestors(iterable)) {
    const isLoader = /(^|\.)DataLoader$/.test(libraryName(call.callee) ?? '');
    if (call.site.name === 'batch' || isLoader) {
      const given = reader.argument(call.arguments.get('batch_size', isLoader ? 1 : 0), asPositive);
      const numWorkers = isLoader ? reader.argument(call.arguments.get('num_workers', 5), asNumber) : undefined;
      if (given !== undefined) {
        return defined({ batchSizePerDevice: given, numWorkers });
      }
    }
  }
  return {};
}

/** Optimizers of Optax: the rest of the package transforms gradients, schedules rates or computes losses. */
const optimizers = new Set([
  'adam',
  'adamw',
  'adamax',
  'adamaxw',
  'adabelief',
  'adadelta',
  'adafactor',
  'adagrad',
  'adan',
  'amsgrad',
  'fromage',
  'lamb',
  'lars',
  'lbfgs',
  'lion',
  'nadam',
  'nadamw',
  'noisy_sgd',
  'novograd',
  'optimistic_gradient_descent',
  'radam',
  'rmsprop',
  'rprop',
  'sgd',
  'sm3',
  'yogi',
]);

const rateNames = ['learning_rate', 'lr', 'LEARNING_RATE', 'LR', 'step_size'];

/** The optimizers that came with JAX, else plain descent at the rate that the program gives a name to. */
function ownDescent(reader: FactReader): Facts {
  const made = reader.program.activations.find(({ callee }) =>
    /^jax\.(example_libraries|experimental)\.optimizers\.(sgd|momentum|nesterov|adagrad|rmsprop|adam|adamax|sm3)$/.test(
      libraryName(callee) ?? '',
    ),
  );
  if (made !== undefined) {
    const rate = made.arguments.positional[0] ?? made.arguments.keywords.get('step_size');
    return { optimizer: reader.seen(made.site.name, made.site.place, made.site.text), learningRate: reader.fact(rate, asNumber) };
  }
  if (updatesOf(reader).length > 0) {
    return {};
  }
  const named = rateNames.filter((name) => reader.program.definitions.some((one) => one.name === name && reader.program.isHere(one.place)));
  const [learningRate] = named.flatMap((name) => reader.fact(reader.program.valueOf(name), asNumber) ?? []);
  return { optimizer: { value: 'sgd', origin: 'literal' }, learningRate };
}

function optimizerOf(reader: FactReader): Facts {
  const made = reader.program.activations.filter(({ callee }) => {
    const name = libraryName(callee);
    return name?.startsWith('optax.') === true && optimizers.has(name.slice(name.lastIndexOf('.') + 1));
  });
  const [first] = made;
  const last = made.at(-1);
  if (first === undefined) {
    return ownDescent(reader);
  }
  if (last === undefined || made.some(({ site }) => site.name !== first.site.name)) {
    return {};
  }
  const rate = last.arguments.get('learning_rate', 0);
  return {
    optimizer: reader.seen(first.site.name, first.site.place, `optax.${first.site.name}`),
    learningRate: reader.argument(rate, asNumber) ?? (rate.kind === 'given' ? peakOf(reader, rate.possible) : undefined),
  };
}

/** The highest rate of a schedule, which is what people mean by its learning rate. */
function peakOf(reader: FactReader, schedule: Possible): Fact<number> | undefined {
  for (const call of makers(schedule)) {
    for (const name of ['peak_value', 'init_value', 'value']) {
      const peak = reader.argument(call.arguments.get(name), asPositive);
      if (peak !== undefined) {
        return peak;
      }
    }
  }
  return undefined;
}

/** What other libraries hold in other types says nothing about the computation. */
const computesElsewhere = /^(numpy|torch|pandas|gym|gymnasium|datasets|builtins)\./;

/** JAX computes in fp32 unless arrays or modules are made with another type; which ones are is not followed. */
function precisionOf(reader: FactReader): Fact<Precision> | undefined {
  const computing = reader.program.activations.filter(({ callee }) => !computesElsewhere.test(libraryName(callee) ?? ''));
  const narrow = computing.some((call) =>
    [...call.arguments.positional, ...call.arguments.keywords.values()].some((argument) =>
      argument.options.some(({ value }) =>
        value.kind === 'external'
          ? /\b(bfloat16|float16)$/.test(value.name)
          : value.kind === 'constant' && /^(b?float16|fp16)$/.test(String(value.value)),
      ),
    ),
  );
  const decides = computing.some(({ arguments: given }) =>
    [...given.keywords].some(
      ([name, value]) => /^(half_precision|dtype|param_dtype)$/.test(name) && !value.options.every((one) => one.value.kind === 'external'),
    ),
  );
  return narrow || decides ? undefined : { value: 'fp32', origin: 'framework-default' };
}
