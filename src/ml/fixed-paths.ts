import type { Possible } from '../python/values/possible';
import { originOf } from './data-flow';
import { libraryName } from './surroundings';

const pathCalls = /^(os\.path\.|pathlib\.|builtins\.(open|str)$|(gzip|bz2|lzma|io|codecs)\.open$|os\.(fspath|getenv)$)/;
const pathMethods = new Set([
  'joinpath',
  'replace',
  'format',
  'open',
  'as_posix',
  'resolve',
  'with_suffix',
  'expanduser',
  'rstrip',
  'strip',
]);

/**
 * Whether a path, or a file opened at one, is made of constants, of what was imported, and of parameters that do not vary. What was
 * picked from a collection, counted, one of several values, or computed in any other way may be another one each time.
 */
export function isFixedPath(path: Possible, varies: (parameter: string) => boolean, depth = 8): boolean {
  const isFixed = (part: Possible): boolean => isFixedPath(part, varies, depth - 1);
  return (
    depth > 0 &&
    path.options.length === 1 &&
    path.options.every(({ value }) => {
      if (value.kind === 'constant' || value.kind === 'external') {
        return true;
      }
      const origin = originOf(value);
      switch (origin?.kind) {
        case undefined:
          return value.kind === 'instance';
        case 'parameter':
          return !varies(origin.name);
        case 'attribute':
          return isFixed(origin.of);
        case 'operation':
          return origin.inputs.length > 0 && origin.inputs.every(isFixed);
        case 'call': {
          const { callee, site, receiver, arguments: given } = origin.activation;
          const isPath = pathCalls.test(libraryName(callee) ?? '') || (callee.kind === 'method' && pathMethods.has(site.name));
          return isPath && [...(receiver === null ? [] : [receiver]), ...given.positional, ...given.keywords.values()].every(isFixed);
        }
        default:
          return false;
      }
    })
  );
}

/** What a fixed path is made of, as text: two paths of the same making are the same one. A loop that is followed round by round has several. */
export function makingOf(path: Possible, depth = 8): string {
  const each = (parts: readonly Possible[]): string => parts.map((part) => makingOf(part, depth - 1)).join();
  return path.options
    .map(({ value }) => {
      const origin = originOf(value);
      if (value.kind === 'constant') {
        return String(value.value);
      }
      if (origin === null || depth === 0) {
        return value.kind;
      }
      switch (origin.kind) {
        case 'operation':
          return `(${each(origin.inputs)})`;
        case 'call': {
          const { receiver, arguments: given, site } = origin.activation;
          return `${receiver === null ? '' : each([receiver])}.${site.name}(${each([...given.positional, ...given.keywords.values()])})`;
        }
        case 'attribute':
          return `${each([origin.of])}.${origin.name}`;
        case 'parameter':
          return origin.name;
        default:
          return origin.kind;
      }
    })
    .join('|');
}
