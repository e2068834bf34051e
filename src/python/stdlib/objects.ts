import { writeAttribute } from '../evaluate/assignments';
import { attributeOf } from '../evaluate/attributes';
import { classAttribute, lineageOf, typeNames } from '../evaluate/classes';
import { aliasOf, frozen, itemsOf, newMapping } from '../evaluate/containers';
import { unsettleAttributes, unsettleNames } from '../evaluate/escape';
import { runFile } from '../evaluate/modules';
import type { Evaluator } from '../evaluate/evaluator';
import type { CallSummary, SummaryCall } from '../evaluate/summary';
import { certainly, isUncertain, mapOptions, nothing, single, union, unknownly, withStep, type Possible } from '../values/possible';
import { constant, type Value } from '../values/value';
import { isSet, variableOf } from './environment';
import { joinPaths, pathText } from './paths';

/** Python's functions on objects, names and the environment. */
export const objectSummaries: readonly (readonly [string, CallSummary])[] = [
  ['builtins.getattr', getattr],
  ['builtins.setattr', setattr],
  ['builtins.hasattr', hasattr],
  ['builtins.callable', isCallable],
  ['builtins.isinstance', isinstance],
  ['builtins.print', () => nothing],
  ['builtins.vars', vars],
  ['builtins.globals', globals],
  ['builtins.locals', globals],
  ['builtins.exec', executed],
  ['builtins.execfile', executed],
  ['functools.partial', partial],
  ['types.SimpleNamespace', namespace],
  ['argparse.Namespace', namespace],
  ['copy.deepcopy', copied],
  ['copy.copy', copied],
  ['dataclasses.asdict', asDict],
  ['dataclasses.replace', replaced],
  ['os.environ.get', environment],
  ['os.getenv', environment],
  ['os.path.join', joinedPath],
  ['ast.literal_eval', literal],
  ['typing.cast', ({ given }) => given.positional[1]],
];

function getattr({ evaluator, activation, given }: SummaryCall): Possible {
  const [object, name, fallback] = given.positional;
  if (object === undefined || name === undefined) {
    return unknownly('an attribute');
  }
  return mapOptions(name, (key) => {
    if (key.kind !== 'constant' || key.type !== 'str') {
      return unknownly('an attribute whose name is computed', { kind: 'call', activation });
    }
    const found = attributeOf(evaluator, object, String(key.value));
    const holder = single(object);
    if (fallback !== undefined && evaluator.following !== undefined && holder?.kind === 'instance' && isAllUnknown(found)) {
      return fallback;
    }
    return fallback !== undefined && isUncertain(found) ? union(found, fallback) : found;
  });
}

function isCallable({ activation, given }: SummaryCall): Possible {
  const of = given.positional[0] === undefined ? undefined : single(given.positional[0]);
  switch (of?.kind) {
    case 'constant':
    case 'sequence':
    case 'mapping':
    case 'module':
      return certainly(constant(false));
    case 'function':
    case 'class':
    case 'method':
    case 'partial':
      return certainly(constant(true));
    default:
      return unknownly('whether something can be called', { kind: 'call', activation }, 'bool');
  }
}

/** Whether something has an attribute: certainly when it was written or a table knows it. */
function hasattr({ evaluator, activation, given }: SummaryCall): Possible {
  const [object, name] = given.positional;
  const holder = object === undefined ? undefined : single(object);
  const key = name === undefined ? undefined : single(name);
  const text = key?.kind === 'constant' ? String(key.value) : undefined;
  const isThere =
    holder === undefined || text === undefined
      ? undefined
      : holder.kind === 'external'
        ? evaluator.knowledge.callable(evaluator.knowledge.canonical(`${holder.name}.${text}`), evaluator.world.versions) !== undefined
        : holder.kind === 'instance'
          ? holder.attributes.has(text) || (holder.of !== null && classAttribute(evaluator, holder.of, text) !== undefined)
          : undefined;
  return isThere === true ? certainly(constant(true)) : unknownly('whether an attribute is there', { kind: 'call', activation }, 'bool');
}

function isAllUnknown({ options }: Possible): boolean {
  return options.every(({ value }) => value.kind === 'unknown');
}

