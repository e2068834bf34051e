import type { Context } from '../python/program/context';
import { layers } from '../python/program/context';
import type { Program } from '../python/program/program';
import { commentsOf } from '../python/source/comments';
import { hasKnownCallers } from './surroundings';

/** The code of the program's document, cell after cell, without its comments. */
export function codeOf(program: Program): string {
  const known = remembered.get(program.document);
  if (known !== undefined) {
    return known;
  }
  const code = program.document.fragments
    .map((fragment) => commentsOf(fragment).reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), fragment.text))
    .join('\n');
  remembered.set(program.document, code);
  return code;
}

const remembered = new WeakMap<Program['document'], string>();

/**
 * A function that stands in a notebook, or in a script that calls others of its functions, and is named nowhere but where it is defined.
 * What a module defines for others to import is no such thing, nor is what a decorator hands over.
 */
export function isNeverCalled(program: Program, context: Context): boolean {
  const entered = [...layers(context)].find((layer) => layer.kind === 'frame' && layer.by === null);
  if (entered?.kind !== 'frame' || entered.owner !== null || entered.of.decorators.length > 0 || !program.isHere(entered.of.node)) {
    return false;
  }
  const isEntry = new RegExp(String.raw`(?<![\w.])(?<!def\s+)${entered.of.name}(?!\w)`);
  return isCarriedOut(program) && /^\w+$/.test(entered.of.name) && !isEntry.test(codeOf(program).replace(shortTexts, ''));
}

/** Strings of one line: `"data/train"` calls nothing. */
const shortTexts = /(["'])(?:\\.|(?!\1)[^\\\n])*\1/g;

/** Something is done when the file runs: it is a notebook, or was one, or calls functions of its own. */
export function isCarriedOut(program: Program): boolean {
  const isNotebook = program.document.fragments.some(({ cell, text }) => cell !== null || /^# (In\[|%%)/m.test(text));
  return (
    isNotebook ||
    program.activations.some(
      ({ callee, context, site }) => callee.kind === 'function' && hasKnownCallers(context) && program.isHere(site.place),
    )
  );
}
