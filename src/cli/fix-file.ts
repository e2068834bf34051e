import { readFile, writeFile } from 'node:fs/promises';
import type { SourceDocument } from '../python/source/document';
import { notebookText } from './notebook-text';
import { decoded, isNotebook, reasonOf, sourceOf } from './read-source';

/** Writes a fixed document over the file it was read from, in its encoding; null when done, else one sentence that says why not. */
export async function writeFixed(before: SourceDocument, after: SourceDocument): Promise<string | null> {
  try {
    const bytes = await readFile(before.path);
    const present = sourceOf(before.path, bytes);
    const old = decoded(bytes);
    if (old === null || !present.ok || !hasSameText(present.document, before)) {
      return 'It changed while it was read, so it was not fixed.';
    }
    const text = isNotebook(before.path) ? notebookText(old.text, before, after) : (after.fragments[0]?.text ?? '');
    const written = sourceOf(before.path, old.encode(text));
    if (!written.ok || !hasSameText(written.document, after)) {
      return 'Its cells could not be changed in place, so it was not fixed.';
    }
    await writeFile(before.path, old.encode(text));
    return null;
  } catch (error) {
    return `It could not be fixed: ${reasonOf(error).replace('read', 'read or written')}`;
  }
}

function hasSameText(a: SourceDocument, b: SourceDocument): boolean {
  return a.fragments.length === b.fragments.length && a.fragments.every(({ text }, index) => text === b.fragments[index]?.text);
}
