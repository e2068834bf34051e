import type { Possible } from '../python/values/possible';
import type { InstanceValue, Value } from '../python/values/value';
import type { FactReader } from './facts';

/** Layers and containers: parts of a model, never its name. */
export const parts = /^(torch\.nn\.|keras\.layers\.|torch\.jit\.|torch\.compile)/;
/** What a class around the training calls the network that it trains. */
export const wholeNetwork = /^_?(\w*_)?(net|network|model|backbone|unet|classifier|segmentor|detector|module|core|generator|encoder)$/i;

/** A block written for this very model gives it no name; the network that a class around the training holds does. */
export function isOwnPart(reader: FactReader, holder: InstanceValue, name: string, attribute: Possible): boolean {
  const isAround =
    (reader.program.typesOf(holder).some((type) => type.endsWith('LightningModule')) || (holder.of?.name ?? '').endsWith('Wrapper')) &&
    wholeNetwork.test(name);
  return !isAround && attribute.options.some(({ value }) => value.kind === 'instance' && value.of !== null);
}

/** How many networks that the program writes itself a class around the training holds: one of several does not name the model. */
export function ownNetworks(reader: FactReader, holder: InstanceValue): number {
  return [...holder.attributes].filter(
    ([name, { options }]) =>
      !name.startsWith('@') &&
      options.some(
        ({ value }) =>
          value.kind === 'instance' &&
          value.of !== null &&
          !/loss|metric/i.test(value.of.name) &&
          reader.program.typesOf(value).includes('torch.nn.Module'),
      ),
  ).length;
}

/** A class around the training whose network is given to it, or made by code out of reach: its own name is not that of a model. */
export function holdsUnnamedNetwork(reader: FactReader, value: InstanceValue): boolean {
  return (
    reader.program.typesOf(value).some((type) => type.endsWith('LightningModule')) &&
    [...value.attributes].some(
      ([name, { options }]) =>
        wholeNetwork.test(name) &&
        options.length > 0 &&
        options.every(
          ({ value: held }) => held.kind === 'unknown' || (held.kind === 'instance' && held.of === null && isModelLike(reader, held)),
        ),
    )
  );
}

export function isModelLike(reader: FactReader, value: Value): boolean {
  const types = reader.program.typesOf(value);
  return (
    types.some((type) => type === 'torch.nn.Module' || type === 'keras.Model' || type === 'transformers.PreTrainedModel') &&
    !types.some((type) => parts.test(type) && type !== 'torch.nn.Module')
  );
}

/** Networks that a class holds without anybody knowing what they are. */
export function unknownNetworks({ attributes }: InstanceValue): number {
  return [...attributes].filter(
    ([name, { options }]) => wholeNetwork.test(name) && options.length > 0 && options.every(({ value }) => value.kind === 'unknown'),
  ).length;
}
