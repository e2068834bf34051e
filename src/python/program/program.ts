import type { Arguments } from '../evaluate/arguments';
import { applyCallable } from '../evaluate/calls';
import { isDecorated, lineageOf, methodOf, typeNames } from '../evaluate/classes';
import { enterUncalled } from '../evaluate/entry';
import { Evaluator, FuelExhausted } from '../evaluate/evaluator';
import { emptyWorkspace, type Semantics, type Workspace } from '../evaluate/semantics';
import type { Assignment, AttributeWrite, Definition, ExternalWrite } from '../evaluate/noted';
import type { Memory } from '../evaluate/memory';
import { execute } from '../evaluate/statements';
import { Store } from '../evaluate/store';
import type { ParsedDocument } from '../parser';
import type { Scope } from '../evaluate/scope';
import type { SourceDocument, Span } from '../source/document';
import { opened, single, unknownly, type Possible } from '../values/possible';
import type { Place } from '../values/trail';
import type { ClassValue, FunctionValue, Value } from '../values/value';
import { defaultWorld, type Processes, type World } from '../world';
import { indexedByCallee, indexedByName } from './call-index';
import type { Activation, CallSite } from './call-site';
import type { LoopInfo } from './context';
import { outlineOf, type StatementOutline } from './outline';
import { spanOf } from './trails';

export type { AttributeWrite };

/**
 * Steps one evaluation may take: about twenty times what the largest training scripts of 500 to 1,000 lines need, and a tenth of a
 * second at most.
 */
export const standardFuel = 100_000;

/** What a call came to that was made for its own sake. */
export interface FollowedCall {
  readonly result: Possible;
  readonly activations: readonly Activation[];
}

/**
 * A program as rules and profiles see it: what it calls, with which values, and where. It was evaluated once, from top to bottom, in
 * one world; functions that nothing calls were entered afterwards with unknown arguments.
 */
export class Program {
  private byName: ReadonlyMap<string, readonly Activation[]> | null = null;
  private byMethod: ReadonlyMap<string, readonly Activation[]> | null = null;

  private imported: ReadonlySet<string> | null = null;
  private statements: readonly (readonly StatementOutline[])[] | null = null;

  private constructor(
    private readonly parsed: ParsedDocument,
    private readonly evaluator: Evaluator,
    private readonly scope: Scope,
    /** True when values are unknown because the evaluation ran out of fuel. */
    readonly exhausted: boolean,
  ) {}

  /** Evaluates a parsed document. */
  static evaluate(
    parsed: ParsedDocument,
    semantics: Semantics,
    parse: (document: SourceDocument) => ParsedDocument,
    workspace: Workspace = emptyWorkspace,
    world: World = defaultWorld,
    fuel: number = standardFuel,
  ): Program {
    const evaluator = new Evaluator(new Store(), null, semantics, world, workspace, parse, fuel);
    return Program.run(parsed, evaluator, mainScope(evaluator, parsed.document.path));
  }

  /** Evaluates the next text of a program whose last evaluation is remembered: only what the change can bear on is evaluated. */
  static evaluateNext(
    memory: Memory,
    parsed: ParsedDocument,
    semantics: Semantics,
    parse: (document: SourceDocument) => ParsedDocument,
    workspace: Workspace,
    world: World,
    fuel: number = standardFuel,
  ): Program {
    const isSame = (last: Evaluator): boolean => last.semantics === semantics && last.world === world;
    const { evaluator, scope } = memory.begin(workspace, isSame, (store) => {
      const made = new Evaluator(store, memory, semantics, world, memory, parse, fuel);
      return { evaluator: made, scope: mainScope(made, parsed.document.path) };
    });
    evaluator.restart(memory, parse, fuel);
    const program = Program.run(parsed, evaluator, scope);
    if (program.exhausted) {
      memory.forget();
    }
    return program;
  }

