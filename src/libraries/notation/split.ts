const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Splits at commas outside brackets and quotes: `a=(1, 2), b="x,y"` gives two parts; an empty text gives none. */
export function splitAtCommas(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (closing[character] !== undefined) depth++;
    else if (character === ')' || character === ']' || character === '}') depth--;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  const last = text.slice(start).trim();
  if (last !== '') parts.push(last);
  return parts;
}

/** Position just after the bracket that closes the one at `open`, or -1 when nothing closes it. */
export function endOfBracket(text: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (closing[character] !== undefined) depth++;
    else if ((character === ')' || character === ']' || character === '}') && --depth === 0) return at + 1;
  }
  return -1;
}
