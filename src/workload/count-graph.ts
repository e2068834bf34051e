import { itemsOf } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { Possible } from '../python/values/possible';
import type { InstanceValue } from '../python/values/value';
import type { FollowedWork, Work } from '../libraries/tensors/operation';
import { likely, tensorOf } from '../libraries/tensors/tensor';
import { symbolicBatch } from '../libraries/tensors/keras/model';
import { totalOf, type CountedForward } from './count-forward';
import { countModel, isModule } from './count-model';

/** Counts what stands between the inputs and the outputs of a functional model: the calls that made the outputs. */
export function countGraph(program: Program, notes: FollowedWork, model: InstanceValue): CountedForward {
  const works: Work[] = [];
  const doubts: string[] = [];
  const layers = new Set<InstanceValue>();
  const seen = new Set<Activation>();
  const inputs = new Set(tensorsIn(model.attributes.get('@inputs')).map(({ attributes }) => attributes));
  const queue: Possible[] = [];
  const outputs = model.attributes.get('@outputs');
  if (outputs !== undefined) queue.push(outputs);
  for (let possible = queue.pop(); possible !== undefined; possible = queue.pop()) {
    const value = likely(possible);
    if (value?.kind === 'sequence') {
      queue.push(...(itemsOf(value) ?? []));
      continue;
    }
    if (value?.kind === 'unknown' && value.origin.kind !== 'none') {
      doubts.push(value.why);
    }
    const origin = value?.kind === 'instance' && tensorOf(value) !== undefined && !inputs.has(value.attributes) ? value.from : null;
    if (origin?.kind === 'operation') {
      queue.push(...origin.inputs);
    }
    if (origin?.kind !== 'call' || seen.has(origin.activation)) {
      continue;
    }
    const { activation } = origin;
    seen.add(activation);
    works.push(...notes.of(activation));
    const loss = notes.lossAt(activation);
    if (loss !== undefined) doubts.push(loss);
    const holder = activation.receiver === null ? undefined : likely(activation.receiver);
    if (holder?.kind === 'instance' && isModule(program, holder)) {
      layers.add(holder);
      const inner = holder.attributes.has('@outputs') ? countGraph(program, notes, holder) : null;
      works.push(...(inner?.works ?? []));
      doubts.push(...(inner?.doubts ?? []));
      inner?.layers?.forEach((layer) => layers.add(layer));
    }
    queue.push(...activation.arguments.positional, ...activation.arguments.keywords.values());
    if (holder !== undefined && tensorOf(holder) !== undefined && activation.receiver !== null) {
      queue.push(activation.receiver);
    }
  }
  const counted = countModel(program, notes, ...[...layers].filter((layer) => !layer.attributes.has('@outputs')));
  return { ...totalOf(works), works, doubts: [...doubts, ...counted.doubts], model: counted, layers: [...layers], batch: symbolicBatch };
}

export function tensorsIn(possible: Possible | undefined): readonly InstanceValue[] {
  const value = possible === undefined ? undefined : likely(possible);
  if (value?.kind === 'sequence') {
    return (itemsOf(value) ?? []).flatMap(tensorsIn);
  }
  return value?.kind === 'instance' && tensorOf(value) !== undefined ? [value] : [];
}
