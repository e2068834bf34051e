import { type Condition, parseConditions } from '../version';
import { parseSignature, type Signature } from './signature';
import { endOfBracket, splitAtCommas } from './split';

/** What an `in` line says about the lines below it. */
export interface Section {
  /** Stands for a leading dot. */
  readonly prefix: string;
  /** Base of classes that name none. */
  readonly base: string | undefined;
  /** Result of functions and methods that name none. */
  readonly result: string | undefined;
}

export const noSection: Section = { prefix: '', base: undefined, result: undefined };

/** One line of a table as it is indexed: what it declares is known, what it says is still text. */
export interface Entry {
  readonly kind: 'class' | 'function' | 'method' | 'attribute';
  /** Between `[` and `]` before the declaration; empty when it holds for every other version. */
  readonly conditions: string;
  /** What follows the name. */
  readonly text: string;
  readonly section: Section;
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
  const { prefix, base, result } = entry.section;
  const isCallable = entry.kind === 'function' || entry.kind === 'method';
  let bases: readonly string[] = entry.kind === 'class' && base !== undefined ? [base] : [];
  let type = isCallable ? result : undefined;
  if (rest.startsWith('->') && isCallable) type = absolute(rest.slice(2), prefix);
  else if (rest.startsWith(':') && entry.kind === 'attribute') type = absolute(rest.slice(1), prefix);
  else if (rest.startsWith(':') && entry.kind === 'class') bases = splitAtCommas(rest.slice(1)).map((name) => absolute(name, prefix));
  else if (rest !== '') throw new SyntaxError(`'${rest}' does not belong to a ${entry.kind}`);
  if (isCallable && !signature) throw new SyntaxError(`a ${entry.kind} needs its parameters`);
  if (entry.kind === 'attribute' && (type === undefined || signature)) throw new SyntaxError('an attribute needs a type and no parameters');
  return {
    kind: entry.kind,
    conditions: entry.conditions === '' ? [] : parseConditions(entry.conditions),
    signature,
    bases,
    type: type === '?' ? undefined : type,
  };
}

/** A name with a leading dot continues the section it stands in. */
export function absolute(name: string, prefix: string): string {
  const written = name.trim();
  return written.startsWith('.') ? prefix + written : written;
}
