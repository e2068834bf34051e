import { randomNumbers, snippets } from './snippets';

/** Texts that have brought parsers and interpreters down: deep, long, or not made of what one expects. */
export const extremes: readonly (readonly [what: string, text: string])[] = [
  ['nothing', ''],
  ['a byte order mark', '\uFEFF'],
  ['NUL bytes', 'x = 1\0\ny\0 = f(\0)\n'],
  ['halves of surrogate pairs', 'x = "\uD83D"\n\uDE00 = f(x)\n'],
  ['mixed tabs', 'if a:\n\tx = 1\n        y = 2\n\t  z = 3\n'],
  ['old line breaks', 'x = 1\rif x:\r  f(x)\r'],
  ['form feeds', 'x = 1\n\f\ndef f():\n\f    return 1\n'],
  ['deep parentheses', `x = ${'('.repeat(4000)}1${')'.repeat(4000)}\nf(x)`],
  ['deep lists', `x = ${'['.repeat(4000)}${']'.repeat(4000)}\nf(x)`],
  ['deep calls', `x = ${'f('.repeat(3000)}${')'.repeat(3000)}`],
  ['open brackets', '('.repeat(5000)],
  ['a long sum', `x = ${Array.from({ length: 6000 }, (_, i) => String(i)).join(' + ')}\nf(x)`],
  ['a long chain of attributes', `x = a${'.b'.repeat(6000)}`],
  ['a long chain of calls', `x = a${'.b()'.repeat(2000)}`],
  ['a long line', `x = "${'a'.repeat(300_000)}"`],
  ['a long list', `x = [${'1, '.repeat(20_000)}]\nf(x)`],
  [
    'many branches',
    `if a:\n  x = 0\n${Array.from({ length: 3000 }, (_, i) => `elif a == ${String(i)}:\n  x = ${String(i)}\n`).join('')}f(x)`,
  ],
  ['deep blocks', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}if a:\n`).join('') + ' '.repeat(400) + 'f(1)\n'],
  ['deep functions', Array.from({ length: 150 }, (_, i) => `${' '.repeat(i)}def f():\n`).join('') + ' '.repeat(150) + 'return f()\n'],
  ['deep lambdas', `x = ${'lambda: '.repeat(2000)}1\nx()`],
  ['deep conditions', `x = ${'1 if a else '.repeat(2000)}2`],
  ['nested format strings', `x = ${'f"{'.repeat(200)}1${'}"'.repeat(200)}`],
  ['endless recursion', 'def f(n):\n    return f(n + 1)\nf(0)\n'],
  ['mutual recursion', 'def f(n):\n    return g(n)\ndef g(n):\n    return f(n)\nf(0)\n'],
  ['a class that is its own base', 'class A(A): pass\nclass A(A): pass\nA().x\n'],
  ['a list that holds itself', 'a = []\na.append(a)\nf(a)\na == a\n'],
  ['a dict that holds itself', 'a = {}\na["a"] = a\nf(a, **a)\n'],
  ['a doubling list', `a = [1]\n${'a = a + a\n'.repeat(60)}f(a)`],
  ['a doubling text', `a = "xx"\n${'a = a + a\n'.repeat(60)}f(a)`],
  [
    'calls that double',
    Array.from({ length: 40 }, (_, i) => `def f${String(i)}(x):\n    return f${String(i + 1)}(x) + f${String(i + 1)}(x + 1)\n`).join('') +
      'def f40(x):\n    return x\nf0(1)',
  ],
  [
    'nested loops',
    Array.from({ length: 18 }, (_, i) => `${' '.repeat(i)}for a${String(i)} in [1, 2, 3]:\n`).join('') + ' '.repeat(18) + 'f(a0)\n',
  ],
  [
    'loops that carry',
    Array.from({ length: 12 }, (_, i) => `${' '.repeat(i)}for a${String(i)} in xs:\n`).join('') +
      ' '.repeat(12) +
      'step()\n'.padStart(0) +
      'n = 0\ndef step():\n  global n\n  n += 1\n',
  ],
  [
    'conditions that multiply',
    Array.from({ length: 40 }, (_, i) => `a${String(i)} = 1 if c${String(i)} else 2\n`).join('') +
      `x = ${Array.from({ length: 40 }, (_, i) => `a${String(i)}`).join(' * ')}\nf(x)`,
  ],
];

const inserted = [
  '\0',
  '\uD83D',
  '\uDE00',
  '\uFEFF',
  '\r',
  '\r\n',
  '\n',
  '\t',
  '    ',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '"""',
  "'''",
  '\\',
  '#',
  ':',
  ';',
  ',',
  '=',
  '*',
  '**',
  '.',
  '@',
  'lambda ',
  'def ',
  'class ',
  'for ',
  'while True:\n',
  'if ',
  'else:\n',
  'return ',
  'yield ',
  'async ',
  'print "x"',
  '0777L',
  '1e999',
  'self',
  'global x\n',
  'import a\n',
  'from . import *\n',
  'f"{',
  '%',
  '!',
];

/** Names that every object of this language has, and that are names like others in Python. */
export const namesOfObjects = Object.getOwnPropertyNames(Object.prototype).filter((name) => /^\w+$/.test(name));

/** A piece of code as a person sees it: a word, a run of blanks, or a sign. */
const token = /\w+|[ \t]+|\r?\n|[^\w\s]/g;

/** One random change of characters or tokens. */
function mutated(text: string, other: string, below: (limit: number) => number): string {
  const at = below(text.length + 1);
  const length = below(below(5) > 0 ? 8 : 120);
  const from = below(other.length);
  switch (below(10)) {
    case 9: {
      const words = text.match(/[A-Za-z_]\w*/g) ?? [];
      const word = words[below(words.length)];
      const name = namesOfObjects[below(namesOfObjects.length)] ?? '';
      return word === undefined ? text : text.replaceAll(new RegExp(`\\b${word}\\b`, 'g'), name);
    }
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + (inserted[below(inserted.length)] ?? '') + text.slice(at);
    case 2:
      return text.slice(0, at) + other.slice(from, from + below(200)) + text.slice(at);
    case 3:
      return text.slice(0, at) + text.slice(at, at + length).repeat(below(4)) + text.slice(at);
    case 4:
      return below(8) === 0 ? text.slice(0, at) : text.slice(0, at) + (inserted[below(inserted.length)] ?? '') + text.slice(at + length);
    case 5:
      return below(3) === 0 ? text.replaceAll('\n', '\r\n') : text.replaceAll('    ', '\t');
    default: {
      const tokens = text.match(token) ?? [];
      const others = other.match(token) ?? [];
      const index = below(tokens.length);
      const second = below(tokens.length);
      const [a = '', b = ''] = [tokens[index], tokens[second]];
      tokens[index] = [b, '', a + a, others[below(others.length)] ?? ''][below(4)] ?? '';
      tokens[second] = below(2) === 0 ? a : b;
      return tokens.join('');
    }
  }
}

/** Texts made from others by a few random changes each. */
export function* mutations(count: number, seed: number, sources: readonly string[] = snippets): Generator<string> {
  const random = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let made = 0; made < count; made++) {
    let text = sources[below(sources.length)] ?? '';
    for (let change = below(5); change >= 0; change--) {
      text = mutated(text, sources[below(sources.length)] ?? '', below);
    }
    yield text;
  }
}

const oddities: readonly unknown[] = [null, 7, true, '', 'x = 1', [], {}, [null, 3, 'f(1)\n', ['y']], { cells: [] }];

/** The JSON of notebooks of which the form or the text was damaged. */
export function* damagedNotebooks(count: number, seed: number, sources: readonly string[]): Generator<string> {
  const random = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const odd = (): unknown => oddities[below(oddities.length)];
  for (const text of mutations(count, seed, sources)) {
    const cut = below(text.length + 1);
    const cells: Record<string, unknown>[] = [text.slice(0, cut), text.slice(cut)].map((code) => ({
      cell_type: 'code',
      source: below(2) === 0 ? code : code.split(/(?<=\n)/),
      outputs: [],
    }));
    const book: Record<string, unknown> = { cells, metadata: { kernelspec: { name: 'python3', language: 'python' } }, nbformat: 4 };
    const victim = [book, ...cells][below(3)] ?? book;
    const keys = Object.keys(victim);
    if (below(2) === 0) {
      victim[keys[below(keys.length)] ?? 'cells'] = odd();
    }
    const json = JSON.stringify(below(8) === 0 ? { worksheets: [{ cells }, odd()] } : below(40) === 0 ? odd() : book);
    yield below(3) === 0 ? mutated(json, text, below) : below(4) === 0 ? json.slice(0, below(json.length)) : json;
  }
}
