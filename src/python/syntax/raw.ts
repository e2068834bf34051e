import type { TreeCursor } from 'web-tree-sitter';
import type { Statement } from './nodes';

/** A node of the parse tree as a plain object; punctuation is left out, operators and keywords stay. */
export interface RawNode {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly children: readonly RawNode[];
  /** The statements of a block, which are lowered apart. */
  readonly statements?: readonly Statement[];
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
  'type_conversion',
  'format_specifier',
  'pass_statement',
  'break_statement',
  'continue_statement',
]);
/** Nodes whose children are told apart by what they are, not by fields; reading a field costs as much as reading a type. */
const withoutFields = new Set([
  'argument_list',
  'list',
  'tuple',
  'dictionary',
  'set',
  'expression_statement',
  'return_statement',
  'concatenated_string',
  'parenthesized_expression',
  'expression_list',
  'pattern_list',
  'parameters',
  'string',
]);
const none: readonly RawNode[] = [];

/** Below this depth a tree is cut: no program nests that deep, and lowering goes down by recursion. */
const deepest = 500;

interface Open {
  readonly type: string;
  readonly children: RawNode[];
}

/**
 * Copies the subtree under the cursor; the cursor comes back to where it was. `lowerBlock` takes the statements of a block, with the
 * cursor on the block.
 */
export function copyTree(cursor: TreeCursor, text: string, lowerBlock: () => readonly Statement[]): RawNode {
  const top: RawNode[] = [];
  const stack: Open[] = [{ type: 'expression_statement', children: top }];
  for (;;) {
    const holder = stack[stack.length - 1];
    const type = cursor.nodeType;
    if (holder !== undefined && (!punctuation.has(type) || isOperator(type, holder.type))) {
      const start = cursor.startIndex;
      const end = cursor.endIndex;
      const field = withoutFields.has(holder.type) ? null : cursor.currentFieldName;
      if (type === 'block' && holder.type !== 'match_statement') {
        holder.children.push({ type, field, start, end, children: none, statements: lowerBlock() });
      } else {
        const children: RawNode[] = [];
        const isLeaf = leaves.has(type) || (type === 'string' && !isTemplate(text, start)) || stack.length > deepest;
        holder.children.push({ type, field, start, end, children: isLeaf ? none : children });
        if (!isLeaf && cursor.gotoFirstChild()) {
          stack.push({ type, children });
          continue;
        }
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

/** The colons of a slice count its parts, and `@` multiplies matrices. */
function isOperator(type: string, holder: string): boolean {
  return (type === ':' && holder === 'slice') || (type === '@' && holder === 'binary_operator');
}

/** Whether a string may hold expressions. */
function isTemplate(text: string, start: number): boolean {
  for (let at = start; at < start + 3; at++) {
    const character = text[at];
    if (character === '"' || character === "'") {
      return false;
    }
    if (character === 'f' || character === 'F' || character === 't' || character === 'T') {
      return true;
    }
  }
  return false;
}
