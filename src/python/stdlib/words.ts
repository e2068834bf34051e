import { certainly, unknownly, type Possible } from '../values/possible';
import type { Trail } from '../values/trail';
import { constant } from '../values/value';
import type { CommandWord } from '../world';

/** A word as Python sees it: a text, which may be any where a variable in it is not known. */
export function valueOfWord({ text, place, isOpen }: CommandWord, what = ''): Possible {
  return isOpen === true
    ? unknownly('a word of the command line that is not known', undefined, 'str')
    : certainly(constant(text), trailTo(what, place));
}

export function trailTo(what: string, place: CommandWord['place']): Trail {
  return { kind: 'launcher', what, place, previous: null };
}

/** Whether a word names an option; a negative number is a value. */
export function isOption({ text }: CommandWord): boolean {
  return /^--?[A-Za-z_]/.test(text);
}

/** What the words give for an option that has one value or none, by the name of what it fills: `--batch-size 64` for `batch_size`. */
export function optionAmong(words: readonly CommandWord[], name: string): Possible | undefined {
  for (let index = words.length - 1; index >= 0; index--) {
    const word = words[index];
    if (word === undefined || !isOption(word)) {
      continue;
    }
    const [flag = '', inline] = word.text.replace(/^-+/, '').split(/=(.*)/s);
    const named = flag.replace(/-/g, '_');
    if (named === `no${name}` || named === `no_${name}`) {
      return certainly(constant(false), trailTo(name, word.place));
    }
    if (named !== name) {
      continue;
    }
    const next = words[index + 1];
    const value = inline !== undefined ? { ...word, text: inline } : next === undefined || isOption(next) ? undefined : next;
    return value === undefined ? certainly(constant(true), trailTo(name, word.place)) : read(value, name);
  }
  return undefined;
}

/** A value of which no type is stated: a number or truth where it looks like one. */
function read(word: CommandWord, name: string): Possible {
  const { text } = word;
  if (word.isOpen === true) {
    return valueOfWord(word);
  }
  const number = /^[-+]?(\d[\d_]*)?\.?\d*(e[-+]?\d+)?$/i.test(text) && /\d/.test(text) ? Number(text.replace(/_/g, '')) : undefined;
  const truth = /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
  return number !== undefined && /[.e]/i.test(text)
    ? certainly({ kind: 'constant', type: 'float', value: number }, trailTo(name, word.place))
    : certainly(constant(number ?? truth ?? text), trailTo(name, word.place));
}

/**
 * Switches that turn the training on, and those that pick what is done: `--do_train`, `--mode train`. Nobody starts a script to train
 * without them, so that a default which turns it off, or picks nothing, says nothing about the run.
 */
export function decidesOnTraining(name: string, standard: Possible): boolean {
  const [only] = standard.options;
  const off = standard.options.length === 1 && only?.value.kind === 'constant' && (only.value.value === null || only.value.value === false);
  return off && /^((do|run|is|to)_?)?(pre_?)?(train(ing)?|fine_?tun(e|ing))$|^(run_?)?(mode|phase|action|stage|command|job)$/i.test(name);
}
