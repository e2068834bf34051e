import { elements, type Shape } from './tensor';

/** The place of an axis counted from the end; the axis itself when it is counted from the start. */
export function axisOf(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

function isSame(a: number, b: number): boolean {
  return a === b || Number.isNaN(a) || Number.isNaN(b);
}

/** The shape two arrays are brought to before they are combined; undefined when they do not fit. */
export function broadcast(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const result: number[] = [];
  for (let index = 1; index <= rank; index++) {
    const x = a[a.length - index] ?? 1;
    const y = b[b.length - index] ?? 1;
    if (x !== 1 && y !== 1 && !isSame(x, y)) {
      return undefined;
    }
    result.unshift(x === 1 ? y : y === 1 || !Number.isNaN(x) ? x : y);
  }
  return result;
}

/** The shape after `reshape`, its -1 filled in; undefined when the number of elements differs. */
export function reshaped(shape: Shape, wanted: Shape): Shape | undefined {
  const all = elements(shape);
  const rest = elements(wanted.filter((length) => length !== -1));
  if (wanted.includes(-1)) {
    const missing = all / rest;
    return Number.isNaN(missing) || Number.isInteger(missing) ? wanted.map((length) => (length === -1 ? missing : length)) : undefined;
  }
  return isSame(all, rest) ? wanted : undefined;
}

export interface Window {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
}

/** Length of an axis under a sliding window (PyTorch documentation of Conv2d and MaxPool2d). */
export function windowed(length: number, index: number, { kernel, stride, padding, dilation }: Window, ceil = false): number {
  const [size = NaN, step = NaN, pad = NaN, spread = NaN] = [kernel[index], stride[index], padding[index], dilation[index]];
  const places = (length + 2 * pad - spread * (size - 1) - 1) / step;
  if (!ceil) {
    return Math.floor(places) + 1;
  }
  const count = Math.ceil(places) + 1;
  // The last window must begin inside the input or its left padding.
  return (count - 1) * step >= length + pad ? count - 1 : count;
}

/** Product of two stacks of matrices: the shape and the length of the axis that is summed over. */
export function product(a: Shape, b: Shape): { readonly shape: Shape; readonly inner: number } | undefined {
  const [left, right] = [a.length === 1 ? [1, ...a] : a, b.length === 1 ? [...b, 1] : b];
  const inner = left.at(-1) ?? NaN;
  const stack = broadcast(left.slice(0, -2), right.slice(0, -2));
  if (left.length < 2 || right.length < 2 || stack === undefined || !isSame(inner, right.at(-2) ?? NaN)) {
    return undefined;
  }
  const rows = a.length === 1 ? [] : [left.at(-2) ?? NaN];
  const columns = b.length === 1 ? [] : [right.at(-1) ?? NaN];
  return { shape: [...stack, ...rows, ...columns], inner: Number.isNaN(inner) ? (right.at(-2) ?? NaN) : inner };
}

/** What an `einsum` over these arrays gives, and the multiply-adds of contracting them from left to right. */
export function einsum(equation: string, shapes: readonly Shape[]): { readonly shape: Shape; readonly multiplyAdds: number } | undefined {
  const [left = '', right] = equation.replace(/\s+/g, '').split('->');
  const inputs = left.split(',');
  const lengths = new Map<string, number>();
  if (inputs.length !== shapes.length || equation.includes('...')) {
    return undefined;
  }
  for (const [index, letters] of inputs.entries()) {
    const shape = shapes[index] ?? [];
    if (shape.length !== letters.length) {
      return undefined;
    }
    Array.from(letters).forEach((letter, axis) => {
      const length = shape[axis] ?? NaN;
      const known = lengths.get(letter);
      lengths.set(letter, known === undefined || Number.isNaN(known) || known === 1 ? length : known);
    });
  }
  const length = (letter: string): number => lengths.get(letter) ?? NaN;
  const output =
    right ??
    [...lengths.keys()]
      .filter((letter) => inputs.join('').split(letter).length === 2)
      .sort()
      .join('');
  let multiplyAdds = 0;
  let held = new Set(inputs[0] ?? '');
  for (const [index, letters] of inputs.entries()) {
    if (index === 0) continue;
    const all = new Set([...held, ...Array.from(letters)]);
    multiplyAdds += elements([...all].map(length));
    const later = new Set([...Array.from(output), ...Array.from(inputs.slice(index + 1).join(''))]);
    held = new Set([...all].filter((letter) => later.has(letter)));
  }
  return { shape: Array.from(output).map(length), multiplyAdds };
}

/** Length of a slice `start:stop:step` of an axis. */
export function sliced(length: number, start: number | null, stop: number | null, step: number | null): number {
  const clip = (bound: number): number => Math.min(Math.max(bound < 0 ? bound + length : bound, 0), length);
  const [from, to] = [start === null ? 0 : clip(start), stop === null ? length : clip(stop)];
  return Math.max(0, Math.ceil((to - from) / (step ?? 1)));
}
