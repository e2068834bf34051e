import type { Expression, Statement } from '../syntax/nodes';
import { eachBlock, eachChild, eachExpression } from '../syntax/walk';
import { dottedName } from './describe';

/** Names that a body may write, and dotted objects it may change, for what a loop carries from round to round. */
export interface Writes {
  readonly names: ReadonlySet<string>;
  /** `self.step`, and the containers whose methods or items are written: `history.append(…)`, `opts["a"] = …`. */
  readonly objects: ReadonlySet<string>;
  /** Names declared `global` or `nonlocal` that it writes. */
  readonly declared: ReadonlySet<string>;
  /** Whether a loop, other than over numbers, stands in it. */
  readonly hasLoop: boolean;
  /** Whether an exception is raised in it, other than in functions it defines. */
  readonly raises: boolean;
  /** Whether it appends to, or writes into, something. */
  readonly builds: boolean;
  /** Last words of the names of what it calls. */
  readonly called: ReadonlySet<string>;
}

/** Calls that end the program. */
const exits = new Set(['sys.exit', 'exit', 'quit', 'os._exit']);

export function isExit(node: Statement): boolean {
  return node.kind === 'expression' && node.value.kind === 'call' && exits.has(dottedName(node.value.callee) ?? '');
}

const mutators = new Set([
  'append',
  'extend',
  'insert',
  'update',
  'setdefault',
  'pop',
  'remove',
  'clear',
  'add',
  'add_module',
  'register_module',
  'popitem',
  'sort',
  'reverse',
  'appendleft',
  'discard',
  '__setitem__',
]);
const remembered = new WeakMap<readonly Statement[], Writes>();

/** What a body writes, and the test that is evaluated with it. */
export function writesOf(body: readonly Statement[], test: Expression | null = null): Writes {
  const known = remembered.get(body);
  if (known !== undefined) {
    return known;
  }
  const writes = new WriteCollector();
  if (test !== null) {
    writes.expression(test);
  }
  body.forEach((statement) => {
    writes.statement(statement);
  });
  remembered.set(body, writes);
  return writes;
}

class WriteCollector implements Writes {
  readonly names = new Set<string>();
  readonly objects = new Set<string>();
  readonly declared = new Set<string>();
  readonly called = new Set<string>();
  hasLoop = false;
  raises = false;
  builds = false;

  statement(node: Statement): void {
    this.targetsOf(node);
    if (node.kind === 'function' || node.kind === 'class') {
      this.names.add(node.name);
      return;
    }
    eachExpression(node, this.expression);
    eachBlock(node, this.block);
  }

  private readonly block = (block: readonly Statement[]): void => {
    for (const statement of block) {
      this.statement(statement);
    }
  };

  private targetsOf(node: Statement): void {
    switch (node.kind) {
      case 'assign':
      case 'delete':
        node.targets.forEach((target) => {
          this.target(target);
        });
        break;
      case 'augment':
        this.target(node.target);
        this.builds ||= node.target.kind === 'name' && (node.value.kind === 'list' || node.value.kind === 'tuple');
        break;
      case 'for':
        this.target(node.target);
        this.hasLoop ||= !(node.iterable.kind === 'call' && node.iterable.callee.kind === 'name' && node.iterable.callee.id === 'range');
        break;
      case 'while':
        this.hasLoop = true;
        break;
      case 'raise':
        this.raises = true;
        break;
      case 'expression':
        this.raises ||= isExit(node);
        break;
      case 'global':
      case 'nonlocal':
        node.names.forEach((name) => this.declared.add(name));
        break;
      case 'with':
        node.items.forEach(({ target }) => {
          if (target !== null) {
            this.target(target);
          }
        });
        break;
      case 'try':
        node.handlers.forEach(({ name }) => name !== null && this.names.add(name));
        break;
      case 'match':
        node.cases.forEach(({ names }) => {
          names.forEach((name) => this.names.add(name));
        });
        break;
      case 'import':
        node.names.forEach(({ module, alias }) => this.names.add(alias ?? module.split('.')[0] ?? module));
        break;
      case 'from':
        node.names?.forEach(({ name, alias }) => this.names.add(alias ?? name));
        break;
      default:
        break;
    }
  }

  private target(node: Expression): void {
    switch (node.kind) {
      case 'tuple':
      case 'list':
        node.items.forEach((item) => {
          this.target(item);
        });
        break;
      case 'star':
        if (node.value !== null) {
          this.target(node.value);
        }
        break;
      case 'name':
        this.names.add(node.id);
        break;
      case 'attribute':
        this.object(node);
        break;
      case 'subscript':
        this.builds = true;
        this.object(node.object);
        break;
      default:
        break;
    }
  }

  private object(node: Expression): void {
    const dotted = dottedName(node);
    if (dotted !== null) {
      this.objects.add(dotted);
    }
  }

  readonly expression = (node: Expression): void => {
    if (node.kind === 'walrus') {
      this.names.add(node.target.id);
    }
    if (node.kind === 'call' && (node.callee.kind === 'attribute' || node.callee.kind === 'name')) {
      this.called.add(node.callee.kind === 'name' ? node.callee.id : node.callee.name);
    }
    if (node.kind === 'call' && node.callee.kind === 'attribute' && mutators.has(node.callee.name)) {
      this.builds = true;
      this.object(node.callee.object);
    }
    eachChild(node, this.expression);
  };
}
