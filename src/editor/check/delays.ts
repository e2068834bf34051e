/** The clock of a host, or of a test. */
export interface Clock {
  setTimeout(run: () => void, milliseconds: number): unknown;
  clearTimeout(handle: unknown): void;
}

export const hostClock: Clock = {
  setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimeout: (handle) => {
    clearTimeout(handle as ReturnType<typeof setTimeout>);
  },
};

/** A pause in typing of this length starts a check. */
export const pauseMilliseconds = 300;
/** A check may use this share of one core while a person types without end; a slow file is checked less often. */
const busyShare = 0.2;
const longestPauseMilliseconds = 3000;

/** Runs a check once a document has been quiet for a while; the pause grows with what the last check of that document took. */
export class Delays {
  private readonly waiting = new Map<string, unknown>();
  private readonly pauses = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly run: (key: string) => void,
  ) {}

  /** Asks for a check after the pause; an earlier request for the same document is replaced. */
  ask(key: string): void {
    this.cancel(key);
    const pause = this.pauses.get(key) ?? pauseMilliseconds;
    this.waiting.set(
      key,
      this.clock.setTimeout(() => {
        this.waiting.delete(key);
        this.run(key);
      }, pause),
    );
  }

  isWaiting(key: string): boolean {
    return this.waiting.has(key);
  }

  /** Takes note of how long a check took. The first of a document reads all of it, the later ones what changed: it says nothing of them. */
  took(key: string, milliseconds: number): void {
    if (!this.pauses.has(key)) {
      this.pauses.set(key, pauseMilliseconds);
      return;
    }
    this.pauses.set(key, Math.min(longestPauseMilliseconds, Math.max(pauseMilliseconds, milliseconds / busyShare)));
  }

  cancel(key: string): void {
    const handle = this.waiting.get(key);
    if (handle !== undefined) {
      this.clock.clearTimeout(handle);
      this.waiting.delete(key);
    }
  }

  forget(key: string): void {
    this.cancel(key);
    this.pauses.delete(key);
  }

  dispose(): void {
    for (const key of [...this.waiting.keys()]) {
      this.cancel(key);
    }
  }
}
