import type { Program } from '../python/program/program';
import { codeOf } from './unused-code';

/** So many samples are a look, not a data set. */
const handful = 20;

/** `num_samples: int = 5`, `max_samples=20`. */
const parameters = /(?<![\w.])((?:num|n|no|max|limit|sample|k)(?:_\w+)?)\s*(?::[^=,()\n]+)?=\s*(\d+)\s*(?=[,)\n])/gi;
/** `add_argument("--num-samples", type=int, default=5)`. */
const options = /["']--([\w-]+)["'][^)]*?\bdefault\s*=\s*(\d+)/gi;

/**
 * Whether the program cuts what it goes through to a handful of samples unless somebody asks for more: `prompts[:num_samples]` with
 * `num_samples=5`.
 */
export function takesHandful(program: Program): boolean {
  const code = codeOf(program);
  const numbers = [...code.matchAll(parameters), ...code.matchAll(options)];
  const few = numbers.flatMap(([, name = '', number]) => (Number(number) <= handful ? [name.replaceAll('-', '_')] : []));
  return [...new Set(few)].some((name) => cuts(name).test(code));
}

/** A slice, a range, a draw or the smaller of a number and a length. */
function cuts(name: string): RegExp {
  const written = String.raw`(?:\w+\.)*${name}\b`;
  return new RegExp(
    String.raw`\[\s*:\s*${written}\s*\]|\b(?:range|min|head|take)\(\s*${written}|\b(?:sample|choice|choices|islice)\([^()\n]*,\s*(?:\w+\s*=\s*)?${written}|\bmin\([^\n]*,\s*${written}\s*\)`,
  );
}
