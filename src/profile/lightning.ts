import type { MlView } from '../ml/ml-view';
import { isOutOfReach, libraryName, makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import { layers } from '../python/program/context';
import type { Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';
import type { Reference } from '../reference/reference';
import { asBoolean, asNumber, asPositive, asText, passedAs, type FactReader } from './facts';
import { readDataset } from './dataset-facts';
import { readModel } from './model-facts';
import { multipliersAround, withMultipliers } from './multipliers';
import { notApplicable, type Facts, type FoundRun } from './run-builder';
import type { Fact } from './run-profile';
import { deviceFacts, imageShape, loaderFacts, loaderBehind, loaderNames, loaderOf, precisionNamed } from './torch-facts';
import { learningRateNames, optimizerClasses, optimizerFacts, optimizerNames } from './torch-optimizers';

const trainerNames = new Set([
  'lightning.pytorch.Trainer.from_argparse_args',
  'lightning.pytorch.Trainer',
  'pytorch_lightning.Trainer',
  'lightning.Trainer',
]);
/** What Lightning trains when nothing says when to stop (2.x, lightning.pytorch.trainer). */
const epochsWithoutBound = 1000;

/** Runs of Lightning trainers: `trainer.fit(model, …)`, and the command-line class that fits by itself. */
export function readLightning(reader: FactReader, ml: MlView, reference: Reference): readonly FoundRun[] {
  const found: FoundRun[] = [];
  const seen = new Set<unknown>();
  for (const call of reader.program.callsNamed('fit')) {
    const trainer =
      call.receiver === null ? undefined : makers(call.receiver).find((made) => trainerNames.has(libraryName(made.callee) ?? ''));
    if (trainer !== undefined && !seen.has(call.site)) {
      seen.add(call.site);
      found.push(readFit(reader, ml, call, trainer, reference));
    }
  }
  for (const call of reader.program.callsOf('lightning.pytorch.cli.LightningCLI')) {
    if (!seen.has(call.site) && fitsByItself(reader, call)) {
      seen.add(call.site);
      const [made] = call.result.options.map(({ value }) => reader.program.attributeOf(value, 'trainer'));
      const trainer = made === undefined ? undefined : makers(made).find((maker) => trainerNames.has(libraryName(maker.callee) ?? ''));
      found.push(readFit(reader, ml, call, trainer, reference));
    }
  }
  return found;
}

/** `LightningCLI(…)` runs what the command line asks for, unless it is told not to run; training is what a forecast is asked about. */
function fitsByItself(reader: FactReader, call: Activation): boolean {
  return reader.argument(call.arguments.get('run'), asBoolean)?.value !== false;
}

/** The module that is trained: what `fit` is given, or what the command-line class makes. */
function moduleOf(reader: FactReader, call: Activation): Possible | undefined {
  const [made] = call.result.options.map(({ value }) => reader.program.attributeOf(value, 'model'));
  const answer = call.arguments.get('model', 0);
  return made ?? (answer.kind === 'given' ? answer.possible : undefined);
}

function readFit(reader: FactReader, ml: MlView, call: Activation, trainer: Activation | undefined, reference: Reference): FoundRun {
  const trained = moduleOf(reader, call);
  const loader = trainLoader(reader, call);
  const maxSteps = reader.argument(trainer?.arguments.get('max_steps'), asPositive);
  const multipliers = multipliersAround(reader, call.context, []);
  const facts: Facts = {
    framework: { value: 'lightning', origin: 'literal' },
    ...readModel(reader, trained, reference, call.order),
    ...(loader === undefined ? toldData(reader, call, trained, reference) : loaderFacts(reader, loader, reference)),
    epochs: maxSteps === undefined ? epochsOf(reader, trainer) : notApplicable,
    maxSteps,
    precision: reader.argument(trainer?.arguments.get('precision'), (value) =>
      value.kind === 'constant' ? precisionNamed(value.value) : undefined,
    ),
    gradientAccumulation: reader.argument(trainer?.arguments.get('accumulate_grad_batches'), asPositive),
    devices: reader.argument(trainer?.arguments.get('devices'), asPositive),
    ...configuredOptimizer(reader, trained),
    ...deviceFacts(reader, ml),
    evalWithoutGrad: { value: true, origin: 'framework-default' },
  };
  const shape = imageShape(reader);
  return {
    place: call.site.place,
    order: call.order,
    context: call.context,
    facts: { ...withMultipliers(facts, multipliers), ...(shape === undefined ? {} : { sampleShape: shape }) },
    trained,
    repeats: multipliers.repeats,
  };
}

function epochsOf(reader: FactReader, trainer: Activation | undefined): Fact<number> | undefined {
  const answer = trainer?.arguments.get('max_epochs');
  if (answer === undefined || answer.kind === 'unknown' || answer.kind === 'absent') {
    return undefined;
  }
  const given = reader.fact(answer.possible, asNumber);
  if (given !== undefined) {
    return given.value > 0 ? given : undefined;
  }
  return answer.kind === 'default' ? { value: epochsWithoutBound, origin: 'framework-default' } : undefined;
}

/** The loader given to `fit`, or made by the `train_dataloader` hook of the module or data module. */
function trainLoader(reader: FactReader, call: Activation): Activation | undefined {
  const given = call.arguments.get('train_dataloaders', 1);
  if (given.kind === 'given') {
    const found = loaderBehind(given.possible);
    if (found !== undefined) {
      return found;
    }
  }
  const inHook = loaderNames
    .flatMap((name) => reader.program.callsOf(name))
    .find((made) => [...layers(made.context)].some((layer) => layer.kind === 'frame' && layer.of.name === 'train_dataloader'));
  return inHook ?? (dataOutOfReach(call) === undefined ? loaderOf(reader, null) : undefined);
}

/** Loaders or a data module that `fit` is given and that code out of reach makes: no other loader of the program stands for them. */
function dataOutOfReach(call: Activation): Activation | undefined {
  const module = call.arguments.get('datamodule', 3);
  const loaders = call.arguments.get('train_dataloaders', 1);
  return [loaders, module]
    .flatMap((answer) => (answer.kind === 'given' ? makers(answer.possible) : []))
    .find(({ callee }) => callee.kind === 'class' || isOutOfReach(callee));
}

/** What a data module out of reach is told, else the module that is trained. */
function toldData(reader: FactReader, call: Activation, trained: Possible | undefined, reference: Reference): Facts {
  const module = dataOutOfReach(call);
  const told = [...(module === undefined ? [] : [module]), ...(trained === undefined ? [] : makers(trained))];
  const first = <T>(names: RegExp, convert: (value: Value) => T | undefined): Fact<T> | undefined =>
    told.flatMap((maker) => passedAs(reader, maker, names, convert) ?? [])[0];
  return {
    ...(module === undefined ? {} : readDataset(reader, module.result, reference)),
    batchSizePerDevice: first(/^(train_)?(batch_?size|bs)$/i, asPositive),
    numWorkers: first(/^(train_)?(num_?workers|n_workers|workers)$/i, asNumber),
  };
}

function isOptimizer({ callee }: Activation): boolean {
  const name = libraryName(callee) ?? '';
  return optimizerClasses.test(name) && !name.includes('lr_scheduler');
}

/** What `configure_optimizers` makes. */
function configuredOptimizer(reader: FactReader, trained: Possible | undefined): Facts {
  for (const call of reader.program.activations) {
    if (
      isOptimizer(call) &&
      [...layers(call.context)].some((layer) => layer.kind === 'frame' && layer.of.name === 'configure_optimizers')
    ) {
      const made: Possible = call.result;
      const facts = optimizerFacts(reader, made);
      if (facts.optimizer !== undefined) {
        return facts;
      }
    }
  }
  // The module of another package makes its optimizer itself, with the rate that it is told.
  for (const made of trained === undefined ? [] : makers(trained)) {
    const learningRate = passedAs(reader, made, learningRateNames, asNumber);
    if (learningRate !== undefined) {
      return { learningRate, optimizer: passedAs(reader, made, optimizerNames, asText) };
    }
  }
  return {};
}