function setattr({ evaluator, activation, given }: SummaryCall): Possible {
  const [object, name, value] = given.positional;
  const key = name === undefined ? undefined : single(name);
  for (const { value: holder } of object?.options ?? []) {
    if (holder.kind !== 'instance' && holder.kind !== 'class') {
      continue;
    }
    if (key?.kind !== 'constant' || value === undefined) {
      unsettleAttributes(evaluator, holder.attributes);
      if (evaluator.following !== undefined && value !== undefined) {
        // The object has it, under whatever name.
        evaluator.store.set(holder.attributes, `?${holder.attributes.size}`, value);
      }
      continue;
    }
    const written = withStep(value, 'assigned', String(key.value), activation.site.place);
    if (holder.kind === 'instance') {
      writeAttribute(evaluator, holder, String(key.value), written, object?.closed === true && object.options.length === 1);
    } else {
      evaluator.store.set(holder.attributes, String(key.value), written);
    }
  }
  return nothing;
}

const iterables = new Set(['collections.abc.Iterable', 'collections.Iterable', 'typing.Iterable']);
const builtinTypes = new Set(['int', 'float', 'str', 'bool', 'list', 'tuple', 'dict', 'set']);

function isinstance({ evaluator, activation, given }: SummaryCall): Possible {
  const [object, type] = given.positional;
  const value = object === undefined ? undefined : single(object);
  const wanted = type === undefined ? undefined : single(type);
  const answer = value === undefined || wanted === undefined ? undefined : isOfType(evaluator, value, wanted);
  return answer === undefined ? unknownly('a type test', { kind: 'call', activation }, 'bool') : certainly(constant(answer));
}

function isOfType(ev: Evaluator, value: Value, wanted: Value): boolean | undefined {
  // An object that is followed is what it is; elsewhere a subclass may stand behind it.
  const otherwise = ev.following !== undefined && value.kind !== 'unknown' ? false : undefined;
  if (wanted.kind === 'sequence') {
    const answers = itemsOf(wanted)?.map((item) => {
      const type = single(item);
      return type === undefined ? undefined : isOfType(ev, value, type);
    });
    return answers?.includes(true) === true ? true : answers?.every((answer) => answer === false) === true ? false : undefined;
  }
  if (wanted.kind === 'class') {
    return value.kind === 'instance' && value.of !== null && lineageOf(ev, value.of).program.includes(wanted) ? true : otherwise;
  }
  if (wanted.kind !== 'external') {
    return undefined;
  }
  if (value.kind === 'instance') {
    return typeNames(ev, value).includes(wanted.name) ? true : otherwise;
  }
  if (iterables.has(wanted.name) && (value.kind === 'constant' || value.kind === 'sequence' || value.kind === 'mapping')) {
    return value.kind !== 'constant' || value.type === 'str';
  }
  const name = wanted.name.replace(/^builtins\./, '');
  const own =
    value.kind === 'constant' ? value.type : value.kind === 'sequence' ? value.type : value.kind === 'mapping' ? 'dict' : undefined;
  if (own === undefined || !builtinTypes.has(name)) {
    return otherwise;
  }
  return own === name || (own === 'bool' && name === 'int');
}

function partial({ activation, given }: SummaryCall): Possible {
  const [callee, ...positional] = given.positional;
  const { openPositional, openKeywords, keywords } = given;
  return callee === undefined || openPositional || openKeywords
    ? unknownly('a partial', { kind: 'call', activation })
    : certainly({ kind: 'partial', callee, positional, keywords });
}

/** An object whose attributes are the call's keywords. */
function namespace({ evaluator, activation, given }: SummaryCall): Possible {
  const attributes = evaluator.store.create<Possible>();
  for (const [name, value] of given.keywords) {
    const place = activation.site.arguments.find((one) => one.name === name)?.valuePlace;
    attributes.set(name, place === undefined ? value : withStep(value, 'assigned', name, place));
  }
  const className = activation.callee.kind === 'library' ? activation.callee.name : 'types.SimpleNamespace';
  return certainly({ kind: 'instance', className, of: null, attributes, from: { kind: 'call', activation } });
}

/** `vars(args)`: the attributes as a dict, through which they can be written. */
function vars(call: SummaryCall): Possible | undefined {
  const [object] = call.given.positional;
  if (object === undefined) {
    return globals(call);
  }
  const value = single(object);
  const names = value?.kind === 'module' ? value.scope.names : value?.kind === 'instance' ? value.attributes : undefined;
  return names === undefined ? undefined : certainly(aliasOf(call.evaluator, names));
}

function globals({ evaluator }: SummaryCall): Possible {
  return certainly(aliasOf(evaluator, evaluator.frame().globals.names));
}

/**
 * Code that is run from a text may give every name another value. The text of a file is run when the workspace has the file; a
 * configuration that is not there is an input that nobody gives.
 */
