import { itemsOf } from '../../python/evaluate/containers';
import type { Possible } from '../../python/values/possible';
import type { Value } from '../../python/values/value';
import { likely, tensorOf, type Shape, type Tensor } from './tensor';
import { sliced } from './arithmetic';
import { bounds } from './layers/containers';

/** The shape of `x[index]`; undefined when it cannot be told. */
export function indexed(of: Tensor, index: Possible): Shape | undefined {
  const whole = likely(index);
  const parts = whole?.kind === 'sequence' && whole.type === 'tuple' ? (itemsOf(whole)?.map(likely) ?? [undefined]) : [whole];
  const consumed = parts.reduce((sum, part) => sum + axesRead(part), 0);
  const result: number[] = [];
  let axis = 0;
  let placed = false;
  for (const part of parts) {
    const length = of.shape[axis] ?? NaN;
    if (part === undefined || (axis >= of.shape.length && axesRead(part) > 0)) {
      return undefined;
    }
    if (part.kind === 'constant' && part.type === 'ellipsis') {
      const rest = of.shape.length - consumed;
      result.push(...of.shape.slice(axis, axis + rest));
      axis += rest;
      continue;
    }
    if (part.kind === 'constant' && part.value === null) {
      result.push(1);
      continue;
    }
    const inner = tensorOf(part);
    if (part.kind === 'instance' && part.className === 'builtins.slice') {
      result.push(sliced(length, ...bounds(part)));
    } else if (inner?.type === 'bool') {
      result.push(NaN);
      axis += inner.shape.length - 1;
    } else if (inner !== undefined || part.kind === 'sequence') {
      const shape = inner?.shape ?? (part.kind === 'sequence' ? [itemsOf(part)?.length ?? NaN] : []);
      if (!placed) {
        result.push(...shape);
      }
      placed = true;
    } else if (part.kind === 'instance' && part.className !== 'builtins.slice') {
      return undefined;
    }
    axis += axesRead(part) === 0 ? 0 : 1;
  }
  return [...result, ...of.shape.slice(axis)];
}

/** How many axes one part of an index reads; the axes that an ellipsis stands for are not counted. */
function axesRead(part: Value | undefined): number {
  return part?.kind === 'constant' && (part.type === 'ellipsis' || part.value === null)
    ? 0
    : tensorOf(part)?.type === 'bool'
      ? (tensorOf(part)?.shape.length ?? 1)
      : 1;
}
