import { flaxLayers } from '../flax/layers';
import { publishedLayers } from '../published-network';
import { convolutionalKinds } from '../keras/convolutional';
import { denseKinds } from '../keras/dense';
import { attentionLayers } from './attention';
import { basicLayers } from './basic';
import { registerLayers, type LayerKind } from './layer';
import { recurrentLayers } from './recurrent';
import { visionLayers } from './vision';
import { wrappers } from './wrappers';

let isRegistered = false;

export function registerAllLayers(): void {
  if (!isRegistered) {
    registerLayers(
      new Map<string, LayerKind>([
        ...[...basicLayers, ...recurrentLayers, ...attentionLayers].map(([name, kind]) => [`torch.nn.${name}`, kind] as const),
        ...wrappers,
        ...visionLayers,
        ...publishedLayers,
        ...flaxLayers.map(([name, kind]) => [`flax.linen.${name}`, kind] as const),
        ...[...convolutionalKinds, ...denseKinds].map(([name, kind]) => [`keras.layers.${name}`, kind] as const),
      ]),
    );
    isRegistered = true;
  }
}
