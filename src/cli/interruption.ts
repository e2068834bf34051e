import type { Streams } from './streams';

/** The person stopped the command with Ctrl-C: it ends with status 130 and says nothing more. */
export class Interrupted extends Error {}

/** 128 and the number of SIGINT, as shells report it. */
export const interruptedStatus = 130;

export function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new Interrupted();
  }
}

/** Runs work that looks at the signal; without it Ctrl-C ends the process wherever it is, in the middle of a line or a file. */
export async function interruptible<T>({ onInterrupt }: Streams, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const release = onInterrupt?.(() => {
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } finally {
    release?.();
  }
}
