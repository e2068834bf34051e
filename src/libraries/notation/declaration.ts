import { type Condition, parseConditions } from '../version';
import { parseSignature, type Signature } from './signature';
import { endOfBracket, splitAtCommas } from './split';

/** One line of a table as it is indexed: what it declares is known, what it says is still text. */
export interface Entry {
  readonly kind: 'class' | 'function' | 'method' | 'attribute';
  /** Between `[` and `]` before the declaration; empty when it holds for every other version. */
  readonly conditions: string;
  /** What follows the name. */
  readonly text: string;
  /** The prefix that stands for a leading dot. */
  readonly section: string;
}

/** What an entry says once it is read. */
export interface Declaration {
  readonly kind: Entry['kind'];
  readonly conditions: readonly Condition[];
  /** Undefined for an attribute, and for a class that takes over the constructor of its first base. */
  readonly signature: Signature | undefined;
  readonly bases: readonly string[];
  /** Type of the result or of the attribute. */
  readonly type: string | undefined;
}

/** Reads the part of a line after the name. Throws SyntaxError when the line does not keep to the notation. */
export function parseDeclaration(entry: Entry): Declaration {
  let rest = entry.text.trim();
  let signature: Signature | undefined;
  if (rest.startsWith('(')) {
    const end = endOfBracket(rest, 0);
    if (end < 0) throw new SyntaxError(`no ) closes '${rest}'`);
    signature = parseSignature(rest.slice(1, end - 1));
    rest = rest.slice(end).trim();
  }
  let bases: readonly string[] = [];
  let type: string | undefined;
  if (rest.startsWith('->') && (entry.kind === 'function' || entry.kind === 'method')) type = absolute(rest.slice(2), entry.section);
  else if (rest.startsWith(':') && entry.kind === 'attribute') type = absolute(rest.slice(1), entry.section);
  else if (rest.startsWith(':') && entry.kind === 'class')
    bases = splitAtCommas(rest.slice(1)).map((base) => absolute(base, entry.section));
  else if (rest !== '') throw new SyntaxError(`'${rest}' does not belong to a ${entry.kind}`);
  if ((entry.kind === 'function' || entry.kind === 'method') && !signature) throw new SyntaxError(`a ${entry.kind} needs its parameters`);
  if (entry.kind === 'attribute' && (type === undefined || signature)) throw new SyntaxError('an attribute needs a type and no parameters');
  return { kind: entry.kind, conditions: entry.conditions === '' ? [] : parseConditions(entry.conditions), signature, bases, type };
}

/** A name with a leading dot continues the section it stands in. */
export function absolute(name: string, section: string): string {
  const written = name.trim();
  return written.startsWith('.') ? section + written : written;
}
