/** Adds a rule to the comment `# joulewise: ignore[…]` of a line: where to insert what, as a 0-based column. */
export function suppressionEdit(lineText: string, rule: string): { readonly column: number; readonly text: string } | null {
  const present = /#\s*joulewise:\s*ignore\[([^\]]*)\]/.exec(lineText);
  if (present !== null) {
    const rules = (present[1] ?? '').split(',').map((name) => name.trim());
    const closing = present.index + present[0].length - 1;
    return rules.includes(rule) ? null : { column: closing, text: rules.join('') === '' ? rule : `, ${rule}` };
  }
  const end = lineText.trimEnd().length;
  // A line that goes on after a backslash cannot carry a comment.
  if (lineText.endsWith('\\')) {
    return null;
  }
  return { column: end, text: `  # joulewise: ignore[${rule}]` };
}
