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
}

/** The statements of each fragment of a document. */
export function outlineOf(parsed: ParsedDocument): readonly (readonly StatementOutline[])[] {
  return parsed.fragments.map(({ statements }) => statements.map(outlined));
}

function outlined(node: Statement): StatementOutline {
  return {
    kind: node.kind,
    span: spanOf(node),
    blocks: blocksOf(node).map((block) => block.map(outlined)),
    imports: importsOf(node),
    longStrings: expressionsOf(node).flatMap(longStringsOf),
    binds: bindsOf(node),
  };
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
