import { itemsOf } from '../python/evaluate/containers';
import { mayBeAbsent, type Possible } from '../python/values/possible';
import type { InstanceValue } from '../python/values/value';
import type { Program } from '../python/program/program';
import { childrenOf, isIncomplete } from '../libraries/tensors/layers/containers';
import { weightsOfNetwork } from '../libraries/tensors/keras/applications';
import { hubModelOf, weightsOfHubModel } from '../libraries/tensors/hub-models';
import type { FollowedWork } from '../libraries/tensors/operation';
import { weightsOfBody } from '../libraries/tensors/published-network';
import { layerOf } from '../libraries/tensors/layers/layer';
import { isContainerType } from '../libraries/tensors/layers/containers';
import { elements, likely, tensorOf } from '../libraries/tensors/tensor';

/** What a model holds. */
export interface CountedModel {
  /** Elements of all weights, frozen ones too; a weight that several modules share counts once. */
  readonly parameters: number;
  /** Modules without modules in them; NaN where a published network is one of them. */
  readonly modules: number;
  /** Why there may be other weights than those that were counted; none when all were. */
  readonly doubts: readonly string[];
}

/** Counts the weights of a model whose attributes an evaluation that follows shapes has filled. */
export function countModel(program: Program, notes: FollowedWork, ...models: readonly InstanceValue[]): CountedModel {
  const { networks } = notes;
  const seen = new Set<object>();
  let parameters = 0;
  let modules = 0;
  const doubts: string[] = [];
  const visit = (holder: InstanceValue): void => {
    if (seen.has(holder.attributes)) {
      return;
    }
    seen.add(holder.attributes);
    if (isIncomplete(holder)) {
      doubts.push(`layers of ${holder.of?.name ?? holder.className} that are not known`);
    }
    const published = weightsOfNetwork(holder);
    if (published !== undefined) {
      parameters += published;
      // How many layers it has is not counted.
      modules = NaN;
      return;
    }
    const hub = hubModelOf(holder, networks);
    if (hub !== undefined) {
      parameters += weightsOfHubModel(hub);
      modules = NaN;
      return;
    }
    const body = weightsOfBody(holder, networks);
    if (body !== undefined) {
      parameters += body;
      modules = NaN;
    }
    if (isOpaque(program, holder)) {
      doubts.push(`the weights of ${holder.className}`);
    }
    const children = partsOf(program, holder);
    modules += children.length === 0 ? 1 : 0;
    for (const [name, attribute] of holder.attributes) {
      if (name.startsWith('@')) continue;
      const tensor = tensorOf(likely(attribute));
      if (tensor?.role === 'parameter' && !seen.has(identity(attribute))) {
        seen.add(identity(attribute));
        parameters += elements(tensor.shape);
      }
      if (mayHoldWeights(attribute)) {
        doubts.push(`what ${name} is`);
      } else if (isDoubtful(program, attribute)) {
        if (isAlike(program, notes, attribute) || isOnlyWrapped(program, attribute)) {
          attribute.options
            .flatMap(({ value }) => (value.kind === 'instance' ? [value] : []))
            .slice(0, 1)
            .forEach(visit);
        } else {
          doubts.push(`what ${name} is`);
        }
      }
    }
    children.forEach(visit);
  };
  models.forEach(visit);
  if (Number.isNaN(parameters)) {
    doubts.push('a size that is not known');
  }
  return { parameters, modules, doubts };
}

function identity(attribute: Possible): object {
  const value = likely(attribute);
  return value?.kind === 'instance' ? value.attributes : attribute;
}

/** The modules in a module; Keras finds those in its lists too. */
function partsOf(program: Program, holder: InstanceValue): readonly InstanceValue[] {
  const own = childrenOf(holder).map(([, child]) => child);
  const isKeras = program.typesOf(holder).includes('keras.layers.Layer');
  const listed = isKeras ? [...holder.attributes].flatMap(([name, item]) => (name.startsWith('@') ? [] : listedIn(item))) : [];
  return [...own, ...listed].filter((child) => isModule(program, child));
}

