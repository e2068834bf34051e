/**
 * Writes out a brace list, so that one line declares a family: `models.{vgg11,vgg16}` gives two names. Several lists give
 * every combination. A name without braces comes back alone.
 */
export function expandBraces(text: string): readonly string[] {
  const open = text.indexOf('{');
  if (open < 0) return [text];
  const close = text.indexOf('}', open);
  if (close < 0) throw new SyntaxError(`no } closes the list in '${text}'`);
  const head = text.slice(0, open);
  const tails = expandBraces(text.slice(close + 1));
  return text
    .slice(open + 1, close)
    .split(',')
    .flatMap((choice) => tails.map((tail) => head + choice + tail));
}
