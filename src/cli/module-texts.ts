import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Workspace } from '../assess/assess';
import { largestBytes } from './read-source';

/** Texts kept between scripts of one scan, which often import the same modules. */
const mostTexts = 2000;
/** Most of what is asked for does not exist, which costs little to remember. */
const mostAnswers = 100_000;

const nothing: ReadonlySet<string> = new Set();

/** Texts of the modules that scripts import, read when an analysis asks for them, so that no script is analysed twice. */
export class ModuleTexts implements Workspace {
  private readonly texts = new Map<string, string | null>();
  private readonly folders = new Map<string, ReadonlySet<string>>();
  private found = 0;

  /** The text of a file; of a path that ends in a slash, the names in that folder, one a line. */
  read(file: string): string | null {
    if (file.endsWith('/')) {
      return [...this.namesOf(path.dirname(`${file}_`))].join('\n');
    }
    const known = this.texts.get(file);
    if (known !== undefined) {
      return known;
    }
    const text = this.isListed(file) ? readText(file) : null;
    this.texts.set(file, text);
    this.found += text === null ? 0 : 1;
    return text;
  }

  /** Forgets one text, because it was changed. */
  forget(file: string): void {
    this.texts.delete(file);
  }

  /** Forgets everything once it has grown large; called between scripts, never within one. */
  trim(): void {
    if (this.found > mostTexts || this.texts.size > mostAnswers) {
      this.found = 0;
      this.texts.clear();
      this.folders.clear();
    }
  }

  /** Most of what is asked for does not exist: an import may stand for several files in several folders. */
  private isListed(file: string): boolean {
    return this.namesOf(path.dirname(file)).has(path.basename(file));
  }

  private namesOf(folder: string): ReadonlySet<string> {
    let names = this.folders.get(folder);
    if (names === undefined) {
      names = this.mayExist(folder) ? namesIn(folder) : nothing;
      this.folders.set(folder, names);
    }
    return names;
  }

  /** A folder that its parent was seen not to list need not be asked for, which would raise an error. */
  private mayExist(folder: string): boolean {
    return this.folders.get(path.dirname(folder))?.has(path.basename(folder)) ?? true;
  }
}

function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return new Set();
  }
}

function readText(file: string): string | null {
  try {
    const { size } = statSync(file);
    return size > largestBytes ? null : readFileSync(file, 'utf8');
  } catch {
    // It was removed, or may not be read.
    return null;
  }
}
