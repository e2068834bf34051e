import type { Streams } from './streams';

const millisecondsBetween = 100;

/** One line on a terminal that says how far a scan is; nothing where the output is kept. */
export class Progress {
  private shownAt = 0;
  private width = 0;

  constructor(private readonly stream: Streams['stderr']) {}

  show(text: string): void {
    const now = Date.now();
    if (this.stream.isTTY === true && now - this.shownAt >= millisecondsBetween) {
      this.shownAt = now;
      this.stream.write(`\r${text.padEnd(this.width)}`);
      this.width = text.length;
    }
  }

  end(): void {
    if (this.width > 0) {
      this.stream.write(`\r${' '.repeat(this.width)}\r`);
      this.width = 0;
    }
  }
}
