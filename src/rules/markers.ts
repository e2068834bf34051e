import type { SourceDocument } from '../python/source/document';

/** Markers are told apart by so many characters before they are compared as a whole. */
const compared = 3;
const hashes = 1 << 16;

/**
 * Finds many words in a text at once. A search for each of them reads the text from start to end, which for some 170 words takes as long
 * as parsing it does.
 */
export class MarkerSearch {
  private readonly candidates = new Map<number, readonly string[]>();
  private readonly isCandidate = new Uint8Array(hashes);
  private readonly short: readonly string[];
  private readonly found = new WeakMap<SourceDocument, ReadonlySet<string>>();

  constructor(private readonly markers: ReadonlySet<string>) {
    this.short = [...markers].filter(({ length }) => length < compared);
    for (const marker of markers) {
      if (marker.length >= compared) {
        const hash = hashAt(marker, 0);
        this.candidates.set(hash, [...(this.candidates.get(hash) ?? []), marker]);
        this.isCandidate[hash] = 1;
      }
    }
  }

  /** Those that stand anywhere in a document. */
  in(document: SourceDocument): ReadonlySet<string> {
    const known = this.found.get(document);
    if (known !== undefined) {
      return known;
    }
    const found = new Set<string>();
    for (const { text } of document.fragments) {
      this.search(text, found);
    }
    this.found.set(document, found);
    return found;
  }

  private search(text: string, found: Set<string>): void {
    for (const marker of this.short) {
      if (text.includes(marker)) {
        found.add(marker);
      }
    }
    // One hash of the last three characters moves along; most places match none.
    const last = text.length - compared;
    for (let at = 0; at <= last && found.size < this.markers.size; at++) {
      const hash = hashAt(text, at);
      if (this.isCandidate[hash] === 1) {
        for (const marker of this.candidates.get(hash) ?? []) {
          if (text.startsWith(marker, at)) {
            found.add(marker);
          }
        }
      }
    }
  }
}

function hashAt(text: string, at: number): number {
  return (text.charCodeAt(at) + text.charCodeAt(at + 1) * 37 + text.charCodeAt(at + 2) * 1369) & (hashes - 1);
}
