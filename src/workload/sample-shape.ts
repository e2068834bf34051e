/** Pixels of a [channels, height, width] or [height, width, channels] shape: the axis of at most four is the channels. */
export function spatialSize(shape: readonly number[]): number {
  const [first = 1, ...rest] = shape;
  const last = rest.at(-1) ?? 1;
  const spatial = first <= 4 || last > 4 ? rest : shape.slice(0, -1);
  return spatial.reduce((product, side) => product * side, 1);
}
