import type { TreeCursor } from 'web-tree-sitter';

/** A node of the parse tree as a plain object; punctuation is left out, operators and keywords stay. */
export interface RawNode {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly children: readonly RawNode[];
}

const punctuation = new Set(['(', ')', '[', ']', '{', '}', ',', ':', '=', '.', ';', '@', '->', 'comment', 'line_continuation']);
const leaves = new Set([
  'identifier',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'ellipsis',
  'dotted_name',
  'string_content',
  'type_conversion',
  'format_specifier',
]);
const none: readonly RawNode[] = [];

/** Below this depth a tree is cut: no program nests that deep, and lowering goes down by recursion. */
const deepest = 500;

interface Open {
  readonly type: string;
  readonly children: RawNode[];
}

/** Copies the subtree under the cursor; the cursor comes back to where it was. */
export function copyTree(cursor: TreeCursor): RawNode {
  const top: RawNode[] = [];
  const stack: Open[] = [{ type: '', children: top }];
  for (;;) {
    const holder = stack[stack.length - 1];
    const type = cursor.nodeType;
    if (holder !== undefined && (!punctuation.has(type) || (type === ':' && holder.type === 'slice'))) {
      const isRoot = stack.length === 1;
      const children: RawNode[] = [];
      const field = isRoot ? null : cursor.currentFieldName;
      const isLeaf = leaves.has(type) || stack.length > deepest;
      holder.children.push({ type, field, start: cursor.startIndex, end: cursor.endIndex, children: isLeaf ? none : children });
      if (!isLeaf && cursor.gotoFirstChild()) {
        stack.push({ type, children });
        continue;
      }
    }
    while (stack.length > 1 && !cursor.gotoNextSibling()) {
      cursor.gotoParent();
      stack.pop();
    }
    if (stack.length === 1) {
      return top[0] ?? { type: 'ERROR', field: null, start: cursor.startIndex, end: cursor.endIndex, children: none };
    }
  }
}
