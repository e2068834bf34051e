import { createLibraryKnowledge } from '../../../src/libraries/knowledge';
import { conditionText } from '../../../src/python/program/condition';
import { layers, type Context } from '../../../src/python/program/context';
import type { Activation } from '../../../src/python/program/call-site';
import { Program } from '../../../src/python/program/program';
import { fileDocument, type SourceDocument, type Span } from '../../../src/python/source/document';
import type { Semantics } from '../../../src/python/evaluate/semantics';
import { isOpen, keyOf, keysOf, entryOf, listed, rangeBounds } from '../../../src/python/evaluate/containers';
import type { Option, Possible } from '../../../src/python/values/possible';
import type { Value } from '../../../src/python/values/value';
import { defaultWorld, type World } from '../../../src/python/world';
import { parser, parserMemory } from '../../support/parser';

export { parser, parserMemory };

export const semantics: Semantics = {
  knowledge: createLibraryKnowledge(),
  summaries: new Map(),
  fluentMethods: new Set(['to', 'cuda', 'eval', 'train']),
  callHooks: new Map([['torch.nn.Module', 'forward']]),
  attributeMappings: new Set(),
  drivenClasses: new Set(),
  processAttributes: new Map(),
  commandLine: { isCommand: () => false, given: () => undefined },
};

export interface Surroundings {
  /** Sibling files by path; `train.py` is the analysed one. */
  readonly files?: Readonly<Record<string, string>>;
  readonly commandLine?: Readonly<Record<string, string | number | boolean>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly versions?: Readonly<Record<string, string>>;
  readonly fuel?: number;
}

export function notebook(...cells: readonly string[]): SourceDocument {
  return { path: 'train.ipynb', fragments: cells.map((text, index) => ({ index, cell: index, text })) };
}

export function programOf(source: string | SourceDocument, around: Surroundings = {}): Program {
  return programWith(semantics, source, around);
}

/** A program in which library calls mean what the given semantics say. */
export function programWith(meaning: Semantics, source: string | SourceDocument, around: Surroundings = {}): Program {
  const document = typeof source === 'string' ? fileDocument('train.py', source) : source;
  const world: World = {
    commandLine: new Map(Object.entries(around.commandLine ?? {})),
    environment: new Map(Object.entries(around.environment ?? {})),
    words: null,
    processes: null,
    versions: around.versions ?? defaultWorld.versions,
  };
  const workspace = { read: (path: string) => around.files?.[path] ?? null };
  const parse = (sibling: SourceDocument) => parser().parse(sibling, false);
  return Program.evaluate(parser().parse(document, false), meaning, parse, workspace, world, around.fuel);
}

/** The value a name has at the end of the module, as text. */
export function valueOf(source: string | SourceDocument, name: string, around?: Surroundings): string {
  return shown(programOf(source, around).valueOf(name));
}

/** Values that reach calls of `use(…)`, one call a line. */
export function used(source: string | SourceDocument, around?: Surroundings): string {
  return callLines(programOf(source, around), 'use');
}

export function callLines(program: Program, name: string): string {
  return program.callsNamed(name).map(argumentsText).join('\n');
}

export function argumentsText({ arguments: given }: Activation): string {
  const parts = [
    ...given.positional.map(shown),
    ...(given.openPositional ? ['*?'] : []),
    ...[...given.keywords].map(([name, value]) => `${name}=${shown(value)}`),
    ...(given.openKeywords ? ['**?'] : []),
  ];
  return parts.join(', ');
}

/** Options separated by `|`, each with its conditions; a trailing `| …` says that there may be others. */
export function shown(possible: Possible): string {
  return [...possible.options.map(optionText), ...(possible.closed ? [] : ['…'])].join(' | ');
}

function optionText({ value, when }: Option): string {
  return valueText(value) + (when.length === 0 ? '' : ` when ${when.map(conditionText).join(' and ')}`);
}

function valueText(value: Value): string {
  switch (value.kind) {
    case 'constant':
      return value.type === 'none'
        ? 'None'
        : value.type === 'float' && Number.isInteger(value.value)
          ? `${String(value.value)}.0`
          : JSON.stringify(value.value);
    case 'sequence': {
      const bounds = rangeBounds(value);
      if (bounds !== undefined) {
        return `range(${bounds.map(shown).join(', ')})`;
      }
      const element = value.state.get('element') as Possible | undefined;
      const items = [...listed(value).map(shown), ...(isOpen(value) ? [element === undefined ? '…' : `…${shown(element)}`] : [])];
      return `${value.type === 'list' ? '' : value.type}[${items.join(', ')}]`;
    }
    case 'mapping': {
      const entries = keysOf(value).map((key) => `${valueText(keyOf(key))}: ${entryText(entryOf(value, key))}`);
      return `{${[...entries, ...(isOpen(value) ? ['…'] : [])].join(', ')}}`;
    }
    case 'external':
      return value.name;
    case 'instance':
      return `<${value.of?.name ?? value.className}>`;
    case 'unknown':
      return `?${value.type ?? ''}`;
    case 'function':
      return `def ${value.name}`;
    case 'class':
      return `class ${value.name}`;
    case 'module':
      return `module ${value.name}`;
    case 'method':
      return `method ${value.name}`;
    default:
      return value.kind;
  }
}

function entryText(possible: Possible | undefined): string {
  return possible === undefined ? '-' : shown(possible);
}

/** What surrounds an evaluation, from the innermost outwards. */
export function contextText(context: Context): string {
  return [...layers(context)]
    .map((layer) => {
      switch (layer.kind) {
        case 'loop':
          return `${layer.loop.kind} ${layer.loop.iterableText}`;
        case 'with':
          return `with ${shown(layer.block.value)}`;
        case 'guard':
          return `if ${conditionText(layer.condition)}`;
        case 'frame':
          return `in ${layer.owner === null ? '' : `${layer.owner.name}.`}${layer.of.name}${layer.by === null ? ' (entered)' : ''}`;
        case 'handler':
          return 'except';
      }
    })
    .join(' < ');
}

export function sourceAt(span: Span): string {
  return span.document.fragments[span.fragment]?.text.slice(span.start, span.end) ?? '';
}