function listedIn(item: Possible): readonly InstanceValue[] {
  const value = likely(item);
  return value?.kind === 'sequence'
    ? (itemsOf(value) ?? []).flatMap((one) => {
        const inner = likely(one);
        return inner?.kind === 'instance' ? [inner] : listedIn(one);
      })
    : [];
}

export function isModule(program: Program, value: InstanceValue): boolean {
  return layerOf(value) !== undefined || program.typesOf(value).some((type) => roots.has(type));
}

const roots = new Set(['torch.nn.Module', 'keras.layers.Layer', 'keras.Model', 'flax.linen.Module']);

/** A module of a library whose inside is not known. */
function isOpaque(program: Program, holder: InstanceValue): boolean {
  const types = program.typesOf(holder);
  const [nearest] = types.filter((type) => type.includes('.'));
  return (
    nearest !== undefined &&
    (nearest !== 'torch.nn.Module' || holder.of === null) &&
    layerOf(holder) === undefined &&
    !isContainerType(nearest) &&
    !types.some(isContainerType) &&
    (!isPlainBase(nearest) || (nearest === 'torch.nn.Module' && holder.of === null)) &&
    !(nearest === 'keras.Model' && holder.of !== null)
  );
}

/** Bases that add methods to modules but no weights. */
function isPlainBase(type: string): boolean {
  return /^(lightning|pytorch_lightning|abc|typing|builtins|torch\.nn\.Module|flax\.linen\.Module$|keras\.layers\.Layer$|.*(Mixin|ABC))/.test(
    type,
  );
}

/** Whether all that an attribute may be holds as many weights: a dropout or nothing in its place. */
function isAlike(program: Program, notes: FollowedWork, attribute: Possible): boolean {
  const sizes = attribute.options.map(({ value }) => {
    const counted = value.kind === 'instance' && isModule(program, value) ? countModel(program, notes, value) : null;
    return counted === null
      ? value.kind === 'constant' && value.value === null
        ? 0
        : NaN
      : counted.doubts.length > 0
        ? NaN
        : counted.parameters;
  });
  return attribute.closed && sizes.every((size) => size === sizes[0]);
}

/** Whether what an attribute may be besides a module was made of that module: `self.block = wrap(self.block)`. */
function isOnlyWrapped(program: Program, { options }: Possible): boolean {
  const [module, ...others] = options.flatMap(({ value }) => (value.kind === 'instance' && isModule(program, value) ? [value] : []));
  return (
    module !== undefined &&
    others.length === 0 &&
    options.every(
      ({ value }) =>
        value === module ||
        (value.kind === 'unknown' &&
          value.origin.kind === 'call' &&
          value.origin.activation.arguments.positional.some((given) => given.options.some((option) => option.value === module))),
    )
  );
}

/** Libraries whose calls give modules and weights. */
const makers =
  /^(torch\.hub\.load$|torchvision\.models\.|timm\.create_model$|transformers\.|(torch|torchvision|timm|keras)\..*\.[A-Z]\w*$)/;

/** Whether an attribute is something that code outside the program made, or a weight whose shape is not known. */
function mayHoldWeights({ options }: Possible): boolean {
  return options.some(({ value }) => {
    if (value.kind === 'instance') {
      return value.className === 'torch.nn.Parameter' && tensorOf(value) === undefined;
    }
    if (value.kind !== 'unknown' || value.origin.kind !== 'call' || value.type !== null) {
      return false;
    }
    const { callee } = value.origin.activation;
    return callee.kind === 'outside' || (callee.kind === 'library' && makers.test(callee.name));
  });
}

/** Whether an attribute may or may not be a module or weight. */
function isDoubtful(program: Program, attribute: Possible): boolean {
  const kinds = attribute.options.map(
    ({ value }) =>
      value.kind === 'instance' && (tensorOf(value)?.role === 'parameter' || (tensorOf(value) === undefined && isModule(program, value))),
  );
  return kinds.includes(true) && (attribute.options.length > 1 || mayBeAbsent(attribute));
}
