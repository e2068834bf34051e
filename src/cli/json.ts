import type { Paths } from './paths';

/** JSON for programs, on one line or many; every `path` in it is named the way the person named it. */
export function toJson(value: unknown, paths: Paths | null, indent = 2): string {
  return JSON.stringify(
    value,
    (key, inner: unknown) => (key === 'path' && typeof inner === 'string' && paths !== null ? paths.shown(inner) : inner),
    indent,
  );
}
