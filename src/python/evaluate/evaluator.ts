import type { LibraryKnowledge } from '../library-knowledge';
import type { ParsedDocument } from '../parser';
import type { Activation } from '../program/call-site';
import type { Context, LoopInfo } from '../program/context';
import type { SourceDocument } from '../source/document';
import type { AnyNode, Expression, Statement } from '../syntax/nodes';
import type { Possible } from '../values/possible';
import type { Place } from '../values/trail';
import type { ClassValue, FunctionValue, InstanceValue, ModuleValue } from '../values/value';
import type { World } from '../world';
import { mostEvaluationsFollowed, type Following } from './following';
import type { Memory, Stage } from './memory';
import type { Frame } from './frame';
import type { Assignment, AttributeWrite, Definition, ExternalWrite } from './noted';
import type { ModuleInfo, Scope } from './scope';
import type { Semantics, Workspace } from './semantics';
import type { State } from './state';
import type { Store } from './store';

export class FuelExhausted extends Error {}

/** Deepest chain of calls that is followed. */
export const deepestCall = 24;
/** A function is evaluated anew at so many calls; later calls of it are unknown. */
const mostEvaluationsOfOneFunction = 200;
/** A function whose evaluation sees more calls than this is costly. */
const fewCalls = 40;
/** How often a costly function that the program itself does not call is followed from those that nothing calls. */
const mostCostlyEntries = 6;
/** After so many steps, more than nine programs of ten take, what repeats itself is evaluated less often. */
const ampleSteps = 8000;
const fewEvaluationsOfOneFunction = 4;
/** Expressions and blocks nested deeper than this, through calls too, would overflow the stack of the host. */
const deepestNesting = 700;

/** How far an evaluation had come, so that a round of a loop can be taken back. */
export interface Checkpoint {
  readonly lengths: readonly number[];
}

/** State of one evaluation of a program in one world. */
export class Evaluator {
  activations: Activation[] = [];
  definitions: Definition[] = [];
  assignments: Assignment[] = [];
  externalWrites: ExternalWrite[] = [];
  attributeWrites: AttributeWrite[] = [];
  loops: LoopInfo[] = [];
  functions: FunctionValue[] = [];
  classes: ClassValue[] = [];
  readonly modules: State<ModuleValue>;
  /** Files that were asked for and are not loaded. */
  wants: string[] = [];
  /** Values that the program gave to things outside it, by canonical name: the configuration that `wandb.init(config=…)` sets. */
  readonly outsideValues: State<Possible>;
  /** What a person should know of the files the program names, one sentence each. */
  remarks: string[] = [];
  /** Whether the program asks how many processes it runs in, so that it may do other work under another launcher. */
  asksForProcesses = false;
  /** Names of all modules that are imported, as written. */
  imports: string[] = [];
  readonly evaluationsOf: State<number, AnyNode>;
  /** Functions whose evaluation was costly, and how often. */
  private readonly costly: State<number, AnyNode>;
  private isEntering = false;
  private isFollowingCall = false;
  /** Functions in the order of their evaluations. */
  private readonly evaluated: AnyNode[] = [];
  readonly firstInstances: State<InstanceValue, AnyNode>;
  /** Lambdas that stand among the functions. */
  readonly lambdas: State<FunctionValue, AnyNode>;
  readonly frames: Frame[] = [];
  context: Context = null;
  callDepth = 0;
  /** Above zero while code of an imported module runs at its top level. */
  importDepth = 0;
  /** What rounds of a loop were seen to change for later rounds, by the loop. */
  readonly carried: State<ReadonlyMap<State, ReadonlySet<string>>, AnyNode>;
  /** `vars(x)` and `x.__dict__`: the attributes that a dict stands for, by its state. */
  readonly aliases = new WeakMap<State, State<Possible>>();
  /** The dicts that stand for some attributes. */
  readonly mirrors: State<readonly State[], State<Possible>>;
  /** Operands of the comparisons in the test that is being evaluated. */
  compared: Possible[] | null = null;
  private nesting = 0;
  private fuel: number;
  private thriftBelow: number;

