/** Puts values into the `{name}` places of a text, as `vscode.l10n.t` does for named arguments. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place));
}