  private static run(parsed: ParsedDocument, evaluator: Evaluator, scope: Scope): Program {
    evaluator.frames.push(evaluator.newFrame(null, scope));
    let exhausted = false;
    try {
      for (const fragment of parsed.fragments) {
        execute(evaluator, fragment.statements, scope);
      }
      enterUncalled(evaluator);
    } catch (error) {
      if (!(error instanceof FuelExhausted)) {
        throw error;
      }
      exhausted = true;
    }
    return new Program(parsed, evaluator, scope, exhausted);
  }

  /** The same program in the same world, evaluated again with other semantics: to follow shapes that rules never ask for. */
  again(semantics: Semantics, fuel: number): Program {
    const { parse, workspace, world } = this.evaluator;
    return Program.evaluate(this.parsed, semantics, parse, workspace, world, fuel);
  }

  /**
   * Calls an object as the program might have done at its end. `make` builds the arguments; `read` is given the result and the calls
   * made inside, in order, before what they wrote is taken back. Null when the fuel does not last.
   */
  call<T>(
    of: Possible,
    site: CallSite,
    make: (evaluator: Evaluator) => Arguments,
    fuel: number,
    read: (called: FollowedCall) => T,
  ): T | null {
    const { evaluator } = this;
    const from = evaluator.activations.length;
    evaluator.refuel(fuel);
    const run = (): T =>
      evaluator.store.fork(() => {
        const result = applyCallable(evaluator, of, site, make(evaluator));
        return read({ result, activations: evaluator.activations.slice(from) });
      }).result;
    try {
      return evaluator.memory === null ? run() : evaluator.memory.aside(evaluator, run);
    } catch (error) {
      if (!(error instanceof FuelExhausted)) {
        throw error;
      }
      return null;
    } finally {
      evaluator.activations.length = from;
    }
  }

  get document(): SourceDocument {
    return this.parsed.document;
  }

  /** True when the text has syntax errors. */
  get broken(): boolean {
    return this.parsed.broken;
  }

  /** The statements of each fragment, as far as they could be read. */
  get outline(): readonly (readonly StatementOutline[])[] {
    this.statements ??= outlineOf(this.parsed);
    return this.statements;
  }

  /** The innermost block of which a span covers, or lies within, one or more statements. */
  blockAround(span: Span): readonly StatementOutline[] {
    let block = this.outline[span.fragment] ?? [];
    for (;;) {
      const holder = block.find((one) => one.span.start <= span.start && span.end <= one.span.end);
      const inner = holder?.blocks.find(
        (one) => one.some((child) => child.span.start <= span.start) && (one.at(-1)?.span.end ?? -1) >= span.end,
      );
      if (inner === undefined) {
        return block;
      }
      block = inner;
    }
  }

  /** The innermost statement around a span. */
  statementAround(span: Span): StatementOutline | undefined {
    return this.blockAround(span).find((one) => one.span.start <= span.start && span.end <= one.span.end);
  }

  /** Every call, in the order of evaluation; those of imported modules too. */
  get activations(): readonly Activation[] {
    return this.evaluator.activations;
  }

  get definitions(): readonly Definition[] {
    return this.evaluator.definitions;
  }

  /** Statements that assign to names, attributes or items; those of imported modules too. */
  get assignments(): readonly Assignment[] {
    return this.evaluator.assignments;
  }

  get externalWrites(): readonly ExternalWrite[] {
    return this.evaluator.externalWrites;
  }

  /** Assignments to attributes, in the order of evaluation. */
  get attributeWrites(): readonly AttributeWrite[] {
    return this.evaluator.attributeWrites;
  }

  /** Loops of this document and of what it imports, in the order of evaluation; a loop evaluated twice stands here twice. */
  get loops(): readonly LoopInfo[] {
    return this.evaluator.loops;
  }

  get classes(): readonly ClassValue[] {
    return this.evaluator.classes;
  }

  /** Modules the program imports, as written; those of imported files too. */
  get imports(): ReadonlySet<string> {
    return (this.imported ??= new Set(this.evaluator.imports));
  }