  constructor(
    readonly store: Store,
    /** What is known of the last evaluation; null where none is remembered. */
    readonly memory: Memory | null,
    readonly semantics: Semantics,
    readonly world: World,
    public workspace: Workspace,
    public parse: (document: SourceDocument) => ParsedDocument,
    fuel: number,
  ) {
    this.modules = store.createLasting();
    this.outsideValues = store.createLasting();
    this.evaluationsOf = store.createLasting();
    this.costly = store.createLasting();
    this.firstInstances = store.createLasting();
    this.lambdas = store.createLasting();
    this.carried = store.createLasting();
    this.mirrors = store.createLasting();
    this.fuel = fuel;
    this.thriftBelow = fuel - ampleSteps;
  }

  /** Begins the evaluation of another text of the same program; what is known of the heap stays as it is. */
  restart(workspace: Workspace, parse: (document: SourceDocument) => ParsedDocument, fuel: number): void {
    this.workspace = workspace;
    this.parse = parse;
    this.fuel = fuel;
    this.thriftBelow = fuel - ampleSteps;
    this.nesting = 0;
    this.callDepth = 0;
    this.importDepth = 0;
    this.context = null;
    this.compared = null;
    this.isEntering = false;
    this.isFollowingCall = false;
    this.asksForProcesses = false;
    this.frames.length = 0;
    this.evaluated.length = 0;
    this.activations = [];
    this.definitions = [];
    this.assignments = [];
    this.externalWrites = [];
    this.attributeWrites = [];
    this.loops = [];
    this.functions = [];
    this.classes = [];
    this.wants = [];
    this.remarks = [];
    this.imports = [];
  }

  /**
   * Whether the program has taken so many steps that the rest is read with less care: as it stands, but without following loops and
   * functions each time anew. What comes later would else not be read at all.
   */
  get isThrifty(): boolean {
    return this.fuel < this.thriftBelow && this.semantics.following === undefined;
  }

  get knowledge(): LibraryKnowledge {
    return this.semantics.knowledge;
  }

  get following(): Following | undefined {
    return this.semantics.following;
  }

  /**
   * Whether all loops are gone through round by round: where objects are made, and in a call that is followed for its own sake. The
   * loops of the training around them need no second round.
   */
  get followsRounds(): boolean {
    return this.semantics.following !== undefined && (this.isFollowingCall || this.frames.some(({ of }) => of?.name === '__init__'));
  }

  /** Starts anew with so many steps, whatever was left of an evaluation that ended. */
  refuel(steps: number): void {
    this.fuel = steps;
    this.isFollowingCall = true;
    this.nesting = 0;
    this.callDepth = 0;
    this.frames.length = Math.min(this.frames.length, 1);
    this.context = null;
    this.compared = null;
  }

  /** What the rounds of a loop note, and take back when they are evaluated again. */
  private get seen(): readonly unknown[][] {
    const { activations, attributeWrites, definitions, assignments, externalWrites, loops, functions, classes } = this;
    return [activations, attributeWrites, definitions, assignments, externalWrites, loops, functions, classes] as unknown[][];
  }

  /** Everything that is noted for those who ask later. */
  get notes(): readonly unknown[][] {
    return [...this.seen, this.wants, this.remarks, this.imports];
  }

  /** Counts calls and writes that were noted before anew, now that more or fewer calls stand before them. */
  reorder([activations = [], attributeWrites = []]: readonly (readonly unknown[])[], moved: number): void {
    for (const noted of [...activations, ...attributeWrites] as { order: number }[]) {
      noted.order += moved;
    }
  }

  /** Whether no condition, exit or guard of the code before bears on what comes next. */
  isAtRest(): boolean {
    const { path, exits } = this.frame();
    return this.context === null && path.length === 0 && exits.length === 0;
  }

