import type { CallSite } from '../program/call-site';
import type { SourceDocument } from '../source/document';

/**
 * Python as plain objects, lowered from the parse tree. Offsets are relative to the unit (one top-level statement), so that a unit
 * whose text did not change is used again after an edit by moving its base alone.
 */

/** One top-level statement of a fragment. */
export interface Unit {
  /** The document it stands in now. */
  document: SourceDocument;
  /** Index of the fragment in its document. */
  fragment: number;
  /** Offset of the unit in its fragment. */
  base: number;
}

interface Located {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
}

export type ConstantType = 'int' | 'float' | 'str' | 'bytes' | 'bool' | 'none' | 'ellipsis' | 'complex';

export interface ConstantNode extends Located {
  readonly kind: 'constant';
  readonly type: ConstantType;
  readonly value: number | string | boolean | null;
}
export interface NameNode extends Located {
  readonly kind: 'name';
  readonly id: string;
}
export interface TemplateNode extends Located {
  /** An f-string or a concatenation that holds one. */
  readonly kind: 'template';
  readonly parts: readonly (string | Expression)[];
  /** Whether values stand in it as `str` writes them, without format or conversion. */
  readonly plain: boolean;
}
export interface SequenceNode extends Located {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly items: readonly Expression[];
}
export interface DictNode extends Located {
  readonly kind: 'dict';
  /** A null key is a `**` splat. */
  readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
}
export interface ComprehensionNode extends Located {
  readonly kind: 'comprehension';
  readonly result: 'list' | 'set' | 'dict' | 'generator';
  readonly element: Expression;
  /** The value of a dict comprehension, whose `element` is the key. */
  readonly value: Expression | null;
  readonly clauses: readonly { readonly target: Expression; readonly iterable: Expression; readonly conditions: readonly Expression[] }[];
}
export interface ArgumentNode extends Located {
  readonly name: string | null;
  readonly splat: 0 | 1 | 2;
  readonly value: Expression;
}
export interface CallNode extends Located {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly ArgumentNode[];
  /** Offset of the opening parenthesis, and after the closing one. */
  readonly open: number;
  readonly close: number;
  /** How the call stands in the source, as its first evaluation found it. */
  site: CallSite | null;
}
export interface AttributeNode extends Located {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
  readonly nameStart: number;
}
export interface SubscriptNode extends Located {
  readonly kind: 'subscript';
  readonly object: Expression;
  readonly index: Expression;
}
export interface SliceNode extends Located {
  readonly kind: 'slice';
  readonly parts: readonly [Expression | null, Expression | null, Expression | null];
}
export interface OperatorNode extends Located {
  readonly kind: 'unary' | 'binary' | 'and' | 'or' | 'compare';
  readonly operators: readonly string[];
  readonly operands: readonly Expression[];
}
export interface ConditionalNode extends Located {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly yes: Expression;
  readonly no: Expression;
}
export interface LambdaNode extends Located {
  readonly kind: 'lambda';
  readonly parameters: readonly ParameterNode[];
  readonly body: Expression;
}
export interface WrapNode extends Located {
  readonly kind: 'await' | 'yield' | 'star' | 'doublestar';
  readonly value: Expression | null;
}
export interface WalrusNode extends Located {
  readonly kind: 'walrus';
  readonly target: NameNode;
  readonly value: Expression;
}
/** Code that is nested too deep or too long to be read. */
export interface UnreadableNode extends Located {
  readonly kind: 'unreadable';
}

export type Expression =
  | ConstantNode
  | NameNode
  | TemplateNode
  | SequenceNode
  | DictNode
  | ComprehensionNode
  | CallNode
  | AttributeNode
  | SubscriptNode
  | SliceNode
  | OperatorNode
  | ConditionalNode
  | LambdaNode
  | WrapNode
  | WalrusNode
  | UnreadableNode;

export interface ParameterNode extends Located {
  readonly name: string;
  readonly kind: 'positional' | 'keyword' | 'rest' | 'keyword-rest';
  readonly annotation: Expression | null;
  readonly default: Expression | null;
}

export interface FunctionNode extends Located {
  readonly kind: 'function';
  readonly name: string;
  readonly nameStart: number;
  readonly parameters: readonly ParameterNode[];
  readonly returns: Expression | null;
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
  readonly isAsync: boolean;
}
export interface ClassNode extends Located {
  readonly kind: 'class';
  readonly name: string;
  readonly nameStart: number;
  readonly bases: readonly ArgumentNode[];
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
}
export interface AssignNode extends Located {
  readonly kind: 'assign';
  readonly targets: readonly Expression[];
  readonly value: Expression | null;
  readonly annotation: Expression | null;
}
export interface AugmentNode extends Located {
  readonly kind: 'augment';
  readonly target: Expression;
  readonly operator: string;
  readonly value: Expression;
}
export interface ExpressionStatementNode extends Located {
  readonly kind: 'expression';
  readonly value: Expression;
}
export interface IfNode extends Located {
  readonly kind: 'if';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
export interface ForNode extends Located {
  readonly kind: 'for';
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
export interface WhileNode extends Located {
  readonly kind: 'while';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
export interface WithNode extends Located {
  readonly kind: 'with';
  readonly items: readonly { readonly value: Expression; readonly target: Expression | null }[];
  readonly body: readonly Statement[];
}
export interface TryNode extends Located {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  readonly handlers: readonly { readonly name: string | null; readonly body: readonly Statement[] }[];
  readonly orelse: readonly Statement[];
  readonly final: readonly Statement[];
}
export interface ReturnNode extends Located {
  readonly kind: 'return';
  readonly value: Expression | null;
}
export interface RaiseNode extends Located {
  readonly kind: 'raise';
  readonly value: Expression | null;
}
export interface SimpleNode extends Located {
  readonly kind: 'pass' | 'break' | 'continue';
}
export interface DeleteNode extends Located {
  readonly kind: 'delete';
  readonly targets: readonly Expression[];
}
export interface ScopeNode extends Located {
  readonly kind: 'global' | 'nonlocal';
  readonly names: readonly string[];
}
export interface AssertNode extends Located {
  readonly kind: 'assert';
  readonly test: Expression;
}
export interface ImportNode extends Located {
  readonly kind: 'import';
  readonly names: readonly { readonly module: string; readonly alias: string | null }[];
}
export interface FromImportNode extends Located {
  readonly kind: 'from';
  /** Dots in front: 0 is absolute. */
  readonly level: number;
  readonly module: string;
  /** Null for `*`. */
  readonly names: readonly { readonly name: string; readonly alias: string | null }[] | null;
}
export interface MatchNode extends Located {
  readonly kind: 'match';
  readonly subject: Expression;
  readonly cases: readonly {
    readonly names: readonly string[];
    /** Whether it takes everything: `case _:`. */
    readonly matchesAll: boolean;
    readonly body: readonly Statement[];
  }[];
}

export type Statement =
  | FunctionNode
  | ClassNode
  | AssignNode
  | AugmentNode
  | ExpressionStatementNode
  | IfNode
  | ForNode
  | WhileNode
  | WithNode
  | TryNode
  | ReturnNode
  | RaiseNode
  | SimpleNode
  | DeleteNode
  | ScopeNode
  | AssertNode
  | ImportNode
  | FromImportNode
  | MatchNode
  | UnreadableNode;

export type AnyNode = Expression | Statement | ArgumentNode | ParameterNode;
