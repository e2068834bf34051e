import type { InstanceValue } from '../../../python/values/value';
import { likely } from '../tensor';
import { applyTo, type LayerKind, type Settings } from './layer';

function inner(settings: Settings): InstanceValue | null {
  const given = settings.get('module', 0);
  const value = given === undefined ? undefined : likely(given);
  return value?.kind === 'instance' ? value : null;
}

/** Something around a model that calls it. */
const wrapper: LayerKind = {
  parts: (settings) => ({ module: inner(settings) }),
  call: (call, layer) => {
    const module = layer.part('module');
    return module === undefined ? undefined : applyTo(call, module, call.rest(0));
  },
};

/** Leaves out whole samples at random: nothing changes for shapes, and nothing is multiplied. */
const skips: LayerKind = { call: (call) => call.argument(0, 'x') };

export const wrappers: readonly (readonly [string, LayerKind])[] = [
  ['torch.nn.DataParallel', wrapper],
  ['torch.nn.parallel.DistributedDataParallel', wrapper],
  ...['timm.models.layers', 'timm.layers', 'timm.models.layers.drop', 'timm.layers.drop'].map(
    (home) => [`${home}.DropPath`, skips] as const,
  ),
  ['torchvision.ops.StochasticDepth', skips],
];
