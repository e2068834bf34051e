import type { Readable, Writable } from 'node:stream';
import { throwIfInterrupted } from './interruption';

/** Where the command reads and writes, so that tests can run it in-process. */
export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly cwd: string;
  /** Calls `stop` on Ctrl-C, in place of the end of the process, until what it returns is called. */
  readonly onInterrupt?: (stop: () => void) => () => void;
}

/** Writes and waits until the reader has room, so that a slow reader never makes us hold everything. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (text !== '' && !stream.write(text)) {
    await new Promise<void>((resolve) => {
      const go = (): void => {
        stream.off('drain', go);
        stream.off('close', go);
        resolve();
      };
      stream.on('drain', go);
      stream.on('close', go);
    });
  }
}

const longestPiece = 64 * 1024;

/** Writes whole lines, and stops between two of them on Ctrl-C. */
export async function writeLines(stream: Writable, text: string, signal: AbortSignal): Promise<void> {
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf('\n', start + longestPiece);
    const end = lineEnd === -1 ? text.length : lineEnd + 1;
    throwIfInterrupted(signal);
    await write(stream, text.slice(start, end));
    await new Promise((resolve) => setImmediate(resolve));
    start = end;
  }
}

export async function readAll(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer));
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Lines as they arrive, without their line breaks. */
export async function* linesOf(stream: Readable): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const parts = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk as Buffer, { stream: true }))).split(/\r?\n/u);
    rest = parts.pop() ?? '';
    yield parts;
  }
  yield [rest + decoder.decode()];
}
