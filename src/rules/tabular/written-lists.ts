/** Whether a name stands as a whole item in a list or tuple, beside others: twice the same is doubled, not lengthened by a part. */
export function isPartOf(list: string, name: string): boolean {
  const items = itemsIn(list);
  return items.includes(name) && items.some((item) => item !== name);
}

/** The items of a list or tuple as written. */
export function itemsIn(list: string): readonly string[] {
  const inside = /^[[(](.*?),?[\])]$/s.exec(list)?.[1];
  return inside === undefined ? [] : splitAtCommas(inside);
}

function splitAtCommas(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const [at, character] of text.split('').entries()) {
    depth += '([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0;
    if (character === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** What an assignment binds, one by one where it unpacks: `x,y` and `(x,y)`. */
export function namesIn(target: string): readonly string[] {
  return splitAtCommas(/^[[(](.*)[\])]$/s.exec(target)?.[1] ?? target);
}
