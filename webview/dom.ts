/**
 * Elements as data. Children that are strings become text nodes and nothing here parses markup, so hostile text stays text.
 */
export type Child = Node | string | null | false;

export interface Properties {
  readonly class?: string;
  readonly id?: string;
  readonly title?: string;
  /** A name that stays the same when the page is rendered again, so that focus finds its way back. */
  readonly key?: string;
  readonly role?: string;
  readonly scope?: 'col' | 'row' | 'rowgroup';
  readonly type?: 'button';
  readonly tabIndex?: number;
  readonly colSpan?: number;
  /** `aria-*` attributes by the part after the dash; true and false are written out. */
  readonly aria?: Readonly<Record<string, string | boolean>>;
  readonly onClick?: () => void;
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  const { class: className, id, title, key, role, scope, type, tabIndex, colSpan, aria, onClick } = properties;
  if (className !== undefined) element.className = className;
  if (id !== undefined) element.id = id;
  if (title !== undefined) element.title = title;
  if (key !== undefined) element.dataset.key = key;
  if (tabIndex !== undefined) element.tabIndex = tabIndex;
  setAttributes(element, { role: role ?? tableRole(tag, scope), scope, type, colspan: colSpan?.toString() });
  for (const [name, value] of Object.entries(aria ?? {})) element.setAttribute(`aria-${name}`, String(value));
  if (onClick !== undefined) element.addEventListener('click', onClick);
  append(element, children);
  return element;
}

/** Tables break their rows in two where the page is narrow; with roles spelled out they stay tables for those who hear them. */
function tableRole(tag: string, scope: Properties['scope']): string | undefined {
  if (tag === 'th') return scope === 'col' ? 'columnheader' : 'rowheader';
  return tableRoles[tag];
}

const tableRoles: Readonly<Record<string, string>> = { table: 'table', thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', td: 'cell' };

export function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child !== null && child !== false) parent.append(child);
  }
}

/** A button that looks like a link: it acts on the page or the host and leads nowhere. */
export function linkButton(label: string, properties: Properties & { readonly onClick: () => void }): HTMLButtonElement {
  return h('button', { ...properties, type: 'button', class: `link ${properties.class ?? ''}`.trim() }, label);
}

function setAttributes(element: Element, attributes: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
}
