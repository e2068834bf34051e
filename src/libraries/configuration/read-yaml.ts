import { CST, Parser } from 'yaml';

import { unknownly } from '../../python/values/possible';
import type { Place } from '../../python/values/trail';
import { emptyConfig, type ConfigMap, type ConfigTree, type Unit } from './config-tree';
import { plainScalar, type YamlDialect } from './yaml-scalars';

/** Deeper nesting is no configuration. */
const deepest = 40;

/** Thrown inside where the text is not YAML; the message is one clause for people. */
class Broken extends Error {}

/** The first document of a YAML or JSON text; a clause that says what is wrong where it cannot be read. */
export function readYaml(text: string, unit: Unit, dialect: YamlDialect): ConfigTree | { readonly problem: string } {
  const reader = new YamlReader(text, unit, dialect);
  try {
    return reader.read();
  } catch (error) {
    if (error instanceof Broken) {
      return { problem: error.message };
    }
    throw error;
  }
}

class YamlReader {
  private readonly anchors = new Map<string, ConfigTree>();

  constructor(
    private readonly text: string,
    private readonly unit: Unit,
    private readonly dialect: YamlDialect,
  ) {}

  read(): ConfigTree {
    for (const token of new Parser().parse(this.text)) {
      if (token.type === 'error') {
        throw new Broken(`line ${String(this.lineOf(token.offset))} is not valid`);
      }
      if (token.type === 'document') {
        return token.value === undefined ? emptyConfig : this.node(token.value, token.start, 0);
      }
    }
    return emptyConfig;
  }

  private lineOf(offset: number): number {
    return this.text.slice(0, offset).split('\n').length;
  }

  private place(token: CST.Token, length: number): Place {
    return { unit: this.unit, start: token.offset, end: token.offset + length };
  }

  private node(token: CST.Token, properties: readonly CST.SourceToken[], depth: number): ConfigTree {
    if (depth > deepest) {
      throw new Broken('it is nested too deeply');
    }
    const tag = properties.find(({ type }) => type === 'tag')?.source;
    const tree = this.tagged(tag, () => this.plain(token, depth));
    const anchor = properties.find(({ type }) => type === 'anchor')?.source.slice(1);
    if (anchor !== undefined) {
      this.anchors.set(anchor, tree);
    }
    return tree;
  }

  /** Tags of the YAML schema say a type; any other calls code that is not read. */
  private tagged(tag: string | undefined, read: () => ConfigTree): ConfigTree {
    const tree = read();
    if (tag === undefined || tag === '!!map' || tag === '!!seq') {
      return tree;
    }
    if (tree.kind === 'scalar' && (tag === '!!float' || tag === '!!int')) {
      return { ...tree, value: Number(tree.value), isFloat: tag === '!!float' };
    }
    if (tree.kind === 'scalar' && tag === '!!str') {
      return { ...tree, value: String(tree.value), isFloat: false };
    }
    return { kind: 'value', possible: unknownly(`a value tagged ${tag}`) };
  }

  private plain(token: CST.Token, depth: number): ConfigTree {
    switch (token.type) {
      case 'scalar':
        return { kind: 'scalar', ...plainScalar(folded(token.source), this.dialect), place: this.place(token, token.source.length) };
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'block-scalar': {
        const { value } = CST.resolveAsScalar(token);
        return { kind: 'scalar', value, isFloat: false, place: this.place(token, token.source.length) };
      }
      case 'alias':
        return this.anchors.get(token.source.slice(1)) ?? { kind: 'value', possible: unknownly('an alias') };
      case 'block-map':
        return this.map(token, token.items, depth);
      case 'block-seq':
        return this.list(token, token.items, depth);
      case 'flow-collection':
        if (!token.end.some(({ type }) => type === 'flow-map-end' || type === 'flow-seq-end')) {
          throw new Broken(`a bracket of line ${String(this.lineOf(token.offset))} is not closed`);
        }
        return token.start.source === '{' ? this.map(token, token.items, depth) : this.list(token, token.items, depth);
      default:
        throw new Broken(`line ${String(this.lineOf('offset' in token ? token.offset : 0))} is not valid`);
    }
  }

  private map(token: CST.Token, items: readonly CST.CollectionItem[], depth: number): ConfigMap {
    const entries = new Map<string, ConfigTree>();
    let under: ReadonlyMap<string, ConfigTree> = new Map();
    for (const { start, key, sep, value } of items) {
      if (key === undefined || key === null) {
        continue;
      }
      const name = this.node(key, start, depth + 1);
      const tree =
        value === undefined
          ? ({ kind: 'scalar', value: null, isFloat: false, place: this.place(key, 0) } as const)
          : this.node(value, sep ?? [], depth + 1);
      if (name.kind !== 'scalar') {
        continue;
      }
      if (name.value === '<<') {
        for (const one of tree.kind === 'list' ? tree.items : [tree]) {
          under = one.kind === 'map' ? new Map([...one.entries, ...under]) : under;
        }
      } else {
        entries.set(keyOf(name), tree);
      }
    }
    return { kind: 'map', entries: new Map([...under, ...entries]), place: this.place(token, 1) };
  }

  private list(token: CST.Token, items: readonly CST.CollectionItem[], depth: number): ConfigTree {
    const trees: ConfigTree[] = [];
    for (const { start, key, sep, value } of items) {
      if (key !== undefined && key !== null && sep !== undefined) {
        trees.push(this.map(token, [{ start, key, sep, ...(value === undefined ? {} : { value }) }], depth + 1));
      } else if (value !== undefined) {
        trees.push(this.node(value, start, depth + 1));
      } else if (start.some(({ type }) => type === 'seq-item-ind')) {
        trees.push({ kind: 'scalar', value: null, isFloat: false, place: null });
      }
    }
    return { kind: 'list', items: trees, place: this.place(token, 1) };
  }
}

/** A number as a key keeps a mark, so that `0:` is not `"0":`. */
function keyOf({ value }: Extract<ConfigTree, { kind: 'scalar' }>): string {
  return typeof value === 'number' ? `${numericKey}${String(value)}` : String(value);
}

/** Begins the name of a key that is a number. */
export const numericKey = '\0n:';

/** A plain scalar over several lines: each break is one space. */
function folded(source: string): string {
  return source.includes('\n') ? source.replace(/\s*\n\s*/g, ' ') : source;
}
