/** Commands of a shell text, as far as they can be known without running it. */

export interface ShellWord {
  /** The word with quotes taken off and known variables put in. */
  readonly text: string;
  /** Where it is written, in UTF-16 code units; both ends include quotes. */
  readonly start: number;
  readonly end: number;
  /** True when a variable, a substitution or a pattern in it is not known. */
  readonly isOpen: boolean;
}

/** One simple command: the variables set for it alone, and its words. */
export interface ShellCommand {
  readonly variables: ReadonlyMap<string, string>;
  readonly words: readonly ShellWord[];
}

const assignment = /^(?:export\s+)?([A-Za-z_]\w*)=/;

/**
 * Splits a shell text into simple commands: continued lines are joined, comments left out, quotes taken off, and variables put in that
 * the text sets to a literal. `$X` of anything else leaves its word open. `outer` are variables that hold from outside.
 */
export function commandsIn(text: string, outer: ReadonlyMap<string, string> = new Map()): readonly ShellCommand[] {
  const known = new Map(outer);
  const commands: ShellCommand[] = [];
  for (const words of wordsByCommand(text, known)) {
    const variables = new Map<string, string>();
    let first = words.findIndex((word) => !assignment.test(word.text));
    first = first === -1 ? words.length : first;
    const isExport = words[0]?.text === 'export' || words[0]?.text === 'set' || words[0]?.text === 'local';
    for (const word of isExport ? words.slice(1) : words.slice(0, first)) {
      const [, name] = assignment.exec(word.text) ?? [];
      if (name !== undefined && !word.isOpen) {
        const value = word.text.slice(word.text.indexOf('=') + 1);
        variables.set(name, value);
        if (isExport || first === words.length) {
          known.set(name, value);
        }
      } else if (name !== undefined) {
        known.delete(name);
      }
    }
    if (!isExport && first < words.length) {
      commands.push({ variables: new Map([...exported(known, outer), ...variables]), words: words.slice(first) });
    }
  }
  return commands;
}

/** Variables that the text itself set; those of outside are the caller's. */
function exported(known: ReadonlyMap<string, string>, outer: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...known].filter(([name, value]) => outer.get(name) !== value));
}

/** The words of each command; `known` may grow between two of them. */
function* wordsByCommand(text: string, known: ReadonlyMap<string, string>): Generator<readonly ShellWord[]> {
  let words: ShellWord[] = [];
  let index = 0;
  while (index < text.length) {
    const char = text[index] ?? '';
    if (char === '\\' && /^\\[ \t]*\r?\n/.test(text.slice(index, index + 80))) {
      index = text.indexOf('\n', index) + 1;
    } else if (char === '#') {
      const end = text.indexOf('\n', index);
      index = end === -1 ? text.length : end;
    } else if (char === '\n' || char === ';' || char === '|' || char === '&' || char === '(' || char === ')') {
      if (words.length > 0) {
        yield words;
        words = [];
      }
      index++;
    } else if (/\s/.test(char)) {
      index++;
    } else if (char === '>' || char === '<') {
      index = readWord(text, index + (text[index + 1] === char || text[index + 1] === '&' ? 2 : 1), known).end;
    } else {
      const word = readWord(text, index, known);
      if (/^\d$/.test(word.text) && /[<>]/.test(text[word.end] ?? '')) {
        index = word.end;
        continue;
      }
      words.push(word);
      index = Math.max(word.end, index + 1);
    }
  }
  if (words.length > 0) {
    yield words;
  }
}

function readWord(text: string, from: number, known: ReadonlyMap<string, string>): ShellWord {
  let start = from;
  while (text[start] === ' ' || text[start] === '\t') {
    start++;
  }
  let value = '';
  let isOpen = false;
  let quote: string | null = null;
  let index = start;
  while (index < text.length) {
    const char = text[index] ?? '';
    if (quote === null && /[\s;|&<>()]/.test(char)) {
      break;
    }
    if (char === quote) {
      quote = null;
      index++;
    } else if (quote === null && (char === '"' || char === "'")) {
      quote = char;
      index++;
    } else if (char === '\\' && quote !== "'") {
      if (text[index + 1] === '\n' || text[index + 1] === '\r') {
        break;
      }
      value += text[index + 1] ?? '';
      index += 2;
    } else if ((char === '$' || char === '`') && quote !== "'") {
      const variable = variableAt(text, index, known);
      value += variable.value;
      isOpen ||= variable.isOpen;
      index = variable.end;
    } else {
      value += char;
      isOpen ||= quote === null && /[*?]/.test(char);
      index++;
    }
  }
  return { text: value, start, end: index, isOpen };
}

/** A variable or a substitution; the text stays as it is written where it is not known. */
function variableAt(
  text: string,
  start: number,
  known: ReadonlyMap<string, string>,
): { readonly value: string; readonly isOpen: boolean; readonly end: number } {
  const match = /^\$(?:(\w+)|\{(\w+)(?::?-([^{}$]*))?\})/.exec(text.slice(start, start + 200));
  const name = match?.[1] ?? match?.[2];
  if (match !== null && name !== undefined) {
    const value = known.get(name) ?? match[3];
    return { value: value ?? match[0], isOpen: value === undefined, end: start + match[0].length };
  }
  const close = closing(text, start);
  return { value: text.slice(start, close), isOpen: true, end: close };
}

function closing(text: string, start: number): number {
  if (text[start] === '`') {
    const end = text.indexOf('`', start + 1);
    return end === -1 ? text.length : end + 1;
  }
  if (text[start + 1] !== '(' && text[start + 1] !== '{') {
    return start + 1;
  }
  let depth = 0;
  for (let index = start + 1; index < text.length; index++) {
    depth += /[({]/.test(text[index] ?? '') ? 1 : /[)}]/.test(text[index] ?? '') ? -1 : 0;
    if (depth === 0) {
      return index + 1;
    }
  }
  return text.length;
}
