import type { Context } from '../python/program/context';
import { layers } from '../python/program/context';

/** Whether a file is a test by its name or the folder it stands in. Folders further up may lie outside of the project. */
export function isTestPath(path: string): boolean {
  return /(^|\/)(tests?|testing)\/[^/]*$/i.test(path) || /(^|\/)(test_[^/]*|[^/]*_test|conftest)\.(py|ipynb)$/i.test(path);
}

/** Whether a file tries, shows or checks something, by its name: what it computes is small on purpose. */
export function isTrialPath(path: string): boolean {
  return /(^|[^a-z])(demo|toy|playground|sandbox|sanity|check|try|quick_?test|debug|scratchpad)([^a-z][^/]*)?\.(py|ipynb)$/i.test(
    nameOf(path),
  );
}

/** Whether a file or its folder is about precision or speed itself: one of several forms to compare, among them the slow one. */
export function comparesPrecisions(path: string): boolean {
  const [folder = '', file = ''] = path.split('/').slice(-2);
  return [folder, file].some((name) =>
    /(^|[^a-z])(amp|amp16|ampb16|fp16|bf16|tf32|mixed[-_ ]?precision|float16|bfloat16|quanti[sz](ation|ed)|(training|inference)[-_ ]?speed)([^a-z]|$)/i.test(
      name,
    ),
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Whether code runs inside a test function. What the program itself calls, such as `test_model(net, loader)`, measures a model; so does the
 * hook of a framework, which is no method of a class of tests.
 */
export function isInTest(context: Context): boolean {
  for (const layer of layers(context)) {
    if (layer.kind === 'frame' && layer.by === null && /^test(_|[A-Z])/.test(layer.of.name)) {
      return layer.owner === null || /test/i.test(layer.owner.name);
    }
  }
  return false;
}
