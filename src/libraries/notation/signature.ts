import type { DefaultLiteral, LibraryParameter } from '../../python/library-knowledge';
import { splitAtCommas } from './split';

/** What stands between the parentheses of a declaration. */
export interface Signature {
  /** `...` came before others: start from the parameters of the newest declaration of this name, or else of the first base. */
  readonly inherits: boolean;
  readonly parameters: readonly LibraryParameter[];
  /** `-name`: an inherited parameter that does not exist here. */
  readonly removed: readonly string[];
}

const anyPositional: LibraryParameter = { name: 'args', kind: 'rest', default: undefined };
const anyKeyword: LibraryParameter = { name: 'kwargs', kind: 'keyword-rest', default: undefined };
const none: DefaultLiteral = { kind: 'constant', value: null };
/** `*args, **kwargs`: what is said of a callable whose parameters are unknown. */
export const anyParameters: readonly LibraryParameter[] = [anyPositional, anyKeyword];

const numberPattern = /^[-+]?(\d[\d_]*\.?\d*|\.\d+)([eE][-+]?\d+)?$/;
const namePattern = /^[A-Za-z_]\w*$/;

/**
 * Reads a parameter list in Python's own notation, plus `name?` for `name=None`, `**` for keywords not named here, `...` and
 * `-name`. Throws SyntaxError on anything else.
 */
export function parseSignature(text: string): Signature {
  const parameters: LibraryParameter[] = [];
  const removed: string[] = [];
  let inherits = false;
  let kind: 'positional' | 'keyword' = 'positional';
  const parts = splitAtCommas(text);
  for (const [position, part] of parts.entries()) {
    if (part === '...' && position === 0 && parts.length > 1) inherits = true;
    else if (part === '...') parameters.push(anyPositional, anyKeyword);
    else if (part === '**') parameters.push(anyKeyword);
    else if (part === '*') kind = 'keyword';
    else if (part === '/') continue;
    else if (part.startsWith('**')) parameters.push({ name: parameterName(part.slice(2)), kind: 'keyword-rest', default: undefined });
    else if (part.startsWith('*')) {
      parameters.push({ name: parameterName(part.slice(1)), kind: 'rest', default: undefined });
      kind = 'keyword';
    } else if (part.startsWith('-')) removed.push(parameterName(part.slice(1)));
    else if (part.endsWith('?')) parameters.push({ name: parameterName(part.slice(0, -1)), kind, default: none });
    else {
      const equals = part.indexOf('=');
      const name = parameterName(equals < 0 ? part : part.slice(0, equals));
      parameters.push({ name, kind, default: equals < 0 ? undefined : parseDefault(part.slice(equals + 1)) });
    }
  }
  return { inherits, parameters, removed };
}

/** A constant where the text is one, otherwise the text itself. */
export function parseDefault(text: string): DefaultLiteral {
  const written = text.trim();
  if (written === '') throw new SyntaxError('a default is missing after =');
  if (written === 'None') return { kind: 'constant', value: null };
  if (written === 'True' || written === 'False') return { kind: 'constant', value: written === 'True' };
  if (numberPattern.test(written)) return { kind: 'constant', value: Number(written.replaceAll('_', '')) };
  const quote = written.charAt(0);
  if ((quote === '"' || quote === "'") && written.length > 1 && written.indexOf(quote, 1) === written.length - 1) {
    return { kind: 'constant', value: written.slice(1, -1) };
  }
  return { kind: 'expression', text: written };
}

/**
 * A derived parameter list: a parameter of the same name takes the place of the inherited one, a new one follows the
 * inherited ones, as fields of a Python dataclass do. Behind a keyword-only parameter nothing is positional.
 */
export function extendParameters(inherited: readonly LibraryParameter[], own: Signature): readonly LibraryParameter[] {
  const byName = new Map<string, LibraryParameter>();
  for (const parameter of inherited) if (!own.removed.includes(parameter.name)) byName.set(parameter.name, parameter);
  const isClosed = inherited.some(({ kind }) => kind === 'keyword' || kind === 'rest');
  for (const parameter of own.parameters) {
    const kind = byName.get(parameter.name)?.kind ?? (isClosed && parameter.kind === 'positional' ? 'keyword' : parameter.kind);
    byName.set(parameter.name, { ...parameter, kind });
  }
  const all = [...byName.values()];
  return [...all.filter(({ kind }) => kind !== 'keyword-rest'), ...all.filter(({ kind }) => kind === 'keyword-rest')];
}

function parameterName(text: string): string {
  const name = text.trim();
  if (!namePattern.test(name)) throw new SyntaxError(`'${text}' is no parameter name`);
  return name;
}
