/** Values of Python literals. Integers beyond 2^53 keep their magnitude as a float, which is all that forecasts need. */
import { dictionary } from '../dictionary';

const simpleEscapes: Readonly<Record<string, string>> = dictionary({
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
});

export function integerValue(text: string): number {
  const plain = text.replace(/_/g, '').replace(/[lL]$/, '');
  if (/^0[0-7]+$/.test(plain)) {
    return Number.parseInt(plain, 8);
  }
  return Number(plain);
}

export function floatValue(text: string): number {
  return Number(text.replace(/_/g, ''));
}

/** Splits a string token into prefix and body: `rb'''x'''` is `rb` and `x`. */
export function stringParts(text: string): { readonly prefix: string; readonly quote: number } {
  const prefix = /^[a-zA-Z]*/.exec(text)?.[0] ?? '';
  const rest = text.slice(prefix.length);
  const quote = rest.startsWith('"""') || rest.startsWith("'''") ? 3 : 1;
  return { prefix: prefix.toLowerCase(), quote };
}

export function unescape(body: string, raw: boolean): string {
  if (raw || !body.includes('\\')) {
    return body;
  }
  return body.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[0-7]{1,3}|\r\n|[\s\S])/g, (whole, escape: string) => {
    const first = escape[0] ?? '';
    if (first === 'x' || first === 'u' || first === 'U') {
      const code = Number.parseInt(escape.slice(1), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }
    if (/^[0-7]+$/.test(escape)) {
      return String.fromCharCode(Number.parseInt(escape, 8));
    }
    if (escape === '\r\n') {
      return '';
    }
    return simpleEscapes[first] ?? whole;
  });
}
