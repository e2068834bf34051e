import { ancestors, originOf } from '../ml/data-flow';
import { isOutOfReach, libraryName, makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import type { InstanceValue, Value } from '../python/values/value';
import type { Reference } from '../reference/reference';
import { adaptersBefore } from './adapters';
import { asBoolean, asText, type FactReader } from './facts';
import { holdsUnnamedNetwork, isModelLike, isOwnPart, ownNetworks, parts, unknownNetworks, wholeNetwork } from './held-networks';
import { isPerceptron } from './linear-layers';
import { startsFromWeights } from './loaded-weights';
import { downloadedName, isPlaceholder, weightsGiven, withinProject } from './model-weights';
import { namedAround } from './network-names';
import { outsideModel } from './outside-models';
import type { Fact, PeftMethod } from './run-profile';

export interface ModelFacts {
  model?: Fact<string>;
  pretrained?: Fact<boolean>;
  parameters?: Fact<number>;
  peft?: Fact<PeftMethod>;
  task?: Fact<string>;
}

const wrappers = new Set([
  'torch.nn.DataParallel',
  'torch.nn.parallel.DistributedDataParallel',
  'torch.nn.parallel.distributed.DistributedDataParallel',
  'torch.compile',
  'torch.jit.script',
  'torch.nn.SyncBatchNorm.convert_sync_batchnorm',
  'peft.get_peft_model',
  'peft.prepare_model_for_kbit_training',
  'torch.distributed.fsdp.FullyShardedDataParallel',
]);

/** Reads what a value that is trained is: a library's model by name, or a class of the program. */
export function readModel(
  reader: FactReader,
  trained: Possible | undefined,
  reference: Reference,
  trainedAt = Number.POSITIVE_INFINITY,
): ModelFacts {
  const facts: ModelFacts = {};
  const peft = adaptersBefore(reader, trainedAt);
  if (peft !== undefined) {
    facts.peft = peft;
  }
  if (trained === undefined) {
    return facts;
  }
  const text = reader.fact(trained, asText);
  if (text !== undefined && isPlaceholder(text.value)) {
    return facts;
  }
  if (text !== undefined) {
    return { ...facts, model: text, pretrained: { value: true, origin: 'framework-default' }, ...known(reference, text.value) };
  }
  if (trained.options.every(({ value }) => isNameOfWeights(value))) {
    return { ...facts, pretrained: { value: true, origin: 'literal' } };
  }
  const { isMadeHere = false, ...found } = nameOf(reader, trained, reference, 4) ?? {};
  const named: ModelFacts = withoutNotes(found);
  const isPretrained = named.pretrained ?? pretrainedByLoading(reader, isMadeHere, trainedAt);
  const loaded = named.pretrained?.value === false && startsFromWeights(reader, trainedAt) === true;
  const pretrained = loaded ? ({ value: true, origin: 'literal' } as const) : isPretrained;
  return { ...facts, ...named, ...(pretrained === undefined ? {} : { pretrained }) };
}

/** The facts alone, without what was noted on the way to them. */
function withoutNotes({ model, pretrained, parameters, peft, task }: NamedModel): ModelFacts {
  return {
    ...(model === undefined ? {} : { model }),
    ...(pretrained === undefined ? {} : { pretrained }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(peft === undefined ? {} : { peft }),
    ...(task === undefined ? {} : { task }),
  };
}

/** `model_args.model_name_or_path`: a setting that names weights to start from, though not here which. */
function isNameOfWeights(value: Value): boolean {
  const origin = originOf(value);
  return origin?.kind === 'attribute' && /^(base_)?model_(name_or_path|name|id|path)$/.test(origin.name);
}

/** A model whose layers the program makes starts from weights only when the program loads some. */
function pretrainedByLoading(reader: FactReader, isMadeHere: boolean, trainedAt: number): Fact<boolean> | undefined {
  const value = startsFromWeights(reader, trainedAt);
  return value === undefined || (!value && !isMadeHere) ? undefined : { value, origin: 'literal' };
}

/** What is found of a model, and whether the program makes its layers itself. */
interface NamedModel extends ModelFacts {
  readonly isMadeHere?: boolean;
  /** Its name is that of a class of the program. */
  readonly isOwnClass?: boolean;
}

function known(reference: Reference, name: string): ModelFacts {
  const row = reference.model(name);
  return row.ok
    ? { parameters: { value: row.row.parameters, origin: 'catalogue' }, task: { value: row.row.task, origin: 'catalogue' } }
    : {};
}

function nameOf(reader: FactReader, of: Possible, reference: Reference, depth: number): NamedModel | undefined {
  const isClear = new Set(of.options.map(({ value }) => (value.kind === 'instance' ? value.of : null))).size < mostCandidates;
  for (const { value } of of.options) {
    const own = isClear && value.kind === 'instance' && value.of !== null ? ofProgramClass(reader, value, reference, depth) : undefined;
    if (own !== undefined) {
      return own;
    }
  }
  const found = [...makers(of), ...loadersOfPairs(of)].flatMap((maker) => ofCall(reader, maker, reference, depth) ?? []);
  // One of many that a setting without a default picks: which one is not known.
  if (new Set(found.map(({ model }) => model?.value)).size >= mostCandidates) {
    return undefined;
  }
  return found.find(({ model }) => model !== undefined) ?? found[0];
}

const mostCandidates = 3;

/** Classes of what is minimized, which hold no model. */
const isLoss = /(Loss|Criterion)$/;

/** Functions that hand out a model and what prepares its input. */
const pairs = /^(clip\.load|open_clip\.create_model_\w+)$/;

/** `model, tokenizer = FastModel.from_pretrained(…)`: calls that hand out a model as the first of two. */
function loadersOfPairs(of: Possible): readonly Activation[] {
  return of.options.flatMap(({ value }) => {
    const origin = originOf(value);
    return origin?.kind === 'element'
      ? makers(origin.of).filter(
          ({ site, callee }) => site.name === 'from_pretrained' || (callee.kind === 'outside' && pairs.test(callee.name)),
        )
      : [];
  });
}

/** A class of the program: the library model it wraps, if it holds just one, else its own name. */
function ofProgramClass(reader: FactReader, value: InstanceValue, reference: Reference, depth: number): NamedModel | undefined {
  if (value.of === null) {
    return undefined;
  }
  if (isLoss.test(value.of.name)) {
    return {};
  }
  const inner = depth > 0 ? wrapped(reader, value, reference, depth) : [];
  const [only] = inner;
  const isPair = unknownNetworks(value) + ownNetworks(reader, value) > 1;
  if (inner.length === 1 && only !== undefined && !isPair) {
    return withHolder(only, value.of.name);
  }
  if (value.of.name.endsWith('Wrapper')) {
    return only;
  }
  if (!isPair && holdsUnnamedNetwork(reader, value)) {
    return {};
  }
  const ofParts = anyTask.test(value.of.name) ? namedByParts(reader, value, reference, depth) : undefined;
  if (ofParts !== undefined) {
    return ofParts;
  }
  const origin = value.from;
  const place =
    origin?.kind === 'call'
      ? origin.activation.site.place
      : { unit: value.of.node.unit, start: value.of.node.start, end: value.of.node.end };
  const named = { model: reader.seen(value.of.name, place, `class ${value.of.name}`), isOwnClass: true };
  return origin?.kind === 'call' ? { ...named, isMadeHere: true } : named;
}

const anyHolder =
  /^(Lit|Lightning|PL|My|Base)*(Model|Module|Net|Network|Classifier|Regressor|Segmenter|Segmentor|Detector|System|Learner|Trainer|Task|Experiment)?$|Wrapper$/i;

/** Classes around a network that say what it is for alone: `Classifier(backbone)`. */
const anyTask =
  /^(My|Base|Image|Text)?(Classifier|Classification|Segmenter|Segmentor|Segmentation|Detector|Detection|Regressor|Regression)(Module|Model|Net|Network)?$/;

/** The networks that a class around them was given or took apart; nothing of them where one is not known. */
function namedByParts(reader: FactReader, holder: InstanceValue, reference: Reference, depth: number): NamedModel | undefined {
  const origin = holder.from;
  const given =
    origin?.kind === 'call' ? [...origin.activation.arguments.positional, ...origin.activation.arguments.keywords.values()] : [];
  const handed = new Set(given.flatMap(({ options }) => options.map(({ value }) => value)));
  const names: Fact<string>[] = [];
  for (const [name, part] of holder.attributes) {
    const [only] = part.options;
    if (only === undefined || !(wholeNetwork.test(name) || /^(features|body|trunk|decoder)$/.test(name))) {
      continue;
    }
    const { value } = only;
    if (part.options.every((option) => option.value.kind === 'unknown')) {
      return {};
    }
    const model = handed.has(value) && depth > 0 ? nameOf(reader, part, reference, depth - 1)?.model : takenFrom(reader, holder, value);
    if (model !== undefined) {
      names.push(model);
    }
  }
  const [first] = names;
  return first === undefined ? undefined : { model: { ...first, value: names.map(({ value }) => value).join(' + ') } };
}

/** The network of another class or function that layers were made for: `mobilenet().features`. */
function takenFrom(reader: FactReader, holder: InstanceValue, value: Value): Fact<string> | undefined {
  const made = value.kind === 'instance' && value.of === null && value.from?.kind === 'call' ? value.from.activation : undefined;
  const told = made === undefined ? '' : namedAround(made);
  return made === undefined || told === '' || told === holder.of?.name ? undefined : reader.seen(told, made.site.place, told);
}

/** A network of the program's own goes by the class around it too, in which it is trained. */
function withHolder(inner: NamedModel, holder: string): NamedModel {
  return inner.isOwnClass === true && inner.model !== undefined && !anyHolder.test(holder)
    ? { ...inner, model: { ...inner.model, value: `${inner.model.value} (${holder})` } }
    : inner;
}

function wrapped(reader: FactReader, value: InstanceValue, reference: Reference, depth: number): readonly NamedModel[] {
  const found: NamedModel[] = [];
  for (const [name, attribute] of value.attributes) {
    const isMadeElsewhere = wholeNetwork.test(name) && makers(attribute).some(({ callee }) => isOutOfReach(callee));
    if (name.startsWith('@') || !(isMadeElsewhere || attribute.options.some(({ value: held }) => isModelLike(reader, held)))) {
      continue;
    }
    const facts = isOwnPart(reader, value, name, attribute) ? undefined : nameOf(reader, attribute, reference, depth - 1);
    if (facts?.model !== undefined && !found.some((known) => known.model?.value === facts.model?.value)) {
      found.push(facts);
    }
  }
  return found;
}

function ofCall(reader: FactReader, maker: Activation, reference: Reference, depth: number): NamedModel | undefined {
  const { callee } = maker;
  const name = libraryName(callee) ?? (callee.kind === 'outside' ? callee.name : '');
  if (wrappers.has(name) || maker.site.name === 'get_peft_model') {
    const [inner] = maker.arguments.positional;
    return inner === undefined || depth === 0 ? undefined : nameOf(reader, inner, reference, depth - 1);
  }
  if (name.startsWith('torchvision.models.')) {
    return {
      model: reader.seen(`torchvision/${name.slice(name.lastIndexOf('.') + 1)}`, maker.site.place, name),
      pretrained: weightsGiven(reader, maker),
      ...known(reference, name),
    };
  }
  if (name === 'timm.create_model') {
    const id = reader.argument(maker.arguments.get('model_name', 0), asText);
    const pretrained = reader.argument(maker.arguments.get('pretrained', 1), asBoolean);
    return id === undefined
      ? {}
      : { model: { ...id, value: id.value }, ...(pretrained === undefined ? {} : { pretrained }), ...known(reference, id.value) };
  }
  if (name.startsWith('keras.applications.')) {
    return {
      model: reader.seen(`keras/${name.slice(name.lastIndexOf('.') + 1)}`, maker.site.place, name),
      pretrained: weightsGiven(reader, maker, true),
      ...known(reference, name),
    };
  }
  if (maker.site.name === 'from_pretrained' && maker.arguments.positional[0] !== undefined && name.startsWith('peft.')) {
    return depth === 0 ? undefined : nameOf(reader, maker.arguments.positional[0], reference, depth - 1);
  }
  if (maker.site.name === 'from_pretrained') {
    const answer = maker.arguments.get('pretrained_model_name_or_path', 0);
    const id =
      reader.argument(answer, asText) ??
      reader.fact(maker.arguments.keywords.get('model_name'), asText) ??
      (answer.kind === 'given' ? downloadedName(reader, answer.possible) : undefined);
    const pretrained = { pretrained: { value: true, origin: 'literal' } as const };
    return id === undefined || isPlaceholder(id.value)
      ? pretrained
      : { model: { ...id, value: withinProject(reader, id.value) }, ...pretrained, ...known(reference, id.value) };
  }
  if (maker.site.name === 'from_config') {
    const config = maker.arguments.positional[0];
    const base = config === undefined ? undefined : nameOf(reader, config, reference, depth - 1);
    return base === undefined ? {} : { ...base, pretrained: { value: false, origin: 'literal' } };
  }
  if (/^keras\.(Sequential|Model|models\.(Sequential|Model))$/.test(name)) {
    return kerasModel(reader, maker, name, reference, depth);
  }
  if (/^(xgboost|lightgbm|catboost|sklearn)\./.test(name)) {
    return { model: reader.seen(name.slice(name.lastIndexOf('.') + 1), maker.site.place, name) };
  }
  if (name === 'torch.nn.Sequential' && maker.arguments.openPositional) {
    // Layers that are gathered in a list: what kind of network it is shows in those that are known.
    return maker.arguments.openKeywords || !isPerceptron(maker)
      ? {}
      : { model: reader.seen('MLP', maker.site.place, name), isMadeHere: true };
  }
  if (name === 'torch.nn.Sequential') {
    return { model: reader.seen(isPerceptron(maker) ? 'MLP' : 'Sequential', maker.site.place, name), isMadeHere: true };
  }
  if (parts.test(name)) {
    return { model: reader.seen(name.slice(name.lastIndexOf('.') + 1), maker.site.place, name), isMadeHere: true };
  }
  return fromConfiguration(reader, maker, name, reference, depth) ?? outsideModel(reader, maker, name, reference);
}

/** `GPT2LMHeadModel(config)`: the architecture alone. */
function fromConfiguration(
  reader: FactReader,
  maker: Activation,
  name: string,
  reference: Reference,
  depth: number,
): NamedModel | undefined {
  if (!/^transformers\.[A-Z]\w*(Model|For[A-Z]\w*)$/.test(name)) {
    return undefined;
  }
  const [config] = [...maker.arguments.positional, ...maker.arguments.keywords.values()];
  const base = config === undefined || depth === 0 ? undefined : nameOf(reader, config, reference, depth - 1);
  const short = reader.seen(name.slice(name.lastIndexOf('.') + 1), maker.site.place, name);
  return { ...base, model: base?.model ?? short, pretrained: { value: false, origin: 'literal' } };
}

/** A Keras model is named after the pretrained network inside it, else after how it is built. */
function kerasModel(reader: FactReader, maker: Activation, name: string, reference: Reference, depth: number): NamedModel {
  const added = reader.program
    .callsNamed('add')
    .filter(({ receiver }) => receiver !== null && makers(receiver).includes(maker))
    .flatMap((call) => call.arguments.positional);
  for (const argument of [...maker.arguments.keywords.values(), ...maker.arguments.positional, ...added]) {
    for (const call of ancestors(argument)) {
      if ((libraryName(call.callee) ?? '').startsWith('keras.applications.') && depth > 0) {
        return ofCall(reader, call, reference, 0) ?? {};
      }
    }
  }
  const short = name.slice(name.lastIndexOf('.') + 1);
  const around = namedAround(maker);
  return { model: reader.seen(around === '' ? short : `${short} (${around})`, maker.site.place, name), isMadeHere: true };
}
