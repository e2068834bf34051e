import type { Context } from '../python/program/context';
import { layers } from '../python/program/context';

/** Whether a file is a test by its name or the folder it stands in. Folders further up may lie outside of the project. */
export function isTestPath(path: string): boolean {
  return /(^|\/)(tests?|testing)\/[^/]*$/i.test(path) || /(^|\/)(test_[^/]*|[^/]*_test|conftest)\.(py|ipynb)$/i.test(path);
}

/** Whether code runs inside a test function. */
export function isInTest(context: Context): boolean {
  for (const layer of layers(context)) {
    if (layer.kind === 'frame' && /^test(_|[A-Z])/.test(layer.of.name)) {
      return true;
    }
  }
  return false;
}
