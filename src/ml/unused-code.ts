import { layers, type Context, type ContextLayer } from '../python/program/context';
import type { Program } from '../python/program/program';
import { commentsOf } from '../python/source/comments';
import type { FunctionValue } from '../python/values/value';
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

/** The function around a context that nothing called, and that was entered for its own sake. */
function enteredFrame(context: Context): Frame | undefined {
  return [...layers(context)].find((layer): layer is Frame => layer.kind === 'frame' && layer.by === null);
}

type Frame = Extract<ContextLayer, { kind: 'frame' }>;

/** A method that is only looked at for its own sake, and that nothing in the document names but where it is defined. */
export function isMethodNobodyNames(program: Program, context: Context): boolean {
  const entered = enteredFrame(context);
  const name = entered?.owner === null ? undefined : entered?.of.name;
  return name !== undefined && /^[a-z]\w*$/.test(name) && !new RegExp(String.raw`(?<!def\s+)\b${name}\b`).test(codeOf(program));
}

/**
 * A function that stands in a notebook, or in a script that calls others of its functions, and is named nowhere but where it is defined.
 * What a module defines for others to import is no such thing, nor is what a decorator hands over.
 */
export function isNeverCalled(program: Program, context: Context): boolean {
  const entered = enteredFrame(context);
  if (entered?.owner !== null || entered.of.decorators.length > 0 || !program.isHere(entered.of.node)) {
    return false;
  }
  const { name } = entered.of;
  return isCarriedOut(program) && /^\w+$/.test(name) && !isNamed(name, whereItHolds(program, entered.of));
}

function isNamed(name: string, code: string): boolean {
  return new RegExp(String.raw`(?<![\w.])(?<!def\s+)${name}(?!\w)`).test(code.replace(shortTexts, ''));
}

/** The code that may mean this function by its name: where a name is defined anew, that is what stands behind the last definition. */
function whereItHolds(program: Program, { node, name }: FunctionValue): string {
  const code = codeOf(program);
  const definitions = [...code.matchAll(new RegExp(String.raw`^(?:async\s+)?def\s+${name}\s*\(`, 'gm'))];
  const last = definitions.at(-1)?.index ?? 0;
  const isLast = definitions.length > 1 && code.slice(last).startsWith(firstLine(program.textOf(node)));
  return isLast ? code.slice(last) : code;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
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
