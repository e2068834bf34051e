import { readFileSync, statSync } from 'node:fs';
import type { Workspace } from '../assess/assess';
import { largestBytes } from './read-source';

/** Texts kept between scripts of one scan, which often import the same modules. */
const mostTexts = 2000;
/** Most of what is asked for does not exist, which costs little to remember. */
const mostAnswers = 100_000;

/** Texts of the modules that scripts import, loaded when an analysis has asked for them. */
export class ModuleTexts implements Workspace {
  private readonly texts = new Map<string, string | null>();
  private found = 0;

  read(path: string): string | null | undefined {
    return this.texts.get(path);
  }

  /** Loads what is not known yet; true when something exists that was not known before. */
  load(paths: readonly string[]): boolean {
    let news = false;
    for (const path of paths) {
      if (!this.texts.has(path)) {
        const text = readText(path);
        this.texts.set(path, text);
        this.found += text === null ? 0 : 1;
        news ||= text !== null;
      }
    }
    return news;
  }

  /** Forgets one text, because it was changed. */
  forget(path: string): void {
    this.texts.delete(path);
  }

  /** Forgets everything once it has grown large; called between scripts, never within one. */
  trim(): void {
    if (this.found > mostTexts || this.texts.size > mostAnswers) {
      this.found = 0;
      this.texts.clear();
    }
  }
}

function readText(path: string): string | null {
  try {
    const { size } = statSync(path);
    return size > largestBytes ? null : readFileSync(path, 'utf8');
  } catch {
    // Most of what is asked for does not exist: an import may stand for several files.
    return null;
  }
}
