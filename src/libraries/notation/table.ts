/**
 * The notation of the tables, one declaration a line:
 *
 *     # comment
 *     in torch.nn                                      names below that start with a dot continue this one
 *     class .Linear(in_features, bias=True) : .Module  constructor and bases
 *     class .Identity : .Module                        constructor of the first base
 *     def .functional.relu(input) -> torch.Tensor      a function and the type of its result
 *     method .Module.to(*args, **kwargs) -> self       a method, without its receiver
 *     attribute .Module.training : bool                a property, or a constant of a module
 *     alias torch.nn.modules.* = torch.nn              another name, for everything below it too
 *     [torch<2] method .Module.zero_grad(set_to_none=False)
 *
 * - `{a,b}` writes several names in one; on the right of an alias `{}` repeats the choice made on the left.
 * - `*` in an alias is one module name (it starts in lower case); `*` in the last word of a class is any text. Exact names win.
 * - `[package<version, …]` marks a variant; variants are tried from the top, the unmarked line is the newest.
 * - `(..., name=1, -other)` starts from the parameters of the newest declaration (in a variant) or of the first base.
 * - Types of results: a class, a builtin (`float`), `self` (the receiver), `cls` (an instance of the class it is called on),
 *   `arg(0)` (the first argument itself), `iter(0)` (iterates the first argument), `args` (all arguments, as a tuple if several).
 */
import { expandBraces } from './braces';
import { absolute, type Entry } from './declaration';

export interface Alias {
  readonly from: string;
  readonly to: string;
}

export interface Table {
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** Entries whose name holds a `*`, in the order they are written. */
  readonly patterns: readonly { readonly prefix: string; readonly suffix: string; readonly entry: Entry }[];
  readonly aliases: readonly Alias[];
}

const kinds: Readonly<Record<string, Entry['kind']>> = { class: 'class', def: 'function', method: 'method', attribute: 'attribute' };

/** Finds the names of the lines of some texts without reading their signatures. Throws SyntaxError with the line at fault. */
export function indexTable(texts: readonly string[]): Table {
  const entries = new Map<string, Entry[]>();
  const patterns: { prefix: string; suffix: string; entry: Entry }[] = [];
  const aliases: Alias[] = [];
  for (const text of texts) {
    let section = '';
    for (const line of text.split('\n')) {
      if (line === '' || line.startsWith('#')) continue;
      if (line.startsWith('in ')) section = line.slice(3).trim();
      else if (line.startsWith('alias ')) aliases.push(...readAliases(line, section));
      else {
        const { names, entry } = readLine(line, section);
        for (const name of expandBraces(names)) {
          const star = name.indexOf('*');
          const known = entries.get(name);
          if (star >= 0) patterns.push({ prefix: name.slice(0, star), suffix: name.slice(star + 1), entry });
          else if (known) known.push(entry);
          else entries.set(name, [entry]);
        }
      }
    }
  }
  return { entries, patterns, aliases };
}

function readLine(line: string, section: string): { readonly names: string; readonly entry: Entry } {
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
  return { names: absolute(line.slice(space + 1, end), section), entry: { kind, conditions, text: line.slice(end), section } };
}

function readAliases(line: string, section: string): readonly Alias[] {
  const [left, right, ...more] = line.slice('alias '.length).split('=');
  if (left === undefined || right === undefined || more.length > 0) throw new SyntaxError(`no alias: ${line}`);
  const to = absolute(right, section);
  const from = absolute(left, section);
  if (!to.includes('{}')) return expandBraces(from).map((name) => ({ from: name, to }));
  const open = from.indexOf('{');
  const close = from.indexOf('}');
  const choices = from.slice(open + 1, close).split(',');
  return choices.map((choice) => ({ from: from.slice(0, open) + choice + from.slice(close + 1), to: to.replace('{}', choice) }));
}