function executed({ evaluator, given }: SummaryCall): Possible {
  const { globals: scope } = evaluator.frame();
  const [code] = given.positional;
  const path = code === undefined ? undefined : fileReadBy(code);
  if (path === undefined) {
    unsettleNames(evaluator, scope.names);
  } else {
    runFile(evaluator, path, scope);
  }
  return nothing;
}

/** The path in `open(path).read()`. */
function fileReadBy(text: Possible): string | undefined {
  const read = callBehind(text);
  const opened = read?.site.name === 'read' && read.receiver !== null ? callBehind(read.receiver) : undefined;
  const isOpen = opened?.callee.kind === 'library' && (opened.callee.name === 'builtins.open' || opened.callee.name === 'io.open');
  const path = isOpen ? opened.arguments.positional[0] : undefined;
  const value = path === undefined ? undefined : single(path);
  return value?.kind === 'constant' && value.type === 'str' ? String(value.value) : undefined;
}

function callBehind(possible: Possible): SummaryCall['activation'] | undefined {
  const value = single(possible);
  const origin = value?.kind === 'unknown' ? value.origin : value?.kind === 'instance' ? value.from : null;
  return origin?.kind === 'call' ? origin.activation : undefined;
}

function copied({ evaluator, activation, given }: SummaryCall): Possible {
  const [of] = given.positional;
  if (of === undefined) {
    return unknownly('a copy');
  }
  const isDeep = activation.callee.kind === 'library' && activation.callee.name === 'copy.deepcopy';
  return mapOptions(of, (value, trail) => {
    if (value.kind !== 'instance') {
      return frozen(evaluator.store, certainly(value, trail), isDeep ? 3 : 1);
    }
    const attributes = evaluator.store.create<Possible>();
    for (const [name, attribute] of value.attributes) {
      attributes.set(name, isDeep ? frozen(evaluator.store, attribute) : attribute);
    }
    return certainly({ ...value, attributes }, trail);
  });
}

function asDict({ evaluator, given }: SummaryCall): Possible | undefined {
  const [object] = given.positional;
  const value = object === undefined ? undefined : single(object);
  if (value?.kind !== 'instance') {
    return undefined;
  }
  const mapping = newMapping(evaluator.store);
  for (const [name, attribute] of value.attributes) {
    if (!name.startsWith('@')) {
      mapping.state.set(`k:str:${name}`, frozen(evaluator.store, attribute));
    }
  }
  return certainly(mapping);
}

/** `dataclasses.replace(config, lr=…)`. */
function replaced(call: SummaryCall): Possible | undefined {
  const copy = copied(call);
  const value = single(copy);
  if (value?.kind !== 'instance' || call.given.openKeywords) {
    return unknownly('a changed copy', { kind: 'call', activation: call.activation });
  }
  for (const [name, attribute] of call.given.keywords) {
    value.attributes.set(name, attribute);
  }
  return copy;
}

function environment({ evaluator, given }: SummaryCall): Possible {
  const [name, fallback] = given.positional;
  const key = name === undefined ? undefined : single(name);
  const variable = key?.kind === 'constant' ? String(key.value) : undefined;
  const value = variable === undefined ? undefined : variableOf(evaluator, variable);
  if (value !== undefined) {
    return value;
  }
  const otherwise = fallback ?? nothing;
  const isUnset = variable !== undefined && isSet(evaluator, variable) === false;
  return isUnset ? otherwise : union(otherwise, unknownly('an environment variable', { kind: 'none' }, 'str'));
}

/** The number, truth or text that a text is written as. */
function literal({ activation, given }: SummaryCall): Possible {
  const [of] = given.positional;
  const value = of === undefined ? undefined : single(of);
  const text = value?.kind === 'constant' && value.type === 'str' ? String(value.value).trim() : '';
  const named: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null };
  const trail = of?.options[0]?.trail ?? null;
  if (Object.hasOwn(named, text)) {
    return certainly(constant(named[text] ?? null), trail);
  }
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) {
    return certainly({ kind: 'constant', type: /[.e]/i.test(text) ? 'float' : 'int', value: Number(text) }, trail);
  }
  const quoted = /^(["'])([^"'\\]*)\1$/.exec(text)?.[2];
  return quoted === undefined ? unknownly('a literal', { kind: 'call', activation }) : certainly(constant(quoted), trail);
}

function joinedPath({ activation, given }: SummaryCall): Possible {
  const parts = given.positional.map(pathText);
  if (!parts.every((part) => part !== undefined)) {
    return unknownly('a path', { kind: 'call', activation }, 'str');
  }
  return certainly(constant(joinPaths(parts)), given.positional[0]?.options[0]?.trail ?? null);
}
