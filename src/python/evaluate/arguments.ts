import type { ArgumentAnswer, BoundArguments, CallArgument, CallSite } from '../program/call-site';
import type { LibraryCallable } from '../library-knowledge';
import type { CallNode } from '../syntax/nodes';
import { certainly, mayBeAbsent, present, single, union, unknownly, type Possible } from '../values/possible';
import { constant } from '../values/value';
import { frozen, itemsOf, stringKey } from './containers';
import type { Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { unionOfMappings } from './mappings';
import type { Scope } from './scope';

/** Evaluated arguments of a call, splats resolved as far as they can be. */
export interface Arguments {
  /** Up to the first `*` that could not be resolved. */
  readonly positional: readonly Possible[];
  /** Those behind it, whose position is not known. */
  readonly loose?: readonly Possible[];
  readonly keywords: ReadonlyMap<string, Possible>;
  readonly openPositional: boolean;
  readonly openKeywords: boolean;
}

const noKeywords: ReadonlyMap<string, Possible> = new Map();

export const noArguments: Arguments = { positional: [], loose: [], keywords: noKeywords, openPositional: false, openKeywords: false };
/** A call of which nothing is known. */
export const uncertainArguments: Arguments = { ...noArguments, openPositional: true, openKeywords: true };

export function evaluateArguments(ev: Evaluator, node: CallNode, scope: Scope): Arguments {
  if (node.arguments.length === 0) {
    return noArguments;
  }
  const positional: Possible[] = [];
  const loose: Possible[] = [];
  let keywords: Map<string, Possible> | null = null;
  let openPositional = false;
  let openKeywords = false;
  for (const argument of node.arguments) {
    const value = evaluate(ev, argument.value, scope);
    if (argument.splat === 1) {
      const only = single(value);
      const items = only?.kind === 'sequence' ? itemsOf(only) : undefined;
      openPositional ||= items === undefined;
      (openPositional ? loose : positional).push(...(items ?? [value]));
    } else if (argument.splat === 2) {
      keywords ??= new Map();
      openKeywords = !spreadKeywords(value, keywords) || openKeywords;
    } else if (argument.name !== null) {
      keywords ??= new Map();
      keywords.set(argument.name, value);
    } else {
      (openPositional ? loose : positional).push(value);
    }
  }
  return { positional, loose, keywords: keywords ?? noKeywords, openPositional, openKeywords };
}

/** Adds the entries of a `**` value; false when there may be others. An entry that only some of its values have is absent otherwise. */
function spreadKeywords(value: Possible, keywords: Map<string, Possible>): boolean {
  const entries = unionOfMappings(value);
  for (const [key, entry] of entries?.values ?? []) {
    const name = stringKey(key);
    if (name !== undefined) {
      keywords.set(name, entry);
    }
  }
  return entries !== undefined && !entries.open;
}

/** The arguments as rules see them, bound to the callee's signature; containers are copied, so that later writes do not show. */
export function bind(ev: Evaluator, site: CallSite, args: Arguments, signature: LibraryCallable | undefined): BoundArguments {
  return new Bound(site, frozenAll(ev, args.positional), frozenKeywords(ev, args.keywords), args, signature);
}

class Bound implements BoundArguments {
  constructor(
    private readonly site: CallSite,
    readonly positional: readonly Possible[],
    readonly keywords: ReadonlyMap<string, Possible>,
    private readonly given: Arguments,
    private readonly signature: LibraryCallable | undefined,
  ) {}

  get loose(): readonly Possible[] {
    return this.given.loose ?? [];
  }

  get openPositional(): boolean {
    return this.given.openPositional;
  }

  get openKeywords(): boolean {
    return this.given.openKeywords;
  }

  get(parameter: string, position?: number): ArgumentAnswer {
    return answer(this.site, this.positional, this.keywords, this.given, this.signature, parameter, position);
  }
}

function frozenAll(ev: Evaluator, values: readonly Possible[]): readonly Possible[] {
  return values.length === 0 ? values : values.map((value) => frozen(ev.store, value));
}

function frozenKeywords(ev: Evaluator, keywords: ReadonlyMap<string, Possible>): ReadonlyMap<string, Possible> {
  if (keywords.size === 0) {
    return noKeywords;
  }
  const copies = new Map<string, Possible>();
  for (const [name, value] of keywords) {
    copies.set(name, frozen(ev.store, value));
  }
  return copies;
}

function answer(
  site: CallSite,
  positional: readonly Possible[],
  keywords: ReadonlyMap<string, Possible>,
  args: Arguments,
  signature: LibraryCallable | undefined,
  parameter: string,
  position: number | undefined,
): ArgumentAnswer {
  const declared = signature?.parameters.find(({ name }) => name === parameter);
  const order = signature?.parameters.filter(({ kind }) => kind === 'positional').findIndex(({ name }) => name === parameter) ?? -1;
  const index = order >= 0 ? order : position;
  const byKeyword = keywords.get(parameter);
  if (byKeyword !== undefined) {
    const argument = site.arguments.find(({ name }) => name === parameter) ?? null;
    return { kind: 'given', possible: mayBeAbsent(byKeyword) ? withDefault(byKeyword, declared) : byKeyword, argument };
  }
  if (index !== undefined && index < positional.length) {
    const value = positional[index];
    if (value !== undefined) {
      return { kind: 'given', possible: value, argument: positionalArgument(site, index) };
    }
  }
  if (args.openKeywords || (args.openPositional && index !== undefined)) {
    return { kind: 'unknown' };
  }
  if (declared === undefined) {
    return { kind: 'absent' };
  }
  return { kind: 'default', possible: defaultOf(declared) };
}

function defaultOf(parameter: LibraryCallable['parameters'][number]): Possible {
  const literal = parameter.default;
  if (literal?.kind !== 'constant') {
    return unknownly(literal === undefined ? 'a required argument' : `the default ${literal.text}`);
  }
  return certainly(constant(literal.value), { kind: 'framework-default', what: parameter.name, place: null, previous: null });
}

/** Where a dict entry is only written under a condition, the callee's default holds otherwise. */
function withDefault(value: Possible, declared: LibraryCallable['parameters'][number] | undefined): Possible {
  const missing = value.options.filter((option) => option.value.kind === 'absent');
  const fallback = declared === undefined ? unknownly('not passed') : defaultOf(declared);
  const otherwise: Possible = {
    options: fallback.options.map((option) => ({ ...option, when: missing[0]?.when ?? [] })),
    closed: fallback.closed,
  };
  return missing.length === value.options.length ? otherwise : union(present(value, 'the argument'), otherwise);
}

function positionalArgument(site: CallSite, index: number): CallArgument | null {
  const before = site.arguments.slice(0, index + 1);
  const argument = before[index];
  return argument !== undefined && before.every(({ splat, name }) => splat === 0 && name === null) ? argument : null;
}
