/**
 * The notation of the tables, one declaration a line:
 *
 *     # comment
 *     in torch.nn : .Module -> torch.Tensor            names below that start with a dot continue this one; classes and
 *                                                      functions that say nothing else have this base and this result
 *     class .Linear(in_features, bias=True) : .Module  constructor and bases
 *     class .Identity : .Module                        constructor of the first base
 *     def .functional.relu(input) -> torch.Tensor      a function and the type of its result
 *     method .Module.to(...) -> self                   a method, without its receiver
 *     attribute .Module.training : bool                a property, or a constant of a module
 *     alias torch.nn.modules.* = torch.nn              another name, for everything below it too
 *     [torch<2] method .Module.zero_grad(set_to_none=False)
 *
 * - `{a,b}` writes several names in one; on the right of an alias `{}` repeats the choice made on the left.
 * - `*` in an alias is one module name (it starts in lower case); `*` in the last word of a class is any text. Exact names win.
 * - `[package<version, …]` marks a variant; variants are tried from the top, the unmarked line is the newest.
 * - `name?` is `name=None`; `**` at the end takes any further keyword, `...` at the end or alone any further argument.
 * - `(..., name=1, -other)` starts from the parameters of the newest declaration (in a variant) or of the first base.
 * - A list with `**` or `...` at its end may leave out what no analysis asks about; positions are always exact.
 * - Types of results: a class, a builtin (`float`), `self` (the receiver), `cls` (an instance of the class it is called on),
 *   `arg(0)` (the first argument itself), `iter(0)` (iterates the first argument), `args` (all arguments, as a tuple if several),
 *   `?` (unknown, where the section says something else).
 */
import { expandBraces } from './braces';
import { absolute, type Entry, noSection, type Section } from './declaration';

export interface Alias {
  readonly from: string;
  readonly to: string;
}

/** A name with stars: the pieces between them must follow one another in a name, the first and the last at its ends. */
export interface Pattern {
  readonly pieces: readonly string[];
  readonly entry: Entry;
}

export interface Table {
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** Entries whose name holds a `*`, in the order they are written. */
  readonly patterns: readonly Pattern[];
  readonly aliases: readonly Alias[];
}

const kinds: Readonly<Record<string, Entry['kind']>> = { class: 'class', def: 'function', method: 'method', attribute: 'attribute' };

/** Finds the names of the lines of some texts without reading their signatures. Throws SyntaxError with the line at fault. */
export function indexTable(texts: readonly string[]): Table {
  const entries = new Map<string, Entry[]>();
  const patterns: Pattern[] = [];
  const aliases: Alias[] = [];
  for (const text of texts) {
    let section = noSection;
    for (const line of text.split('\n')) {
      if (line === '' || line.startsWith('#')) continue;
      if (line.startsWith('in ')) section = readSection(line);
      else if (line.startsWith('alias ')) aliases.push(...readAliases(line, section.prefix));
      else {
        const { names, entry } = readLine(line, section);
        for (const name of expandBraces(names)) {
          const known = entries.get(name);
          if (name.includes('*')) patterns.push({ pieces: name.split('*'), entry });
          else if (known) known.push(entry);
          else entries.set(name, [entry]);
        }
      }
    }
  }
  return { entries, patterns, aliases };
}

const sectionPattern = /^in ([\w.]+)(?: : ([\w.]+))?(?: -> ([\w.()]+))?$/;

function readSection(line: string): Section {
  const match = sectionPattern.exec(line);
  if (!match) throw new SyntaxError(`no section: ${line}`);
  const [, prefix = '', base, result] = match;
  return { prefix, base: base && absolute(base, prefix), result: result && absolute(result, prefix) };
}

function readLine(line: string, section: Section): { readonly names: string; readonly entry: Entry } {
  let start = 0;
  let conditions = '';
  if (line.startsWith('[')) {
    const end = line.indexOf(']');
    conditions = line.slice(1, end);
    start = end + 2;
  }
  const space = line.indexOf(' ', start);
  const kind = kinds[line.slice(start, space)];
  if (kind === undefined || space < 0) throw new SyntaxError(`no declaration: ${line}`);
  let end = space + 1;
  while (end < line.length && line[end] !== '(' && line[end] !== ' ') end++;
  return { names: absolute(line.slice(space + 1, end), section.prefix), entry: { kind, conditions, text: line.slice(end), section } };
}

function readAliases(line: string, prefix: string): readonly Alias[] {
  const [left, right, ...more] = line.slice('alias '.length).split('=');
  if (left === undefined || right === undefined || more.length > 0) throw new SyntaxError(`no alias: ${line}`);
  const to = absolute(right, prefix);
  const from = absolute(left, prefix);
  if (!to.includes('{}')) return expandBraces(from).map((name) => ({ from: name, to }));
  const open = from.indexOf('{');
  const close = from.indexOf('}');
  const choices = from.slice(open + 1, close).split(',');
  return choices.map((choice) => ({ from: from.slice(0, open) + choice + from.slice(close + 1), to: to.replace('{}', choice) }));
}

/** Whether a name fits a pattern; `transformers.*Model` fits `transformers.BertModel` but nothing inside it. */
export function fitsPattern(name: string, { pieces }: Pattern): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.includes('.', first.length)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at + last.length <= name.length;
}
