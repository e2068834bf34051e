import type { MlView } from '../ml/ml-view';
import { originOf } from '../ml/data-flow';
import { isOutOfReach, makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import { constantOf, type Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';
import type { Reference } from '../reference/reference';
import { readDataset } from './dataset-facts';
import { asBoolean, asNumber, asPositive, asText, type FactReader } from './facts';
import { loraKind } from './adapters';
import { readModel } from './model-facts';
import { multipliersAround, withMultipliers } from './multipliers';
import { notApplicable, type FoundRun } from './run-builder';
import type { Fact, Precision, Work } from './run-profile';
import { sampledAnswers } from './sampled-answers';
import { type Setting, textsOfTrainer, windowLength } from './text-length';
import { deviceFacts, torchPrecision } from './torch-facts';

/** Runs of Hugging Face Trainers, those of TRL among them: `trainer.train()`. */
export function readHfTrainers(reader: FactReader, ml: MlView, reference: Reference): readonly FoundRun[] {
  const found: FoundRun[] = [];
  const seen = new Set<unknown>();
  const calls = [...reader.program.callsNamed('train'), ...reader.program.callsNamed('hyperparameter_search')];
  for (const call of calls) {
    const made = call.receiver === null ? undefined : makerOfTrainer(reader, call.receiver, 3);
    if (made !== undefined && !seen.has(call.site)) {
      seen.add(call.site);
      found.push(readTrainer(reader, ml, call, made, reference));
    }
  }
  return found.length > 0 ? found : readHandedOn(reader, ml, calls, reference);
}

/** The call that made a trainer, also behind a function out of reach that takes a trainer and gives it back: `train_on_responses_only(trainer)`. */
function makerOfTrainer(reader: FactReader, value: Possible, depth: number): Activation | undefined {
  for (const { value: option } of value.options) {
    const origin = originOf(option);
    if (origin?.kind !== 'call') {
      continue;
    }
    const { activation } = origin;
    if (isTrainer(reader, option)) {
      return activation;
    }
    const { callee } = activation;
    for (const given of depth > 0 && (callee.kind === 'unknown' || isOutOfReach(callee))
      ? [...activation.arguments.positional, ...activation.arguments.keywords.values()]
      : []) {
      const inner = makerOfTrainer(reader, given, depth - 1);
      if (inner !== undefined) {
        return inner;
      }
    }
  }
  return undefined;
}

/** A function that nobody calls here is handed a trainer to start: the one that this program makes, where it makes just one. */
function readHandedOn(reader: FactReader, ml: MlView, calls: readonly Activation[], reference: Reference): readonly FoundRun[] {
  const start = calls.find(
    ({ receiver, site }) =>
      /(^|\.)\w*trainer$/i.test(site.receiverText ?? '') &&
      receiver?.options.every(({ value }) => ['parameter', undefined].includes(originOf(value)?.kind)) === true,
  );
  const made = start === undefined ? [] : reader.program.activations.filter(({ result }) => isMadeTrainer(reader, result));
  const [only] = made;
  return start === undefined || only === undefined || new Set(made.map(({ site }) => site)).size > 1
    ? []
    : [readTrainer(reader, ml, start, only, reference)];
}

function isMadeTrainer(reader: FactReader, result: Possible): boolean {
  return result.options.some(({ value }) => originOf(value)?.kind === 'call' && isTrainer(reader, value));
}

/** A trainer that is given a setting in place of a model loads what the setting names. */
function isTextOfName(trained: Possible | undefined): boolean {
  return (
    trained !== undefined &&
    trained.options.length > 0 &&
    trained.options.every(({ value }) => {
      const origin = originOf(value);
      return origin?.kind === 'attribute' && /^(base_)?model(_name|_id|_path|_name_or_path)$/.test(origin.name);
    })
  );
}

function isTrainer(reader: FactReader, value: Value): boolean {
  return (
    reader.program.typesOf(value).some((type) => type === 'transformers.Trainer' || /^trl\.\w+Trainer$/.test(type)) ||
    isGivenArguments(reader, value)
  );
}

/** A trainer of another package that is given the training arguments of transformers keeps to them. */
function isGivenArguments(reader: FactReader, value: Value): boolean {
  const origin = originOf(value);
  if (origin?.kind !== 'call' || !origin.activation.site.name.endsWith('Trainer')) {
    return false;
  }
  const { positional, keywords } = origin.activation.arguments;
  return [keywords.get('args') ?? positional[1]].some(
    (given) => given?.options.some(({ value: one }) => reader.program.typesOf(one).includes('transformers.TrainingArguments')) === true,
  );
}

function readTrainer(reader: FactReader, ml: MlView, call: Activation, made: Activation, reference: Reference): FoundRun {
  const settings = made.arguments.get('args', 1);
  const args = settings.kind === 'given' ? makers(settings.possible)[0] : undefined;
  const option = <T>(name: string, convert: (value: Value) => T | undefined): Fact<T> | undefined =>
    changedLater(reader, settings.kind === 'given' ? settings.possible : undefined, name, convert) ??
    reader.argument(args?.arguments.get(name), convert);
  const maxSteps = option('max_steps', asPositive);
  const model = made.arguments.get('model', 0);
  const init = made.arguments.get('model_init');
  const data = made.arguments.get('train_dataset');
  const multipliers = multipliersAround(reader, call.context, []);
  const trained = model.kind === 'given' ? model.possible : init.kind === 'given' ? resultOf(reader, init.possible) : undefined;
  const dataset = readDataset(reader, data.kind === 'given' ? data.possible : undefined, reference);
  const isOfTrl = made.result.options.some(({ value }) => reader.program.typesOf(value).some((type) => type.startsWith('trl.')));
  const setting: Setting = (name, convert) => option(name, convert) ?? reader.argument(made.arguments.get(name), convert);
  const facts = {
    framework: { value: 'transformers', origin: 'literal' } as const,
    ...(isTextOfName(trained) ? { pretrained: { value: true, origin: 'framework-default' } as const } : {}),
    ...readModel(reader, trained, reference, call.order),
    ...dataset,
    ...windowLength(reader, data.kind === 'given' ? data.possible : undefined),
    ...comparedAnswers(reader, made),
    ...(isOfTrl ? textsOfTrainer(setting, dataset) : {}),
    ...sampledAnswers(reader, made, setting),
    epochs: maxSteps === undefined ? option('num_train_epochs', asPositive) : notApplicable,
    maxSteps,
    batchSizePerDevice: option('per_device_train_batch_size', asPositive),
    gradientAccumulation: option('gradient_accumulation_steps', asPositive),
    gradientCheckpointing: option('gradient_checkpointing', asBoolean),
    learningRate: option('learning_rate', asNumber),
    optimizer: optimizerName(option('optim', asText)),
    numWorkers: option('dataloader_num_workers', asNumber),
    pinMemory: option('dataloader_pin_memory', asBoolean),
    precision: precisionOf(reader, ml, call, args, option('bf16', isOnWithGpu), option('fp16', isOnWithGpu)),
    evalWithoutGrad: { value: true, origin: 'framework-default' } as const,
    ...deviceFacts(reader, ml),
  };
  const adapter = made.arguments.keywords.get('peft_config');
  const isAdapted = adapter !== undefined && constantOf(adapter) !== null && adapter.options.some(({ value }) => value.kind === 'instance');
  const search = call.site.name === 'hyperparameter_search' ? reader.argument(call.arguments.get('n_trials'), asPositive) : undefined;
  return {
    place: call.site.place,
    order: call.order,
    context: call.context,
    trained,
    facts: {
      ...withMultipliers(facts, multipliers),
      ...(isAdapted ? { peft: reader.seen(loraKind(reader), made.site.place, 'peft_config') } : {}),
      ...(search === undefined ? {} : { trials: search }),
    },
    repeats: multipliers.repeats,
  };
}

const asksForGpu = /^(is_available|is_bf16_supported|is_bfloat16_supported)$/;

/**
 * Trainers that compare two answers to one prompt, and those that hold them against a model that is not trained (documentation of trl 0.7 to
 * 1.0, 2023–26). With adapters the reference is the same model without them, so that it costs no memory and the same time.
 */
const comparing: Readonly<Record<string, Work>> = {
  'trl.DPOTrainer': { inputsPerSample: 2, frozenForwards: 1 },
  'trl.ORPOTrainer': { inputsPerSample: 2 },
  'trl.CPOTrainer': { inputsPerSample: 2 },
  'trl.RewardTrainer': { inputsPerSample: 2 },
  'trl.KTOTrainer': { frozenForwards: 1 },
};

function comparedAnswers(reader: FactReader, made: Activation): { readonly work?: Fact<Work> } {
  const types = made.result.options.flatMap(({ value }) => reader.program.typesOf(value));
  const work = types.map((type) => comparing[type]).find((found) => found !== undefined);
  return work === undefined ? {} : { work: { value: work, origin: 'catalogue' } };
}

/** A switch that asks for a GPU is on: a forecast is of a machine that has one. */
function isOnWithGpu(value: Value): boolean | undefined {
  const origin = originOf(value);
  return origin?.kind === 'call' && asksForGpu.test(origin.activation.site.name) ? true : asBoolean(value);
}

/** The Trainer's own default is an implementation of AdamW; a name that the code gives is kept. */
function optimizerName(fact: Fact<string> | undefined): Fact<string> | undefined {
  return fact?.origin === 'framework-default' ? { ...fact, value: 'adamw' } : fact;
}

/** A setting written to the arguments after they were made. */
function changedLater<T>(
  reader: FactReader,
  settings: Possible | undefined,
  name: string,
  convert: (value: Value) => T | undefined,
): Fact<T> | undefined {
  const value = settings?.options[0]?.value;
  const written = value === undefined ? undefined : reader.program.attributeOf(value, name);
  return written === undefined ? undefined : reader.fact(written, convert);
}

/** What a `model_init` function returns. */
function resultOf(reader: FactReader, init: Possible): Possible | undefined {
  const target = init.options.find(({ value }) => value.kind === 'function')?.value;
  const inner = reader.program.activations.find(
    (call) =>
      call.site.name === 'from_pretrained' &&
      call.context?.kind === 'frame' &&
      target?.kind === 'function' &&
      call.context.of.node === target.node,
  );
  return inner?.result;
}

function precisionOf(
  reader: FactReader,
  ml: MlView,
  call: Activation,
  args: Activation | undefined,
  bf16: Fact<boolean> | undefined,
  fp16: Fact<boolean> | undefined,
): Fact<Precision> | undefined {
  if (bf16?.value === true) {
    return { ...bf16, value: 'amp-bf16', alternatives: [] };
  }
  if (fp16?.value === true) {
    return { ...fp16, value: 'amp-fp16', alternatives: [] };
  }
  if (args === undefined || bf16 === undefined || fp16 === undefined) {
    return undefined;
  }
  return torchPrecision(reader, ml, call.order) ?? { value: 'fp32', origin: 'framework-default' };
}