  /** Files the program imports that were not loaded. */
  get wants(): readonly string[] {
    return [...new Set(this.evaluator.wants)];
  }

  /** What a person should know of the files the program names, one sentence each. */
  get remarks(): readonly string[] {
    return [...new Set(this.evaluator.remarks)];
  }

  /** What the program gave to something outside it, by the name it is kept under. */
  outsideValue(name: string): Possible | undefined {
    return this.evaluator.outsideValues.get(name);
  }

  /** Whether the program asks how many processes it runs in. */
  get asksForProcesses(): boolean {
    return this.evaluator.asksForProcesses;
  }

  /** What the world it was evaluated in gives for a variable of the environment. */
  variable(name: string): string | undefined {
    return this.evaluator.world.environment.get(name);
  }

  /** The processes that the world it was evaluated in starts. */
  get processes(): Processes | null {
    return this.evaluator.world.processes;
  }

  /** Calls that reach a library function, class or method by its canonical name, or a program class derived from it. */
  callsOf(name: string): readonly Activation[] {
    this.byName ??= indexedByCallee(this.activations);
    return this.byName.get(name) ?? none;
  }

  /** Calls whose last name is this, whatever they reach. */
  callsNamed(name: string): readonly Activation[] {
    this.byMethod ??= indexedByName(this.activations);
    return this.byMethod.get(name) ?? none;
  }

  /** The value a module-level name has at the end. */
  valueOf(name: string): Possible {
    const value = this.scope.names.get(name) ?? unknownly(`the name ${name} is not set`);
    return this.exhausted ? opened(value) : value;
  }

  /** The definitions of a name that stand before a place of the document, in order; the last one reaches it in straight-line code. */
  reaching(name: string, at: Span): readonly Definition[] {
    return this.evaluator.definitions.filter((definition) => {
      const span = this.span(definition.place);
      return (
        definition.name === name &&
        span.document === at.document &&
        (span.fragment < at.fragment || (span.fragment === at.fragment && span.start < at.start))
      );
    });
  }

  /** Canonical names of the classes an object belongs to, nearest first. */
  typesOf(value: Value): readonly string[] {
    return typeNames(this.evaluator, value);
  }

  /** Program classes and library classes a class derives from, nearest first. */
  basesOf(of: ClassValue): { readonly program: readonly ClassValue[]; readonly library: readonly string[]; readonly closed: boolean } {
    return lineageOf(this.evaluator, of);
  }

  methodOf(of: ClassValue, name: string): FunctionValue | undefined {
    return methodOf(this.evaluator, of, name);
  }

  /** Names of a function's parameters, in order. */
  parametersOf({ node }: FunctionValue): readonly string[] {
    return node.parameters.map(({ name }) => name);
  }

  isDecorated(decorators: readonly Possible[], names: ReadonlySet<string>): boolean {
    return isDecorated(decorators, names);
  }

  /** Whether the body of a function was evaluated: from a call, or for its own sake. */
  isEvaluated({ node }: FunctionValue): boolean {
    return this.evaluator.evaluationsOf.has(node);
  }

  /** An attribute of an object as it was left. */
  attributeOf(value: Value, name: string): Possible | undefined {
    return value.kind === 'instance' || value.kind === 'class' ? value.attributes.get(name) : undefined;
  }

  /** Whether a place stands in the analysed document itself. */
  isHere(place: Place): boolean {
    return place.unit.document === this.document;
  }

  span(place: Place): Span {
    return spanOf(place);
  }

  textOf(place: Place): string {
    return this.evaluator.textOf(place);
  }

  /** The constant an expression certainly is. */
  static constant(possible: Possible): number | string | boolean | null | undefined {
    const value = single(possible);
    return value?.kind === 'constant' ? value.value : undefined;
  }
}

function mainScope(ev: Evaluator, path: string): Scope {
  return ev.newScope('module', null, { name: '__main__', path, starImports: ev.store.createLasting() });
}

const none: readonly Activation[] = [];
