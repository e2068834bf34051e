import type { Network } from '../libraries/tensors/keras/applications';
import type { ModelLookup } from './model-lookup';

/** The figures of a published network; those without figures for one input cannot be scaled. */
export function networkOf(reference: Pick<ModelLookup, 'model'>, name: string): Network | undefined {
  const found = reference.model(name);
  const row = found.ok ? found.row : undefined;
  if (row === undefined || row.input === null || row.forwardFlops === null) {
    return undefined;
  }
  const { parameters, forwardFlops, input, activationElements, layers, hidden, heads, kind } = row;
  const patch = Number(/patch(\d+)/.exec(row.id)?.[1]);
  return {
    parameters,
    forwardFlops,
    input,
    isTransformer: kind === 'transformer',
    activationElements: activationElements ?? 0,
    ...(typeof layers === 'number' ? { layers } : {}),
    ...(typeof hidden === 'number' ? { hidden } : {}),
    ...(typeof heads === 'number' ? { heads } : {}),
    ...(patch > 0 ? { patch } : {}),
  };
}
