import type { Operation } from '../operation';
import { creation } from './creation';
import { elementwise } from './elementwise';
import { pooling } from './pooling';
import { products } from './products';
import { shaping } from './shaping';

const tables = [creation, elementwise, products, shaping, pooling];
/** Modules below which functions on arrays stand; the last word of the name tells the operation. */
const homes = /^torch\.(?:nn\.functional\.|special\.|linalg\.|fft\.|autograd\.|Tensor\.|nn\.Parameter\.|nn\.init\.|cuda\.|nn\.)?(\w+)$/;

/** The operation of a canonical name; a trailing underscore writes into the array and gives the same shape. */
export function operationNamed(name: string): { readonly name: string; readonly run: Operation } | undefined {
  const short = homes.exec(name)?.[1];
  if (short === undefined) {
    return undefined;
  }
  const plain = short.startsWith('__') ? short : short.replace(/_$/, '');
  const found = tables.flatMap((table) => table.get(plain) ?? []);
  return found.length === 0 ? undefined : { name: plain, run: (call) => firstResult(found, call) };
}

/** Some names mean one thing as a function and another as a method. */
function firstResult(found: readonly Operation[], call: Parameters<Operation>[0]): ReturnType<Operation> {
  for (const operation of found) {
    const result = operation(call);
    if (result !== undefined) {
      return result;
    }
  }
  return undefined;
}
