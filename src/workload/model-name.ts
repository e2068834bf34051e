/** Prefixes that name where weights come from or which port of an architecture it is, not what it computes. */
const PORT = /^(?:tf|legacy|gluon|swsl|ssl|ig|seresnextaa)_/;

/**
 * The part of a model's name that every library spells alike: no hub or library prefix, no separators, lower case.
 * `timm/resnet50d`, `torchvision.models.resnet50d` and `ResNet-50-D` all give `resnet50d`.
 */
export function canonicalModelName(name: string): string {
  const last =
    name
      .toLowerCase()
      .split(/[/:.]+(?=[a-z])/)
      .at(-1) ?? '';
  return last.replace(PORT, '').replace(/[^a-z0-9]+/g, '');
}

/** The letters a canonical name begins with: `resnet` of `resnet50d`, `efficientnet` of `efficientnetb0`. Empty when it has none. */
export function modelFamily(name: string): string {
  return /^[a-z]+/.exec(canonicalModelName(name))?.[0] ?? '';
}

const SIZE = /(?:^|[-_/ ])(\d+(?:\.\d+)?)([bm])(?=[-_ ]|$)/i;

/** The number of parameters that a language model's name states: `llama-2-7b`, `pythia-160m`, `opt-1.3b`. Null when it states none. */
export function parametersInName(name: string): number | null {
  const [, figure, unit] = SIZE.exec(name) ?? [];
  return figure === undefined ? null : Number(figure) * (unit?.toLowerCase() === 'b' ? 1e9 : 1e6);
}
