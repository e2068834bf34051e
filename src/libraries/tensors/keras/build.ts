import { certainly, nothing } from '../../../python/values/possible';
import type { Operation, OperationCall } from '../operation';
import type { Layer } from '../layers/layer';
import { makeWeight, type Shape } from '../tensor';

export type KerasResult = ReturnType<Operation>;

/** Keras makes the weights of a layer when it is called first, for the input that it then has. */
export function build(
  call: OperationCall,
  { instance }: Layer,
  weights: Readonly<Record<string, Shape | null>>,
  statistics: Readonly<Record<string, Shape>> = {},
): void {
  const { store } = call.ev;
  for (const [name, shape] of Object.entries(weights)) {
    if (!instance.attributes.has(name)) {
      store.set(instance.attributes, name, shape === null ? nothing : certainly(makeWeight(call.ev, shape)));
    }
  }
  for (const [name, shape] of Object.entries(statistics)) {
    if (!instance.attributes.has(name)) {
      store.set(instance.attributes, name, certainly(makeWeight(call.ev, shape, 'buffer')));
    }
  }
}
