import type { Workspace } from '../../assess/assess';
import type { Finding } from '../../rules/finding';

/** A print of a text: two multiplications of 32 bits a character, mixed to 53 bits; it tells texts apart and protects nothing. */
export function printOf(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36) + text.length.toString(36);
}

/** The findings of a file, and everything they depend on. */
export interface CachedResult {
  /** Print of the text, the rules that ran and the project they ran in. */
  readonly print: string;
  /** Other files that were looked at, each with the print of its text, or null where there was none. */
  readonly reads: readonly (readonly [path: string, print: string | null])[];
  readonly findings: readonly Finding[];
}

interface Stored {
  readonly version: string;
  readonly results: readonly (readonly [key: string, result: CachedResult])[];
}

/** Files kept; the one that was used longest ago goes first. */
const mostFiles = 20_000;
/** Characters of the stored cache. */
const largestStore = 32 * 1024 * 1024;

/** Results of files as they were last read, so that what did not change is not analysed again. */
export class ResultCache {
  private readonly results = new Map<string, CachedResult>();

  private constructor(private readonly version: string) {}

  /** The cache as `stored` wrote it. One of another version of the analysis, or one that cannot be read, is empty. */
  static load(stored: string | undefined, version: string): ResultCache {
    const cache = new ResultCache(version);
    try {
      const { version: written, results } = JSON.parse(stored ?? '{}') as Partial<Stored>;
      if (written === version && results !== undefined) {
        results.forEach(([key, result]) => cache.results.set(key, result));
      }
    } catch {
      // A cache that was cut off while it was written is worth nothing, and nothing is lost with it.
    }
    return cache;
  }

  /** The findings of a file, where nothing they depend on changed. */
  find(key: string, print: string, workspace: Workspace): readonly Finding[] | undefined {
    const result = this.results.get(key);
    if (result?.print !== print || !result.reads.every(([path, expected]) => printIn(workspace, path) === expected)) {
      return undefined;
    }
    this.results.delete(key);
    this.results.set(key, result);
    return result.findings;
  }

  /** Files that a cached result looked at, which have to be loaded before `find` can compare them. */
  readsOf(key: string, print: string): readonly string[] {
    const result = this.results.get(key);
    return result?.print === print ? result.reads.map(([path]) => path) : [];
  }

  keep(key: string, print: string, reads: Iterable<string>, findings: readonly Finding[], workspace: Workspace): void {
    const prints = [...reads].map((path) => [path, printIn(workspace, path) ?? null] as const);
    this.results.delete(key);
    this.results.set(key, { print, reads: prints, findings });
    for (const oldest of this.results.keys()) {
      if (this.results.size <= mostFiles) {
        break;
      }
      this.results.delete(oldest);
    }
  }

  /** The cache as text, the newest results first where it would grow too large. */
  stored(): string {
    const results: string[] = [];
    let size = 0;
    for (const entry of [...this.results].reverse()) {
      const text = JSON.stringify(entry);
      size += text.length;
      if (size > largestStore) {
        break;
      }
      results.push(text);
    }
    return `{"version":${JSON.stringify(this.version)},"results":[${results.reverse().join(',\n')}]}`;
  }
}

function printIn(workspace: Workspace, path: string): string | null | undefined {
  const text = workspace.read(path);
  return typeof text === 'string' ? printOf(text) : text;
}
