import type { Evaluator } from '../../python/evaluate/evaluator';
import { trailTo } from '../../python/stdlib/words';
import { certainly } from '../../python/values/possible';
import type { CommandWord } from '../../python/world';
import { at, emptyConfig, merged, put, replaced, type ConfigMap, type ConfigTree } from './config-tree';
import { constantIn } from './materialize';
import { findDocument, normalized, readDocument } from './read-document';
import { plainScalar } from './yaml-scalars';

/** Deepest chain of defaults lists. */
const deepest = 12;
/** Choices of nested configurations may choose again. */
const mostRounds = 4;

/** One entry of a defaults list. */
type Default =
  | { readonly kind: 'self' }
  | { readonly kind: 'config'; readonly name: string; readonly isOptional: boolean; readonly package: string | null }
  | {
      readonly kind: 'group';
      /** From the folder of the configurations. */
      readonly group: string;
      readonly options: readonly string[];
      readonly isOverride: boolean;
      readonly isOptional: boolean;
      readonly package: string | null;
    };

/** Where Hydra looks, and what the command line asks of it. */
export interface HydraApplication {
  readonly folder: string;
  readonly name: string;
  readonly words: readonly CommandWord[];
}

/**
 * The configuration that Hydra composes: defaults lists with groups, overrides and packages, then what the command line changes.
 * Undefined where its first file is not there. (https://hydra.cc/docs/1.3/advanced/defaults_list/)
 */
export function composed(ev: Evaluator, { folder, name, words }: HydraApplication): ConfigTree | undefined {
  const composer = new Composer(ev, folder, words);
  return composer.compose(name);
}

class Composer {
  /** The option that somebody chose for a group. */
  private readonly choices = new Map<string, string | null>();
  private readonly groups = new Set<string>();

  constructor(
    private readonly ev: Evaluator,
    private readonly folder: string,
    private readonly words: readonly CommandWord[],
  ) {}

  compose(name: string): ConfigTree | undefined {
    const changes = this.words.flatMap((word) => changeIn(word));
    for (const { key, text, sign } of changes) {
      this.choices.set(key, sign === '~' ? null : text);
    }
    let tree: ConfigTree | undefined;
    for (let round = 0; round < mostRounds; round++) {
      const before = this.choices.size;
      tree = this.load(name, '', [], 0, false);
      if (this.choices.size === before) {
        break;
      }
    }
    if (tree === undefined) {
      return undefined;
    }
    for (const { key, text, sign, word } of changes) {
      if (this.groups.has(key)) {
        continue;
      }
      const isNewGroup = sign === '+' && text !== '' && !key.includes('.') ? this.load(`${key}/${text}`, key, null, 0, true) : undefined;
      if (isNewGroup !== undefined) {
        tree = merged(tree, isNewGroup);
      } else {
        const trail = trailTo(key.slice(key.lastIndexOf('.') + 1), word.place);
        const possible = certainly(constantIn(plainScalar(text, 'omegaconf')), trail);
        tree = replaced(tree, key.split('.'), sign === '~' ? null : { kind: 'value', possible });
      }
    }
    return replaced(tree, ['hydra'], null);
  }

  /**
   * One configuration file with what its defaults list brings, put where its package says. `standing` is the package that an entry
   * states; null for the one of the group.
   */
  private load(
    name: string,
    group: string,
    standing: readonly string[] | null,
    depth: number,
    isOptional: boolean,
  ): ConfigTree | undefined {
    const path = `${this.folder}${name.replace(/\.yaml$/, '')}.yaml`;
    const found = depth > deepest ? null : findDocument(this.ev, path);
    if (found === null) {
      if (!isOptional && !name.startsWith('hydra/')) {
        this.ev.remarks.push(`The configuration ${path}, which Hydra composes, is not found.`);
      }
      return undefined;
    }
    const read = readDocument(this.ev, path, 'omegaconf');
    if (read?.kind !== 'map') {
      return read === undefined ? undefined : emptyConfig;
    }
    const inner = standing ?? packageIn(found.text, group);
    const body = withoutDefaults(read);
    const defaults = defaultsIn(read, group);
    let tree: ConfigTree = emptyConfig;
    for (const entry of defaults.some(({ kind }) => kind === 'self') ? defaults : [...defaults, { kind: 'self' } as const]) {
      tree = merged(tree, entry.kind === 'self' ? put(emptyConfig, inner, body) : this.brought(entry, group, inner, depth));
    }
    return tree;
  }

