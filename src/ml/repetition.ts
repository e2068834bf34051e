import {
  demoInterfaces,
  eventDecorators,
  httpMethods,
  requestViews,
  rerunningPackage,
  routeDecorators,
  routers,
  webPackages,
} from '../libraries/serving';
import type { Activation, Callee } from '../python/program/call-site';
import type { Condition } from '../python/program/condition';
import { layers, type Context, type ContextLayer, type LoopInfo } from '../python/program/context';
import type { Program } from '../python/program/program';
import type { Possible } from '../python/values/possible';
import type { FunctionValue } from '../python/values/value';
import { makers } from './surroundings';

type FrameLayer = Extract<ContextLayer, { kind: 'frame' }>;

/** What makes a piece of code run again and again. */
export type Repetition =
  | { readonly kind: 'round'; readonly loop: LoopInfo }
  /** A function that answers one request, event or row each time it is called. */
  | { readonly kind: 'request' | 'row'; readonly frame: FrameLayer }
  /** The top level of a script that is read anew at each interaction. */
  | { readonly kind: 'rerun' };

/**
 * What repeats the code at a context, innermost first. It ends at a function whose results are kept, and at a test that lets the code
 * run when something is missing only: `if model is None`.
 */
export function* repetitionsOf(program: Program, context: Context): Generator<Repetition> {
  for (const layer of layers(context)) {
    if (layer.kind === 'handler' || (layer.kind === 'guard' && runsWhenMissing(layer.condition))) {
      return;
    }
    if (layer.kind === 'loop') {
      yield { kind: 'round', loop: layer.loop };
    }
    if (layer.kind === 'frame') {
      if (layer.of.decorators.some(keepsResults)) {
        return;
      }
      if (answersRequests(program, layer)) {
        yield { kind: 'request', frame: layer };
      } else if (isCalledByMap(layer)) {
        yield { kind: 'row', frame: layer };
      } else if (layer.by === null) {
        if (isCalledPerRow(program, layer.of)) {
          yield { kind: 'row', frame: layer };
        }
        return;
      }
    }
  }
  if (isReadAnew(program)) {
    yield { kind: 'rerun' };
  }
}

/** Dotted name of what a callee is, whether or not the tables know it. */
export function dottedName(callee: Callee): string | null {
  return callee.kind === 'library' || callee.kind === 'outside' ? callee.name : null;
}

/** `x is None`, `not x`, `key not in cache`, `not hasattr(…)`: the first time, not each time; `isinstance(x, str)`: perhaps never. */
function runsWhenMissing({ operators, negated, names, calls, text }: Condition): boolean {
  if (calls.includes('isinstance')) {
    return true;
  }
  const asks = (operator: string): boolean => operators.includes(operator);
  if (asks('is not') || asks('is') || asks('not in') || asks('in')) {
    return negated ? asks('is not') || asks('in') : asks('is') || asks('not in');
  }
  if (asks('==') && text.includes('None')) {
    return !negated;
  }
  if (asks('not')) {
    return !negated && (names.length > 0 || calls.includes('hasattr'));
  }
  return negated && operators.length === 0;
}

const keeping = /(^|_|\.)(\w*cached?|cache_\w+|cached_\w+|memo\w*|experimental_singleton|experimental_memo|singleton|once)$/i;

/** A decorator that calls the function once and hands out the result after that. */
function keepsResults(decorator: Possible): boolean {
  return namesOfDecorator(decorator).some((name) => keeping.test(name));
}

function namesOfDecorator(decorator: Possible): readonly string[] {
  const direct = decorator.options.flatMap(({ value }) => {
    if (value.kind === 'external' || value.kind === 'function' || value.kind === 'class' || value.kind === 'method') {
      return [value.name];
    }
    return value.kind === 'unknown' && value.origin.kind === 'attribute' ? [value.origin.name] : [];
  });
  return [...direct, ...makers(decorator).map((maker) => dottedName(maker.callee) ?? maker.site.name)];
}

