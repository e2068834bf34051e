/**
 * The page as an ordered list of parts. A part is built again only when the data it shows has changed, so that focus,
 * selection and the place of a screen reader survive what happens elsewhere.
 */
export interface Part {
  readonly id: string;
  /** Everything the part shows, compared as JSON. */
  readonly data: unknown;
  render(): Element;
}

export interface PartList {
  show(parts: readonly Part[]): void;
}

export function partList(container: Element): PartList {
  let shown = new Map<string, { readonly fingerprint: string; readonly element: Element }>();
  return {
    show(parts) {
      const next = new Map<string, { readonly fingerprint: string; readonly element: Element }>();
      for (const part of parts) {
        const fingerprint = JSON.stringify(part.data);
        const previous = shown.get(part.id);
        next.set(part.id, previous?.fingerprint === fingerprint ? previous : { fingerprint, element: part.render() });
      }
      place(
        container,
        [...next.values()].map((entry) => entry.element),
      );
      shown = next;
    },
  };
}

/** Puts the elements in order without taking out those that stay: an element that is moved loses its focus. */
function place(container: Element, elements: readonly Element[]): void {
  const staying = new Set(elements);
  for (const child of [...container.children]) {
    if (!staying.has(child)) child.remove();
  }
  elements.forEach((element, index) => {
    if (container.children[index] !== element) container.insertBefore(element, container.children[index] ?? null);
  });
}

export function findByKey(container: Element, key: string): HTMLElement | null {
  return container.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
}
