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

/** Copies the subtree under the cursor; the cursor comes back to where it was. */
export function copyTree(cursor: TreeCursor, field: string | null): RawNode {
  const type = cursor.nodeType;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  if (leaves.has(type) || !cursor.gotoFirstChild()) {
    return { type, field, start, end, children: none };
  }
  const children: RawNode[] = [];
  do {
    const childType = cursor.nodeType;
    if (!punctuation.has(childType)) {
      children.push(copyTree(cursor, cursor.currentFieldName));
    } else if (childType === ':' && type === 'slice') {
      children.push({ type: ':', field: null, start: cursor.startIndex, end: cursor.endIndex, children: none });
    }
  } while (cursor.gotoNextSibling());
  cursor.gotoParent();
  return { type, field, start, end, children };
}
