import { surroundedBy } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import type { Reference } from '../reference/reference';
import { readDataset } from './dataset-facts';
import { asPositive, type FactReader } from './facts';
import { kerasPrecision } from './keras';
import { multipliersAround, withMultipliers } from './multipliers';
import { notApplicable, type FoundRun } from './run-builder';
import type { Fact } from './run-profile';
import { isUpdate, networkOf, optimizerOf } from './tensorflow';

const estimator = 'tensorflow.estimator.Estimator';

/** Runs of TensorFlow's estimators: a function writes the model and its optimizer, another one the input. */
export function readEstimators(reader: FactReader, reference: Reference): readonly FoundRun[] {
  const { program } = reader;
  const specs = program.callsOf('tensorflow.estimator.TrainSpec');
  const together = program.callsOf('tensorflow.estimator.train_and_evaluate').map((call) => ({ call, told: specs.at(-1) }));
  const alone = program.callsOf(`${estimator}.train`).map((call) => ({ call, told: call }));
  const seen = new Set<unknown>();
  return [...together, ...alone].flatMap(({ call, told }) => {
    if (seen.has(call.site)) {
      return [];
    }
    seen.add(call.site);
    return [readCall(reader, call, told, reference)];
  });
}

function readCall(reader: FactReader, call: Activation, told: Activation | undefined, reference: Reference): FoundRun {
  const update = ['minimize', 'apply_gradients'].flatMap((name) => reader.program.callsNamed(name)).find((one) => isUpdate(one));
  const multipliers = multipliersAround(reader, call.context, []);
  const facts = {
    framework: { value: 'tensorflow', origin: 'literal' } as const,
    ...(update === undefined ? {} : networkOf(reader, update)),
    ...readDataset(reader, undefined, reference),
    maxSteps: told === undefined ? undefined : stepsOf(reader, told),
    batchSizePerDevice: told === undefined ? undefined : batchOf(reader, told),
    precision: kerasPrecision(reader),
    ...(update === undefined ? {} : optimizerOf(reader, update)),
    numWorkers: notApplicable,
    pinMemory: notApplicable,
    evalWithoutGrad: { value: true, origin: 'framework-default' } as const,
  };
  return {
    place: call.site.place,
    order: call.order,
    context: call.context,
    facts: withMultipliers(facts, multipliers),
    repeats: multipliers.repeats,
  };
}

function stepsOf(reader: FactReader, told: Activation): Fact<number> | undefined {
  return reader.argument(told.arguments.get('max_steps'), asPositive) ?? reader.argument(told.arguments.get('steps'), asPositive);
}

/** What the input function, called for this training, puts together. */
function batchOf(reader: FactReader, told: Activation): Fact<number> | undefined {
  const made = ['batch', 'padded_batch'].flatMap((name) => reader.program.callsNamed(name));
  const own = made.filter(({ context }) => surroundedBy(context, (layer) => layer.kind === 'frame' && layer.by?.site === told.site));
  return own.flatMap((call) => reader.fact(call.arguments.positional[0] ?? call.arguments.keywords.get('batch_size'), asPositive) ?? [])[0];
}
