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
 * picked from a collection, counted, or computed in any other way may be another one each time.
 */
export function isFixedPath(path: Possible, varies: (parameter: string) => boolean, depth = 8): boolean {
  const isFixed = (part: Possible): boolean => isFixedPath(part, varies, depth - 1);
  return (
    depth > 0 &&
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
