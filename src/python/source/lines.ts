/** Positions of a text: offsets to 1-based lines and columns (UTF-16), and back. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    const hasReturns = text.includes('\r');
    if (!hasReturns) {
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
        this.starts.push(at + 1);
      }
      return;
    }
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) {
        this.starts.push(at + 1);
      }
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  position(offset: number): { readonly line: number; readonly column: number } {
    const bounded = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= bounded) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low + 1, column: bounded - (this.starts[low] ?? 0) + 1 };
  }

  /** Offset of the first character of a 1-based line. */
  lineStart(line: number): number {
    return this.starts[line - 1] ?? this.text.length;
  }

  /** The text of a 1-based line without its line break. */
  lineText(line: number): string {
    const end = this.starts[line] ?? this.text.length;
    return this.text.slice(this.lineStart(line), end).replace(/[\r\n]+$/, '');
  }
}
