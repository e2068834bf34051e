import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileDocument, type SourceDocument } from '../python/source/document';
import { readNotebook } from '../python/source/notebook';
import { readAll, type Streams } from './streams';
import { UsageError } from './usage-error';

/** Larger scripts are generated or data; reading them would hold up everything else. */
export const largestBytes = 2 * 1024 * 1024;
/** Notebooks carry pictures beside their code, which alone is measured against the limit above. */
const largestNotebookBytes = 64 * 1024 * 1024;

export type SourceReading = { readonly ok: true; readonly document: SourceDocument } | { readonly ok: false; readonly problem: string };

/** Reads a Python file or a notebook; the problem is one sentence without the path. */
export async function readSourceFile(absolute: string): Promise<SourceReading> {
  try {
    const { size } = await stat(absolute);
    if (size > (isNotebook(absolute) ? largestNotebookBytes : largestBytes)) {
      return tooLarge(size);
    }
    const read = sourceOf(absolute, await readFile(absolute));
    const code = read.ok ? read.document.fragments.reduce((sum, { text }) => sum + text.length, 0) : 0;
    return code > largestBytes ? tooLarge(code) : read;
  } catch (error) {
    return { ok: false, problem: reasonOf(error) };
  }
}

function tooLarge(bytes: number): SourceReading {
  return { ok: false, problem: `It is larger than 2 MB (${(bytes / 1024 / 1024).toFixed(1)} MB) and was passed over.` };
}

export function isNotebook(name: string): boolean {
  return name.endsWith('.ipynb');
}

/** Text as a document; what ends in `.ipynb` or is JSON with cells is a notebook. */
export function sourceOf(name: string, bytes: Uint8Array): SourceReading {
  const read = decoded(bytes);
  if (read === null) {
    return { ok: false, problem: 'It is not UTF-8 text.' };
  }
  const { text } = read;
  if (!isNotebook(name)) {
    return { ok: true, document: fileDocument(name, text) };
  }
  const book = readNotebook(name, text);
  return book.ok ? book : { ok: false, problem: book.problem.replace(/^.* is not a notebook: /u, 'It is not a notebook: ') };
}

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  /** Other text as bytes in the same encoding. */
  readonly encode: (text: string) => Uint8Array;
}

const byteOrderMark = '\uFEFF';

export function decoded(bytes: Uint8Array): DecodedText | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
    return { text: text.slice(mark.length), encode: (other) => Buffer.from(mark + other, 'utf8') };
  } catch {
    return isLatin(bytes) ? { text: Buffer.from(bytes).toString('latin1'), encode: (other) => Buffer.from(other, 'latin1') } : null;
  }
}

/** Python files may declare another encoding (PEP 263); those with one byte a character keep their offsets. */
function isLatin(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 300)).toString('latin1').split('\n').slice(0, 2).join('\n');
  return /^[ \t\f]*#.*?coding[:=][ \t]*(?:latin-?1|iso-8859-\d+|cp125\d|ascii)/imu.test(head);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EACCES: 'It may not be read: permission denied.',
  EPERM: 'It may not be read: permission denied.',
  EISDIR: 'It is a folder.',
  ELOOP: 'Its links lead in a circle.',
};

export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return reasons[code] ?? `It cannot be read${code === '' ? '' : ` (${code})`}.`;
}

export async function readText(absolute: string, shown: string): Promise<string> {
  return readFile(absolute, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${shown}: ${reasonOf(error)}`);
  });
}

/** The text of a file that a flag names, or standard input for `-`, and how it is called in a sentence. */
export async function readGiven(file: string, streams: Streams): Promise<{ readonly text: string; readonly shown: string }> {
  return file === '-'
    ? { text: await readAll(streams.stdin), shown: 'standard input' }
    : { text: await readText(path.resolve(streams.cwd, file), file), shown: file };
}
