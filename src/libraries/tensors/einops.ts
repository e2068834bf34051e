import { elements, type Shape } from './tensor';

/** The axes of one side of an einops pattern; a group in parentheses is one axis of several. */
function axes(side: string): readonly (readonly string[])[] {
  return [...side.matchAll(/\(([^)]*)\)|(\S+)/g)].map(([, group, one]) =>
    group === undefined ? [one ?? ''] : group.trim().split(/\s+/).filter(Boolean),
  );
}

/** The shape that `rearrange`, `reduce` and `repeat` give (einops 0.8 documentation, 2024). */
export function rearranged(shape: Shape, pattern: string, lengths: ReadonlyMap<string, number>): Shape | undefined {
  const [left, right] = pattern.split('->').map((side) => side.trim());
  if (left === undefined || right === undefined) {
    return undefined;
  }
  const inputs = axes(left);
  const rest = inputs.findIndex((names) => names[0] === '...');
  const hidden = rest === -1 ? [] : shape.slice(rest, rest + shape.length - inputs.length + 1);
  const flat = rest === -1 ? shape : [...shape.slice(0, rest), elements(hidden), ...shape.slice(rest + hidden.length)];
  if (flat.length !== inputs.length) {
    return undefined;
  }
  const known = new Map(lengths);
  for (const [index, names] of inputs.entries()) {
    const open = names.filter((name) => !known.has(name) && name !== '1');
    const rest = elements(names.filter((name) => known.has(name)).map((name) => known.get(name) ?? NaN));
    const [only] = open;
    if (open.length > 1) {
      return undefined;
    }
    if (only !== undefined) {
      known.set(only, (flat[index] ?? NaN) / rest);
    }
  }
  return axes(right).flatMap((names) =>
    names[0] === '...' ? hidden : [elements(names.map((name) => (/^\d+$/.test(name) ? Number(name) : (known.get(name) ?? NaN))))],
  );
}
