import type { MlView } from '../ml/ml-view';
import { libraryName, makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import type { Reference } from '../reference/reference';
import { asPositive, type FactReader } from './facts';
import { readModel } from './model-facts';
import { multipliersAround, withMultipliers } from './multipliers';
import type { Facts, FoundRun } from './run-builder';
import { deviceFacts, loaderFacts, loaderOf, outsideLoaderFacts, torchPrecision } from './torch-facts';
import { optimizerFacts } from './torch-optimizers';

/** Runs of ignite trainers: `create_supervised_trainer(model, optimizer, …).run(loader, max_epochs=…)`. */
export function readIgnite(reader: FactReader, ml: MlView, reference: Reference): readonly FoundRun[] {
  const found: FoundRun[] = [];
  const seen = new Set<unknown>();
  for (const call of reader.program.callsNamed('run')) {
    const made =
      call.receiver === null
        ? undefined
        : makers(call.receiver).find((maker) => libraryName(maker.callee) === 'ignite.engine.create_supervised_trainer');
    if (made !== undefined && !seen.has(call.site)) {
      seen.add(call.site);
      found.push(readRun(reader, ml, call, made, reference));
    }
  }
  return found;
}

function readRun(reader: FactReader, ml: MlView, call: Activation, made: Activation, reference: Reference): FoundRun {
  const data = call.arguments.get('data', 0);
  const iterable = data.kind === 'given' ? data.possible : null;
  const loader = loaderOf(reader, iterable);
  const model = made.arguments.get('model', 0);
  const optimizer = made.arguments.get('optimizer', 1);
  const multipliers = multipliersAround(reader, call.context, []);
  const facts: Facts = {
    framework: { value: 'ignite', origin: 'literal' },
    ...readModel(reader, model.kind === 'given' ? model.possible : undefined, reference),
    ...(loader === undefined ? outsideLoaderFacts(reader, iterable) : loaderFacts(reader, loader, reference)),
    epochs: reader.argument(call.arguments.get('max_epochs', 1), asPositive),
    precision: torchPrecision(reader, ml),
    ...optimizerFacts(reader, optimizer.kind === 'given' ? optimizer.possible : null),
    ...deviceFacts(reader, ml),
    evalWithoutGrad: { value: true, origin: 'framework-default' },
  };
  return {
    place: call.site.place,
    order: call.order,
    context: call.context,
    facts: withMultipliers(facts, multipliers),
    trained: model.kind === 'given' ? model.possible : undefined,
    repeats: multipliers.repeats,
  };
}
