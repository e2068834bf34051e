import type { Alias } from './notation/table';

const moduleName = /^[a-z_]/;

/** Replaces the longest aliased prefix of a name once; undefined when no alias fits. */
export interface ReExports {
  replacePrefix(name: string): string | undefined;
}

export function indexReExports(aliases: readonly Alias[]): ReExports {
  const exact = new Map<string, string>();
  const starred: { readonly segments: readonly string[]; readonly to: string }[] = [];
  for (const { from, to } of aliases) {
    if (from.includes('*')) starred.push({ segments: from.split('.'), to });
    else exact.set(from, to);
  }
  return {
    replacePrefix(name) {
      const segments = name.split('.');
      for (let length = segments.length; length > 0; length--) {
        const rest = segments.slice(length);
        const target =
          exact.get(segments.slice(0, length).join('.')) ??
          // A module among modules: a name must follow, since `*` is never the thing itself.
          (rest.length > 0 ? starred.find((alias) => alias.segments.length === length && fits(alias.segments, segments))?.to : undefined);
        if (target !== undefined) return [target, ...rest].join('.');
      }
      return undefined;
    },
  };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.every((part, index) => (part === '*' ? moduleName.test(segments[index] ?? '') : part === segments[index]));
}
