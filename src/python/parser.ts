import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import type { Fragment, SourceDocument } from './source/document';
import { maskMagics } from './source/magics';
import type { Statement } from './syntax/nodes';
import { differenceOf, readOrdinary } from './syntax/read-text';
import { lowerTree, moveTo, nothingLowered, type LoweredText } from './syntax/units';

/** The statements of a fragment, and whether its text has syntax errors. */
export interface ParsedFragment {
  readonly statements: readonly Statement[];
  readonly broken: boolean;
}

export interface ParsedDocument {
  readonly document: SourceDocument;
  readonly fragments: readonly ParsedFragment[];
  readonly broken: boolean;
}

interface Remembered {
  readonly text: string;
  /** Null when the text is ordinary, and was read without the grammar. */
  readonly tree: Tree | null;
  readonly lowered: LoweredText;
  readonly parsed: ParsedFragment;
}

/** How many characters of documents keep what was read of them; what is read of one takes about 16 bytes of memory a character. */
const rememberedCharacters = 3_000_000;
/** How many documents keep trees; each tree of a 1,000-line file holds about 2 MB of wasm memory. */
const rememberedTrees = 24;

/**
 * Reads Python incrementally. A fragment whose text is unchanged is not read again; in a changed one, only the top-level statements
 * around the change are. What is not ordinary, broken text above all, is read by the grammar, whose trees are freed when their document
 * is forgotten or ordinary again.
 */
export class PythonParser {
  private readonly memory = new Map<string, Map<string, Remembered>>();
  /** Characters and trees of everything in memory. */
  private characters = 0;
  private trees = 0;

  private constructor(private readonly parser: Parser) {}

  /** Loads the runtime and the grammar from the bytes of their wasm files. */
  static async load(runtime: Uint8Array, grammar: Uint8Array): Promise<PythonParser> {
    // The loader works out where its file would lie even when it is given the bytes, and a bundled script has no address to start from.
    await Parser.init({ wasmBinary: runtime, locateFile: (file) => file });
    const language = await Language.load(grammar);
    const parser = new Parser();
    parser.setLanguage(language);
    return new PythonParser(parser);
  }

  /** Parses a document; `remember` keeps its trees for the next edit. */
  parse(document: SourceDocument, remember: boolean): ParsedDocument {
    const before = this.takeOut(document.path);
    const isKnown = before !== undefined;
    const now = new Map<string, Remembered>();
    const isNotebook = document.fragments.length !== 1 || document.fragments[0]?.cell !== null;
    const fragments = document.fragments.map((fragment) => {
      const key = String(fragment.cell);
      const known = before?.get(key);
      const fresh = this.parseFragment(document, fragment, known, isNotebook);
      now.set(key, fresh);
      if (known !== undefined && known.tree !== fresh.tree) {
        known.tree?.delete();
      }
      before?.delete(key);
      return fresh.parsed;
    });
    this.release(before);
    if (remember || isKnown) {
      this.keep(document.path, now);
      this.forgetOldest();
    } else {
      this.release(now);
    }
    return { document, fragments, broken: fragments.some((fragment) => fragment.broken) };
  }

  /** Frees the trees of a document that is closed. */
  forget(path: string): void {
    this.release(this.takeOut(path));
  }

  /** Frees everything. */
  dispose(): void {
    for (const path of [...this.memory.keys()]) {
      this.forget(path);
    }
    this.parser.delete();
  }

  private parseFragment(document: SourceDocument, fragment: Fragment, known: Remembered | undefined, isNotebook: boolean): Remembered {
    const text = isNotebook ? maskMagics(fragment.text) : fragment.text;
    if (known?.text === text) {
      moveTo(known.lowered, document, fragment.index);
      return known;
    }
    const ordinary = readOrdinary(text, known, document, fragment.index);
    return ordinary === null
      ? this.lower(text, this.grow(text, known), known?.lowered ?? nothingLowered, document, fragment)
      : { text, tree: null, lowered: ordinary, parsed: { statements: ordinary.statements, broken: false } };
  }

  /** The tree of a text, grown from the one of the text before it. */
  private grow(text: string, known: Remembered | undefined): Tree {
    const old = known?.tree ?? null;
    if (known !== undefined && old !== null) {
      old.edit(editBetween(known.text, text));
    }
    const tree = this.parser.parse(text, old);
    if (tree === null) {
      throw new Error('The parser gave no tree.');
    }
    return tree;
  }

  private lower(text: string, tree: Tree, before: LoweredText, document: SourceDocument, fragment: Fragment): Remembered {
    const cursor = tree.walk();
    try {
      const lowered = lowerTree(cursor, text, before, document, fragment.index);
      return { text, tree, lowered, parsed: { statements: lowered.statements, broken: tree.rootNode.hasError } };
    } finally {
      cursor.delete();
    }
  }

  private keep(path: string, fragments: Map<string, Remembered>): void {
    this.memory.set(path, fragments);
    this.weigh(fragments, 1);
  }

  private takeOut(path: string): Map<string, Remembered> | undefined {
    const fragments = this.memory.get(path);
    if (fragments !== undefined) {
      this.memory.delete(path);
      this.weigh(fragments, -1);
    }
    return fragments;
  }

  private weigh(fragments: ReadonlyMap<string, Remembered>, sign: 1 | -1): void {
    for (const { text, tree } of fragments.values()) {
      this.characters += sign * text.length;
      this.trees += tree === null ? 0 : sign;
    }
  }

  private release(fragments: ReadonlyMap<string, Remembered> | undefined): void {
    for (const { tree } of fragments?.values() ?? []) {
      tree?.delete();
    }
  }

  /** Forgets what was not read for longest, but for the document read last. */
  private forgetOldest(): void {
    for (const [path, fragments] of this.memory) {
      const isTooMuch = this.characters > rememberedCharacters || (this.trees > rememberedTrees && holdsTree(fragments));
      if (isTooMuch && this.memory.size > 1) {
        this.forget(path);
      }
    }
  }
}

function holdsTree(fragments: ReadonlyMap<string, Remembered>): boolean {
  return [...fragments.values()].some(({ tree }) => tree !== null);
}

/** The one contiguous edit that turns one text into the other. */
function editBetween(before: string, after: string): Edit {
  const { start, tail } = differenceOf(before, after);
  return new Edit({
    startIndex: start,
    oldEndIndex: before.length - tail,
    newEndIndex: after.length - tail,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, before.length - tail),
    newEndPosition: pointAt(after, after.length - tail),
  });
}

function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
