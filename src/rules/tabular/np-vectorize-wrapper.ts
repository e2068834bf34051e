import { isInTest } from '../../ml/file-role';
import { callsDuring, functionsOf, libraryName } from '../../ml/surroundings';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import type { FunctionValue } from '../../python/values/value';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

const wrappers = ['numpy.vectorize', 'numpy.frompyfunc', 'numpy.apply_along_axis'];

const message =
  'This calls a Python function for every element or row: the wrapper is a convenience, not a vectorised operation. Write it with NumPy operations on whole arrays, such as np.where, np.select or a reduction along an axis.';

/** Arithmetic on arrays through a wrapper around a Python function. */
export const npVectorizeWrapper: Rule = {
  meta: {
    id: 'np-vectorize-wrapper',
    topic: 'tabular',
    title: 'A Python function is called for every element of an array',
    severity: 'hint',
    frameworks: ['numpy'],
    markers: ['vectorize', 'frompyfunc', 'apply_along_axis'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'NumPy reference, numpy.vectorize (2024): provided for convenience, not for performance, in essence a loop; no figure',
    },
  },
  *check(program) {
    for (const [site, calls] of bySite(
      program,
      wrappers.flatMap((name) => program.callsOf(name)),
    )) {
      if (calls.every((call) => isArithmetic(program, call) && !isInTest(call.context))) {
        yield { place: calleePlace(site), message, confidence: 'medium', fixes: [] };
      }
    }
  },
};

function isArithmetic(program: Program, call: Activation): boolean {
  const { positional, keywords } = call.arguments;
  const wrapped = positional[0] ?? keywords.get('pyfunc') ?? keywords.get('func1d');
  const functions = wrapped === undefined ? [] : functionsOf(wrapped);
  return (
    functions.length > 0 &&
    !keywords.has('signature') &&
    !keywords.has('otypes') &&
    functions.every((of) => of.decorators.length === 0 && computesNumbers(program, of))
  );
}

const numeric =
  /^(math\.\w+|numpy\.(?!random|vectorize|frompyfunc|apply_along_axis|load|save|linalg|interp|convolve|fft)\w+|numpy\.ndarray\.\w+|builtins\.(abs|min|max|round|float|int|bool|sum|len|pow|range))$/;
const reductions = new Set([
  'sum',
  'mean',
  'max',
  'min',
  'std',
  'var',
  'argmax',
  'argmin',
  'any',
  'all',
  'prod',
  'astype',
  'dot',
  'cumsum',
  'clip',
]);

/** Nothing but arithmetic, comparison and functions that NumPy has for whole arrays; no text, and no loop or recursion of its own. */
function computesNumbers(program: Program, of: FunctionValue): boolean {
  const text = program.textOf(of.node).replace(/^\s*(?:def[^\n]*:\s*)?(?:"""[\s\S]*?""")?/, '');
  const isPlain = !/["']/.test(text) && !/\b(for|while|try|yield|global|nonlocal)\b/.test(text);
  return (
    isPlain &&
    /[-+*/%<>]|==|\bif\b|\(/.test(text) &&
    callsDuring(program, of).every(
      ({ callee, site }) => numeric.test(libraryName(callee) ?? '') || (callee.kind === 'method' && reductions.has(site.name)),
    )
  );
}