function answersRequests(program: Program, { of, owner, by }: FrameLayer): boolean {
  if (of.decorators.some((decorator) => registersRoute(program, decorator))) {
    return true;
  }
  if (owner !== null) {
    return httpMethods.has(of.name) && program.basesOf(owner).library.some((base) => requestViews.has(base));
  }
  return (by === null && (isDjangoView(program, of) || isServerlessHandler(program, of))) || isHandedToServer(program, of);
}

function registersRoute(program: Program, decorator: Possible): boolean {
  if (namesOfDecorator(decorator).some((name) => eventDecorators.has(name))) {
    return true;
  }
  return makers(decorator).some((maker) => {
    if (!routeDecorators.has(maker.site.name) || maker.callee.kind === 'function') {
      return false;
    }
    const made = maker.receiver === null ? [] : makers(maker.receiver).map(({ callee }) => dottedName(callee) ?? '');
    if (made.length > 0) {
      return made.some((name) => routers.has(name));
    }
    const isNamedSo = /(^|[._])(app|api|router|routes|bp|blueprint|server|application)\w*$/i.test(maker.site.receiverText ?? '');
    return isNamedSo && importsAny(program, webPackages);
  });
}

function isDjangoView(program: Program, of: FunctionValue): boolean {
  return importsAny(program, django) && program.parametersOf(of)[0] === 'request';
}

const django: ReadonlySet<string> = new Set(['django', 'rest_framework']);

/** What AWS Lambda and the likes call for each event. */
function isServerlessHandler(program: Program, of: FunctionValue): boolean {
  return /^(lambda_)?handler$/.test(of.name) && program.parametersOf(of).join(' ') === 'event context';
}

const registering = ['add_url_rule', 'add_api_route', 'add_route'];
const demoEvents = ['click', 'submit', 'change', 'upload'];

/** The function is given to something that calls it for each request or input. */
function isHandedToServer(program: Program, of: FunctionValue): boolean {
  const demos = importsAny(program, new Set(['gradio'])) ? demoEvents.flatMap((name) => program.callsNamed(name)) : [];
  const given = [
    ...demoInterfaces.flatMap((name) => program.callsOf(name)),
    ...demos,
    ...registering.flatMap((name) => program.callsNamed(name)),
  ];
  return given.some((call) => hands(call, of));
}

const rowMethods = ['apply', 'applymap', 'progress_apply', 'parallel_apply', 'map_elements'];

/** The function is given to something that calls it for each row or value of a table. */
function isCalledPerRow(program: Program, of: FunctionValue): boolean {
  return (
    rowMethods.some((name) => program.callsNamed(name).some((call) => call.callee.kind === 'method' && hands(call, of))) ||
    program.callsNamed('map').some((call) => isMapOverRows(program, call) && hands(call, of))
  );
}

/** The built-in `map` is known to call the function that it is given. */
function isCalledByMap({ of, by }: FrameLayer): boolean {
  return by?.site.name === 'map' && by.site.receiverText === null && of.name !== 'map';
}

/** `map(f, rows)`, `series.map(f)`, `dataset.map(f)`. Worker processes have to load on their own. */
function isMapOverRows(program: Program, call: Activation): boolean {
  if (dottedName(call.callee) === 'builtins.map') {
    return true;
  }
  const types = call.receiver?.options.flatMap(({ value }) => program.typesOf(value)) ?? [];
  return types.some((type) => /^(pandas|datasets)\./.test(type)) && call.arguments.get('num_proc').kind !== 'given';
}

function hands(call: Activation, of: FunctionValue): boolean {
  return [...call.arguments.positional, ...call.arguments.keywords.values()].some(({ options }) =>
    options.some(({ value }) => value.kind === 'function' && value.node === of.node),
  );
}

function isReadAnew(program: Program): boolean {
  return importsAny(program, new Set([rerunningPackage]));
}

function importsAny(program: Program, packages: ReadonlySet<string>): boolean {
  return [...program.imports].some((name) => packages.has(name.split('.')[0] ?? ''));
}
