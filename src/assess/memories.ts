import { Memory } from '../python/evaluate/memory';

/** How many documents keep their last evaluation, a few megabytes each. */
const mostMemories = 4;

/** The last evaluations of the documents that are being written, by their paths; the one used last stands last. */
export class Memories {
  private readonly known = new Map<string, Memory | null>();

  /** What is remembered of a document; null the first time that it is asked for. */
  of(path: string): Memory | null {
    const known = this.known.get(path);
    const memory = known === null ? new Memory() : (known ?? null);
    this.known.delete(path);
    this.known.set(path, memory);
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size > mostMemories) {
      this.known.delete(oldest);
    }
    return memory;
  }

  forget(path: string): void {
    this.known.delete(path);
  }
}
