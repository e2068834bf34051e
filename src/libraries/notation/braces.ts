/**
 * Writes out a brace list, so that one line declares a family: `models.{vgg11,vgg16}` gives two names. Several lists give
 * every combination. A name without braces comes back alone.
 */
export function expandBraces(text: string): readonly string[] {
  let open = text.indexOf('{');
  if (open < 0) return [text];
  let names: string[] = [text.slice(0, open)];
  while (open >= 0) {
    const close = text.indexOf('}', open);
    if (close < 0) throw new SyntaxError(`no } closes the list in '${text}'`);
    const next = text.indexOf('{', close);
    const tail = text.slice(close + 1, next < 0 ? undefined : next);
    const longer: string[] = [];
    for (const name of names) for (const choice of text.slice(open + 1, close).split(',')) longer.push(name + choice + tail);
    names = longer;
    open = next;
  }
  return names;
}
