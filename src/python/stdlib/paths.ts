import { newSequence } from '../evaluate/containers';
import type { Evaluator } from '../evaluate/evaluator';
import type { CallSummary, SummaryCall } from '../evaluate/summary';
import { certainly, single, type Possible } from '../values/possible';
import type { Trail } from '../values/trail';
import { constant, type InstanceValue, type Origin, type Value } from '../values/value';

const pathClass = 'pathlib.Path';
/** Where an object of `pathlib` keeps its text. */
const textMark = '@path';

/** Paths of `pathlib` and `os.path`, as far as their texts are known. The folder that a program is started in is the empty path. */
export const pathSummaries: readonly (readonly [string, CallSummary])[] = [
  ...['Path', 'PurePath', 'PosixPath', 'PurePosixPath'].map((name) => [`pathlib.${name}`, made] as const),
  [`${pathClass}.cwd`, ({ evaluator, activation }) => pathOf(evaluator, '', null, { kind: 'call', activation })],
  ...['resolve', 'absolute', 'expanduser'].map((name) => [`${pathClass}.${name}`, same] as const),
  [`${pathClass}.joinpath`, joinedTo],
  [`${pathClass}.as_posix`, ({ activation }) => written(activation.receiver)],
  [`${pathClass}.with_suffix`, withSuffix],
  ['os.fspath', ({ given }) => written(given.positional[0])],
  ['os.path.dirname', (call) => ofText(call, parentOf)],
  ['os.path.basename', (call) => ofText(call, nameOf)],
  ...['abspath', 'realpath', 'normpath', 'expanduser'].map(
    (name) => [`os.path.${name}`, (call: SummaryCall) => ofText(call, (text) => text)] as const,
  ),
] satisfies readonly (readonly [string, CallSummary])[];

/** The text of a path, whether it is a text or an object; undefined where it is not known. */
export function pathText(possible: Possible | null | undefined): string | undefined {
  const value = possible === null || possible === undefined ? undefined : single(possible);
  if (value?.kind === 'constant' && value.type === 'str') {
    return String(value.value);
  }
  const text = value?.kind === 'instance' && value.className === pathClass ? value.attributes.get(textMark) : undefined;
  return text === undefined ? undefined : pathText(text);
}

/** `folder / "config.yaml"`; undefined where it is no operation of paths. */
export function dividedPaths(
  ev: Evaluator,
  operator: string,
  a: Value,
  b: Value,
  trail: Trail | null,
  inputs: readonly Possible[],
): Possible | undefined {
  if (operator !== '/' || ![a, b].some((value) => value.kind === 'instance' && value.className === pathClass)) {
    return undefined;
  }
  const [left, right] = [pathText(certainly(a)), pathText(certainly(b))];
  return left === undefined || right === undefined ? undefined : pathOf(ev, joinPaths([left, right]), trail, { kind: 'operation', inputs });
}

/** An attribute of a path whose text is known. */
export function pathAttribute(ev: Evaluator, value: InstanceValue, name: string): Possible | undefined {
  const text = value.className === pathClass ? pathText(certainly(value)) : undefined;
  if (text === undefined) {
    return undefined;
  }
  const origin: Origin = { kind: 'attribute', of: certainly(value), name };
  switch (name) {
    case 'parent':
      return pathOf(ev, parentOf(text), null, origin);
    case 'parents': {
      const above: string[] = [];
      for (let folder = text; parentOf(folder) !== folder && above.length < 16; folder = parentOf(folder)) {
        above.push(parentOf(folder));
      }
      return certainly(
        newSequence(
          ev.store,
          'tuple',
          above.map((folder) => pathOf(ev, folder, null, origin)),
        ),
      );
    }
    case 'name':
      return certainly(constant(nameOf(text)));
    case 'stem':
      return certainly(constant(nameOf(text).replace(/(?<=.)\.[^.]*$/, '')));
    case 'suffix':
      return certainly(constant(/(?<=.)\.[^.]*$/.exec(nameOf(text))?.[0] ?? ''));
    default:
      return undefined;
  }
}

/** Later absolute parts replace what stands before them. */
export function joinPaths(parts: readonly string[]): string {
  return parts.reduce(
    (path, part) => (part.startsWith('/') || path === '' ? part : path.endsWith('/') ? path + part : `${path}/${part}`),
    '',
  );
}

function parentOf(text: string): string {
  const cut = text.replace(/(?<=.)\/+$/, '').lastIndexOf('/');
  return cut === -1 ? '' : cut === 0 ? '/' : text.slice(0, cut);
}

function nameOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

function pathOf(ev: Evaluator, text: string, trail: Trail | null, from: Origin): Possible {
  const attributes = ev.store.create<Possible>();
  attributes.set(textMark, certainly(constant(text), trail));
  return certainly({ kind: 'instance', className: pathClass, of: null, attributes, from }, trail);
}

function made({ evaluator, activation, given }: SummaryCall): Possible | undefined {
  const parts = given.positional.map(pathText);
  return given.openPositional || !parts.every((part) => part !== undefined)
    ? undefined
    : pathOf(evaluator, joinPaths(parts), given.positional[0]?.options[0]?.trail ?? null, { kind: 'call', activation });
}

function same({ activation }: SummaryCall): Possible | undefined {
  return pathText(activation.receiver) === undefined ? undefined : (activation.receiver ?? undefined);
}

function joinedTo({ evaluator, activation, given }: SummaryCall): Possible | undefined {
  const parts = [activation.receiver, ...given.positional].map(pathText);
  return given.openPositional || !parts.every((part) => part !== undefined)
    ? undefined
    : pathOf(evaluator, joinPaths(parts), null, { kind: 'call', activation });
}

function withSuffix({ evaluator, activation, given }: SummaryCall): Possible | undefined {
  const [text, suffix] = [pathText(activation.receiver), pathText(given.positional[0])];
  return text === undefined || suffix === undefined
    ? undefined
    : pathOf(evaluator, text.replace(/(?<=[^/])\.[^./]*$/, '') + suffix, null, { kind: 'call', activation });
}

function written(of: Possible | null | undefined): Possible | undefined {
  const text = pathText(of);
  return text === undefined ? undefined : certainly(constant(text), of?.options[0]?.trail ?? null);
}

function ofText({ given }: SummaryCall, change: (text: string) => string): Possible | undefined {
  const text = pathText(given.positional[0]);
  return text === undefined ? undefined : certainly(constant(change(text)), given.positional[0]?.options[0]?.trail ?? null);
}