  /** Evaluates a piece of the program, if it is not as it was in the last evaluation. */
  piece<T>(stage: Stage, of: object, evaluate: () => T): T {
    return this.memory === null ? evaluate() : this.memory.run(this, stage, of, evaluate);
  }

  get stepsLeft(): number {
    return this.fuel;
  }

  /** Whether the fuel is enough for some more steps, and the evaluation as ample or as thrifty after them as now. */
  lasts(steps: number): boolean {
    return this.fuel >= steps && (this.isThrifty || this.semantics.following !== undefined || this.fuel - steps >= this.thriftBelow);
  }

  /** Pays for some steps. */
  burn(steps = 1): void {
    this.fuel -= steps;
    if (this.fuel < 0) {
      throw new FuelExhausted();
    }
  }

  /** Goes one level deeper into nested code; nothing runs after the fuel is out, so that only a regular end counts back. */
  deeper(): void {
    if (++this.nesting > deepestNesting) {
      throw new FuelExhausted();
    }
  }

  shallower(): void {
    this.nesting--;
  }

  /** Notes that a function is evaluated once more, and says how often it was before. */
  countEvaluation(node: AnyNode): void {
    this.evaluationsOf.set(node, (this.evaluationsOf.get(node) ?? 0) + 1);
    this.evaluated.push(node);
  }

  /** Whether one more evaluation of a function is worth its price. */
  mayFollow(node: AnyNode): boolean {
    if (this.following !== undefined) {
      return (this.evaluationsOf.get(node) ?? 0) < mostEvaluationsFollowed;
    }
    const isDear = this.isEntering && (this.costly.get(node) ?? 0) >= mostCostlyEntries;
    const most = this.isThrifty ? fewEvaluationsOfOneFunction : mostEvaluationsOfOneFunction;
    return !isDear && (this.evaluationsOf.get(node) ?? 0) < most;
  }

  /** Notes how many calls the evaluation of a function saw. */
  countCost(node: AnyNode, calls: number): void {
    if (calls > fewCalls) {
      this.costly.set(node, (this.costly.get(node) ?? 0) + 1);
    }
  }

  /** From here on functions are entered that have no callers; what is costly and was evaluated from a caller is not followed again. */
  startEntering(): void {
    this.isEntering = true;
    for (const node of this.costly.keys()) {
      this.costly.set(node, mostCostlyEntries);
    }
  }

  private get logs(): readonly unknown[][] {
    const { returns, yields } = this.frame();
    return [...this.seen, returns, yields];
  }

  checkpoint(): Checkpoint {
    return { lengths: [...this.logs.map(({ length }) => length), this.evaluated.length, this.frame().exits.length] };
  }

  /** Forgets what was noted since; the store is not touched. */
  rollBack({ lengths }: Checkpoint): void {
    const { logs } = this;
    for (const { node } of this.functions.slice(lengths[logs.indexOf(this.functions)])) {
      this.lambdas.delete(node);
    }
    logs.forEach((log, index) => {
      log.length = Math.min(log.length, lengths[index] ?? 0);
    });
    const [evaluated = 0, exits = 0] = lengths.slice(-2);
    for (const node of this.evaluated.splice(evaluated)) {
      this.evaluationsOf.set(node, (this.evaluationsOf.get(node) ?? 1) - 1);
    }
    for (const { since } of this.frame().exits.splice(exits)) {
      this.store.release(since);
    }
  }

  newFrame(of: FunctionValue | null, globals: Scope, locals: Scope = globals): Frame {
    return { of, returns: [], yields: [], path: [], exits: [], loops: [], depth: this.store.depth, globals, locals };
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
    return { kind, parent, module, names: this.store.create<Possible>(), elsewhere: null };
  }

  /** The source text of a node, as written. */
  textOf(place: Place): string {
    const fragment = place.unit.document.fragments[place.unit.fragment];
    return fragment === undefined ? '' : fragment.text.slice(place.unit.base + place.start, place.unit.base + place.end);
  }
}

/** Where a node stands; the node itself says it. */
export function placeOf(node: AnyNode | Expression | Statement): Place {
  return node;
}
