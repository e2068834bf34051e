import type { LibraryKnowledge } from '../library-knowledge';
import type { ParsedDocument } from '../parser';
import type { Activation, CallSite } from '../program/call-site';
import type { Condition } from '../program/condition';
import type { Context, LoopInfo } from '../program/context';
import type { SourceDocument } from '../source/document';
import type { AnyNode, CallNode, Expression, Statement } from '../syntax/nodes';
import { union, type Possible } from '../values/possible';
import type { Place } from '../values/trail';
import type { ClassValue, FunctionValue, InstanceValue, ModuleValue } from '../values/value';
import type { World } from '../world';
import { compactText, dottedName } from './describe';
import type { ModuleInfo, Scope } from './scope';
import { Store, type Changes } from './store';
import type { CallSummary } from './summary';

/** Texts of the workspace as the host has loaded them: a text, null for "no such file", undefined for "not loaded yet". */
export interface Workspace {
  read(path: string): string | null | undefined;
}

export const emptyWorkspace: Workspace = { read: () => null };

/** What frameworks mean to the evaluator, given from above so that `python/` knows none. */
export interface Semantics {
  readonly knowledge: LibraryKnowledge;
  /** What calling a library function does beyond returning an instance of its result type, by canonical name. */
  readonly summaries: ReadonlyMap<string, CallSummary>;
  /** Methods that return their receiver even when its class is unknown (`to`, `eval`). */
  readonly fluentMethods: ReadonlySet<string>;
  /** The method that calling an instance runs, by library base class (`torch.nn.Module` → `forward`). */
  readonly callHooks: ReadonlyMap<string, string>;
}

/** A write to something outside the program: `os.environ["X"] = "1"`, `torch.backends.cudnn.benchmark = True`. */
export interface ExternalWrite {
  readonly target: string;
  readonly key: Possible | null;
  readonly value: Possible;
  readonly place: Place;
  readonly valuePlace: Place;
  readonly context: Context;
}

/** An assignment to a name, in the order of evaluation. */
export interface Definition {
  readonly name: string;
  readonly place: Place;
  readonly valuePlace: Place;
  readonly value: Possible;
  readonly context: Context;
}

/** What one activation of a function has seen so far. */
export interface Frame {
  readonly of: FunctionValue | null;
  readonly returns: Possible[];
  readonly yields: Possible[];
  /** Conditions taken since the frame was entered. */
  readonly path: Condition[];
  /** Writes of branches that returned early. */
  readonly exits: Changes[];
}

export class FuelExhausted extends Error {}

/** Deepest chain of calls that is followed. */
export const deepestCall = 24;
/** A function is evaluated anew at so many calls; later calls of it are unknown. */
export const mostEvaluationsOfOneFunction = 24;

/** State of one evaluation of a program in one world. */
export class Evaluator {
  readonly store = new Store();
  readonly activations: Activation[] = [];
  readonly definitions: Definition[] = [];
  readonly externalWrites: ExternalWrite[] = [];
  readonly loops: LoopInfo[] = [];
  readonly functions: FunctionValue[] = [];
  readonly classes: ClassValue[] = [];
  readonly modules = new Map<string, ModuleValue>();
  readonly wants = new Set<string>();
  /** Values that the program gave to things outside it, by canonical name: the configuration that `wandb.init(config=…)` sets. */
  readonly outsideValues = new Map<string, Possible>();
  /** Names of all modules that are imported, as written. */
  readonly imports = new Set<string>();
  readonly evaluationsOf = new Map<AnyNode, number>();
  readonly firstInstances = new Map<AnyNode, InstanceValue>();
  readonly frames: Frame[] = [];
  context: Context = null;
  callDepth = 0;
  /** Above zero while code of an imported module runs at its top level. */
  importDepth = 0;
  private fuel: number;
  private readonly sites = new Map<CallNode, CallSite>();

  constructor(
    readonly semantics: Semantics,
    readonly world: World,
    readonly workspace: Workspace,
    readonly parse: (document: SourceDocument) => ParsedDocument,
    fuel: number,
  ) {
    this.fuel = fuel;
  }

  get knowledge(): LibraryKnowledge {
    return this.semantics.knowledge;
  }

  /** Pays for one step. */
  burn(): void {
    if (--this.fuel < 0) {
      throw new FuelExhausted();
    }
  }

  frame(): Frame {
    const frame = this.frames.at(-1);
    if (frame === undefined) {
      throw new Error('Evaluation outside of any frame.');
    }
    return frame;
  }

  /** Runs something inside one more layer of context. */
  within<T>(layer: NonNullable<Context>, run: () => T): T {
    const before = this.context;
    this.context = layer;
    try {
      return run();
    } finally {
      this.context = before;
    }
  }

  newScope(kind: Scope['kind'], parent: Scope | null, module: ModuleInfo): Scope {
    return { kind, parent, module, names: this.store.create<Possible>(), elsewhere: new Map() };
  }

  /** The source text of a node, as written. */
  textOf(place: Place): string {
    const fragment = place.unit.document.fragments[place.unit.fragment];
    return fragment === undefined ? '' : fragment.text.slice(place.unit.base + place.start, place.unit.base + place.end);
  }

  siteOf(node: CallNode): CallSite {
    const known = this.sites.get(node);
    if (known !== undefined) {
      return known;
    }
    const { callee } = node;
    const site: CallSite = {
      place: placeOf(node),
      text: compactText(this.textOf(callee)),
      name: callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.id : '',
      receiverText: callee.kind === 'attribute' ? dottedName(callee.object) : null,
      arguments: node.arguments.map((argument) => ({
        name: argument.name,
        splat: argument.splat,
        place: placeOf(argument),
        valuePlace: placeOf(argument.value),
      })),
      argumentList: { unit: node.unit, start: node.open, end: node.close },
    };
    this.sites.set(node, site);
    return site;
  }

  /** Joins what two branches wrote. */
  join(yes: Changes, no: Changes, left: Condition | null, right: Condition | null): void {
    this.store.merge(yes, no, (state, key, a, b) => {
      if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) {
        this.store.set(state, 'open', true);
      }
      return joinSlot(key, a, b, left, right);
    });
  }
}

const absent: Possible = { options: [{ value: { kind: 'absent' }, when: [], trail: null }], closed: true };

function isPossible(value: unknown): value is Possible {
  return typeof value === 'object' && value !== null && 'options' in value;
}

/** The value of a slot after either of two branches. Slots of containers hold lists or flags, all others possible values. */
function joinSlot(key: string, a: unknown, b: unknown, left: Condition | null, right: Condition | null): unknown {
  if (a === b) {
    return a;
  }
  if (key === 'open') {
    return true;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    const x = (a ?? []) as readonly Possible[];
    const y = (b ?? []) as readonly Possible[];
    return x.length === y.length
      ? x.map((item, index) => union(item, y[index] ?? item, left, right))
      : x.slice(0, Math.min(x.length, y.length));
  }
  return union(isPossible(a) ? a : absent, isPossible(b) ? b : absent, left, right);
}

export function placeOf(node: AnyNode | Expression | Statement): Place {
  return { unit: node.unit, start: node.start, end: node.end };
}
