import type { ParsedDocument } from '../parser';
import type { Span } from '../source/document';
import type { Expression, Statement } from '../syntax/nodes';
import { blocksOf, childrenOf, expressionsOf } from '../syntax/walk';
import { spanOf } from './trails';

/** One name that an import binds. */
export interface ImportedName {
  readonly module: string;
  /** The name taken from the module; null for the module itself, `*` for everything. */
  readonly name: string | null;
  /** The name it is bound to. */
  readonly bound: string;
}

/** A statement without what it computes: its kind, where it stands, and the blocks inside it. */
export interface StatementOutline {
  readonly kind: Statement['kind'];
  readonly span: Span;
  readonly blocks: readonly (readonly StatementOutline[])[];
  readonly imports: readonly ImportedName[];
  /** Strings that go over several lines, and whose lines therefore must not be moved. */
  readonly longStrings: readonly Span[];
  /** Names the statement itself binds: `x` of `x = 1`, `f` of `def f():`. */
  readonly binds: readonly string[];
  /** Names the statement itself reads, without those of its blocks. */
  readonly reads: ReadonlySet<string>;
  /** Names the statement itself binds or changes, as far as its form says: `x` of `x[0] = 1`, `x.append(1)` and `for x in y`. */
  readonly writes: ReadonlySet<string>;
}

/** The statements of each fragment of a document. */
export function outlineOf(parsed: ParsedDocument): readonly (readonly StatementOutline[])[] {
  return parsed.fragments.map(({ statements }) => statements.map((node) => new Outlined(node)));
}

/** Few are asked for more than where a statement stands, and nothing is worked out before. */
class Outlined implements StatementOutline {
  readonly kind: Statement['kind'];
  readonly span: Span;
  private inner: readonly (readonly StatementOutline[])[] | undefined;
  private read: ReadonlySet<string> | undefined;
  private written: ReadonlySet<string> | undefined;
  private strings: readonly Span[] | undefined;

  constructor(private readonly node: Statement) {
    this.kind = node.kind;
    this.span = spanOf(node);
  }

  get blocks(): readonly (readonly StatementOutline[])[] {
    return (this.inner ??= blocksOf(this.node).map((block) => block.map((node) => new Outlined(node))));
  }

  get imports(): readonly ImportedName[] {
    return importsOf(this.node);
  }

  get longStrings(): readonly Span[] {
    return (this.strings ??= expressionsOf(this.node).flatMap(longStringsOf));
  }

  get binds(): readonly string[] {
    return bindsOf(this.node);
  }

  get reads(): ReadonlySet<string> {
    return (this.read ??= new Set(readsOf(this.node)));
  }

  get writes(): ReadonlySet<string> {
    return (this.written ??= new Set(writesOf(this.node)));
  }
}

function importsOf(node: Statement): readonly ImportedName[] {
  if (node.kind === 'import') {
    return node.names.map(({ module, alias }) => ({ module, name: null, bound: alias ?? module }));
  }
  if (node.kind !== 'from') {
    return [];
  }
  const module = '.'.repeat(node.level) + node.module;
  return node.names === null
    ? [{ module, name: '*', bound: '*' }]
    : node.names.map(({ name, alias }) => ({ module, name, bound: alias ?? name }));
}

function bindsOf(node: Statement): readonly string[] {
  if (node.kind === 'function' || node.kind === 'class') {
    return [node.name];
  }
  return node.kind === 'assign' ? node.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : [])) : [];
}

function longStringsOf(node: Expression): readonly Span[] {
  const isText = node.kind === 'template' || (node.kind === 'constant' && (node.type === 'str' || node.type === 'bytes'));
  if (isText) {
    const span = spanOf(node);
    const text = span.document.fragments[span.fragment]?.text.slice(span.start, span.end) ?? '';
    return /[\r\n]/.test(text) ? [span] : [];
  }
  const inner = node.kind === 'lambda' ? [node.body] : childrenOf(node);
  return inner.flatMap(longStringsOf);
}

function readsOf(node: Statement): readonly string[] {
  return expressionsOf(node).flatMap((one) => (isTarget(node, one) && one.kind !== 'subscript' ? [] : namesIn(one)));
}

function isTarget(node: Statement, one: Expression): boolean {
  return (node.kind === 'assign' && node.targets.includes(one)) || (node.kind === 'for' && node.target === one);
}

function namesIn(node: Expression): readonly string[] {
  const inner = node.kind === 'lambda' ? [node.body] : childrenOf(node);
  return node.kind === 'name' ? [node.id] : inner.flatMap(namesIn);
}

function writesOf(node: Statement): readonly string[] {
  switch (node.kind) {
    case 'assign':
      return node.targets.flatMap(rootsOf);
    case 'augment':
    case 'for':
      return rootsOf(node.target);
    case 'with':
      return node.items.flatMap(({ target }) => (target === null ? [] : rootsOf(target)));
    case 'expression':
      return node.value.kind === 'call' && node.value.callee.kind === 'attribute' ? rootsOf(node.value.callee.object) : [];
    case 'function':
    case 'class':
      return [node.name];
    default:
      return [];
  }
}

/** The names a target binds or whose object it changes: `a` and `b` of `a[0], b.c`. */
function rootsOf(target: Expression): readonly string[] {
  switch (target.kind) {
    case 'name':
      return [target.id];
    case 'attribute':
    case 'subscript':
      return rootsOf(target.object);
    case 'list':
    case 'tuple':
      return target.items.flatMap(rootsOf);
    case 'star':
      return target.value === null ? [] : rootsOf(target.value);
    default:
      return [];
  }
}
