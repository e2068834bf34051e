import { iterableSources } from '../ml/data-flow';
import type { MlView } from '../ml/ml-view';
import { libraryName, loopsAround, makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { asPositive, type FactReader } from './facts';
import { readModel } from './model-facts';
import { multipliersAround, withMultipliers } from './multipliers';
import type { Facts, FoundRun } from './run-builder';
import { deviceFacts, loaderFacts, loaderOf } from './torch-facts';
import { optimizerFacts } from './torch-optimizers';

/**
 * Runs whose batch loop stands in code that was not found: a loop over epochs that hands model, optimizer and loader to one call. What
 * that call does, precision above all, is unknown.
 */
export function readDelegated(reader: FactReader, ml: MlView, reference: Reference): readonly FoundRun[] {
  if (ml.trainingLoops.length > 0) {
    return [];
  }
  const found: FoundRun[] = [];
  const seen = new Set<unknown>();
  for (const call of reader.program.activations) {
    const [loop] = loopsAround(call.context);
    if (loop === undefined || seen.has(call.site) || (call.callee.kind !== 'outside' && call.callee.kind !== 'unknown')) {
      continue;
    }
    const given = [...call.arguments.positional, ...call.arguments.keywords.values()];
    const optimizer = given.find((value) => isOptimizer(reader, value));
    const loader = given.find((value) => makers(value).some((maker) => libraryName(maker.callee) === 'torch.utils.data.DataLoader'));
    if (optimizer === undefined || loader === undefined) {
      continue;
    }
    seen.add(call.site);
    found.push(readCall(reader, ml, call, { optimizer, loader, given }, reference));
  }
  return found;
}

function isOptimizer(reader: FactReader, value: Possible): boolean {
  return value.options.some(({ value: option }) => reader.program.typesOf(option).includes('torch.optim.Optimizer'));
}

interface Given {
  readonly optimizer: Possible;
  readonly loader: Possible;
  readonly given: readonly Possible[];
}

function readCall(reader: FactReader, ml: MlView, call: Activation, { optimizer, loader, given }: Given, reference: Reference): FoundRun {
  const [loop] = loopsAround(call.context);
  const models = given
    .map((value) => ({ value, facts: readModel(reader, value, reference) }))
    .filter(({ facts: { model } }) => model !== undefined);
  const multipliers = multipliersAround(reader, call.context, [loop ?? null]);
  const [source] = iterableSources(loader);
  const facts: Facts = {
    framework: { value: 'pytorch', origin: 'literal' },
    ...models[0]?.facts,
    ...loaderFacts(reader, loaderOf(reader, source ?? loader), reference),
    epochs: reader.fact(loop?.count ?? undefined, asPositive),
    ...optimizerFacts(reader, optimizer),
    ...deviceFacts(reader, ml),
  };
  return {
    place: loop?.place ?? call.site.place,
    order: call.order,
    context: call.context,
    facts: withMultipliers(facts, multipliers),
    trained: models[0]?.value,
    repeats: multipliers.repeats,
  };
}