  private brought(entry: Exclude<Default, { kind: 'self' }>, group: string, inner: readonly string[], depth: number): ConfigTree {
    const stated = entry.package === null ? null : packageOf(entry.package, inner);
    if (entry.kind === 'config') {
      const name = entry.name.startsWith('/') ? entry.name.slice(1) : group === '' ? entry.name : `${group}/${entry.name}`;
      const own = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
      return this.load(name, own, stated, depth + 1, entry.isOptional) ?? emptyConfig;
    }
    if (entry.isOverride) {
      if (!this.choices.has(entry.group)) {
        this.choices.set(entry.group, entry.options[0] ?? null);
      }
      return emptyConfig;
    }
    this.groups.add(entry.group);
    const chosen = this.choices.get(entry.group);
    const options = chosen === undefined ? entry.options : chosen === null || chosen === 'null' ? [] : optionsIn(chosen);
    return options.reduce<ConfigTree>((tree, option) => {
      const name = `${entry.group}/${option}`;
      const own = name.slice(0, name.lastIndexOf('/'));
      return merged(tree, this.load(name, own, stated, depth + 1, entry.isOptional) ?? emptyConfig);
    }, emptyConfig);
  }
}

interface Change {
  readonly key: string;
  readonly text: string;
  readonly sign: '' | '+' | '~';
  readonly word: CommandWord;
}

/** `model.lr=0.1`, `+trainer.fast=true`, `~callbacks`; what is no change of the configuration is left out. */
function changeIn(word: CommandWord): readonly Change[] {
  const match = /^(?<sign>\+{0,2}|~)(?<key>[\w@./-]+?)(?:=(?<text>.*))?$/s.exec(word.text)?.groups;
  if (match?.key === undefined || word.text.startsWith('-') || (match.text === undefined && match.sign !== '~')) {
    return [];
  }
  const sign = match.sign === '~' ? '~' : match.sign === '' ? '' : '+';
  return match.key.startsWith('hydra.') ? [] : [{ key: match.key, text: unquoted(match.text ?? ''), sign, word }];
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}

function optionsIn(text: string): readonly string[] {
  return text.startsWith('[')
    ? text
        .slice(1, -1)
        .split(',')
        .map((option) => option.trim())
    : [text];
}

/** `# @package _global_` at the head of a file; else its group. */
function packageIn(text: string, group: string): readonly string[] {
  const header = /^#\s*@package[ \t]+(\S+)/m.exec(text)?.[1];
  const own = group.split('/').filter((part) => part !== '');
  return header === undefined || header === '_group_' ? own : packageOf(header, own);
}

function packageOf(written: string, own: readonly string[]): readonly string[] {
  if (written === '_global_') {
    return [];
  }
  if (written === '_here_') {
    return own;
  }
  const isGlobal = written.startsWith('_global_.');
  const parts = written.split('.').filter((part) => part !== '_global_' && part !== '_group_');
  return isGlobal ? parts : written.startsWith('_group_') ? [...own, ...parts] : parts;
}

function withoutDefaults(tree: ConfigMap): ConfigMap {
  return { ...tree, entries: new Map([...tree.entries].filter(([key]) => key !== 'defaults')) };
}

function defaultsIn(tree: ConfigMap, group: string): readonly Default[] {
  const list = at(tree, ['defaults']);
  return list?.kind === 'list' ? list.items.flatMap((item) => defaultIn(item, group)) : [];
}

function defaultIn(item: ConfigTree, group: string): readonly Default[] {
  if (item.kind === 'scalar' && typeof item.value === 'string') {
    const [name = '', inPackage = null] = item.value.split('@');
    return item.value === '_self_' ? [{ kind: 'self' }] : [{ kind: 'config', name, isOptional: false, package: inPackage }];
  }
  if (item.kind !== 'map') {
    return [];
  }
  return [...item.entries].map(([key, value]): Default => {
    const [, flags = '', named = ''] = /^((?:override\s+|optional\s+)*)(.*)$/.exec(key) ?? [];
    const [written = '', inPackage = null] = named.split('@');
    const options =
      value.kind === 'list'
        ? value.items.flatMap((one) => (one.kind === 'scalar' ? [String(one.value)] : []))
        : value.kind === 'scalar' && value.value !== null
          ? [String(value.value)]
          : [];
    return {
      kind: 'group',
      group: normalized(written.startsWith('/') ? written.slice(1) : group === '' ? written : `${group}/${written}`),
      options: options.map((option) => option.replace(/\.yaml$/, '')),
      isOverride: flags.includes('override'),
      isOptional: flags.includes('optional'),
      package: inPackage,
    };
  });
}
