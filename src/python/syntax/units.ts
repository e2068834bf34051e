import type { TreeCursor } from 'web-tree-sitter';
import type { SourceDocument } from '../source/document';
import { lowerStatement } from './lower-statement';
import type { Statement, Unit } from './nodes';
import { copyTree } from './raw';

/** A lowered statement with the text it was lowered from, and the statements of its blocks. */
export interface LoweredUnit {
  readonly type: string;
  readonly text: string;
  readonly unit: Unit;
  readonly statements: readonly Statement[];
  readonly children: readonly { readonly offset: number; readonly lowered: LoweredUnit }[];
  /** The parse that used it last. */
  generation: number;
}

/** The statements of a text, from which those of the next text take what did not change. */
export interface LoweredText {
  readonly statements: readonly Statement[];
  readonly units: readonly LoweredUnit[];
  /** Whether it was read without the grammar, so that each unit depends on its own text alone. */
  readonly isOrdinary: boolean;
}

export const nothingLowered: LoweredText = { statements: [], units: [], isOrdinary: false };

/** Blocks nested deeper than this are not read. Python itself allows 100 levels. */
const deepestBlock = 100;

let generations = 0;

/** The number of a new reading of some text. */
export function nextGeneration(): number {
  return ++generations;
}

/** Lowers the statements under the root of a tree, at which the cursor stands. */
export function lowerTree(cursor: TreeCursor, text: string, before: LoweredText, document: SourceDocument, fragment: number): LoweredText {
  return new UnitLowering(cursor, text, before, document, fragment).lower();
}

/** Moves lowered statements to another document: the same text in a later version of it. */
export function moveTo({ units }: LoweredText, document: SourceDocument, fragment: number): void {
  for (const lowered of units) {
    moveUnit(lowered, lowered.unit.base, document, fragment, lowered.generation);
  }
}

/** Moves one lowered statement, with those in its blocks. */
export function moveUnit(lowered: LoweredUnit, base: number, document: SourceDocument, fragment: number, generation: number): void {
  const { unit, children } = lowered;
  lowered.generation = generation;
  unit.document = document;
  unit.fragment = fragment;
  unit.base = base;
  for (const child of children) {
    moveUnit(child.lowered, base + child.offset, document, fragment, generation);
  }
}

class UnitLowering {
  private readonly generation = nextGeneration();
  private readonly pool = new Map<string, LoweredUnit[]>();
  private depth = 0;

  constructor(
    private readonly cursor: TreeCursor,
    private readonly text: string,
    before: LoweredText,
    private readonly document: SourceDocument,
    private readonly fragment: number,
  ) {
    before.units.forEach((unit) => {
      this.offer(unit);
    });
  }

  lower(): LoweredText {
    const units = this.children();
    return { units, statements: units.flatMap(({ statements }) => statements), isOrdinary: false };
  }

  private offer(lowered: LoweredUnit): void {
    const same = this.pool.get(lowered.text);
    if (same === undefined) {
      this.pool.set(lowered.text, [lowered]);
    } else {
      same.push(lowered);
    }
    for (const child of lowered.children) {
      this.offer(child.lowered);
    }
  }

  /** The units of the statements under the node at which the cursor stands. */
  private children(): readonly LoweredUnit[] {
    const units: LoweredUnit[] = [];
    const { cursor } = this;
    if (!cursor.gotoFirstChild()) {
      return units;
    }
    do {
      const type = cursor.nodeType;
      if (type !== 'comment' && type !== ';') {
        units.push(this.unit(type));
      }
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
    return units;
  }

  private unit(type: string): LoweredUnit {
    const { cursor } = this;
    const start = cursor.startIndex;
    const text = this.text.slice(start, cursor.endIndex);
    const known = this.pool.get(text)?.find((one) => one.type === type && this.isFree(one));
    if (known !== undefined) {
      moveUnit(known, start, this.document, this.fragment, this.generation);
      return known;
    }
    const unit: Unit = { document: this.document, fragment: this.fragment, base: start };
    const children: { offset: number; lowered: LoweredUnit }[] = [];
    const raw = copyTree(cursor, this.text, () => {
      if (this.depth >= deepestBlock) {
        return [{ kind: 'unreadable', unit, start: cursor.startIndex - start, end: cursor.endIndex - start }];
      }
      this.depth++;
      const block = this.children();
      this.depth--;
      children.push(...block.map((lowered) => ({ offset: lowered.unit.base - start, lowered })));
      return block.flatMap(({ statements }) => statements);
    });
    return { type, text, unit, statements: lowerStatement(raw, this.text, unit), children, generation: this.generation };
  }

  private isFree({ generation, children }: LoweredUnit): boolean {
    return generation !== this.generation && children.every(({ lowered }) => this.isFree(lowered));
  }
}
