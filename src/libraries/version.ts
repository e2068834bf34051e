import type { Versions } from '../python/library-knowledge';

/** Names under which a project may state the version of one package: what is imported, what is installed, its variants. */
const synonyms: readonly (readonly string[])[] = [
  ['scikit-learn', 'sklearn', 'scikit_learn'],
  ['lightning', 'pytorch-lightning', 'pytorch_lightning'],
  ['tensorflow', 'tensorflow-cpu', 'tensorflow-gpu', 'tensorflow-macos', 'tf-nightly'],
  ['torch', 'pytorch', 'pytorch-cuda'],
  ['ray', 'ray[tune]', 'ray[default]'],
];

export interface Condition {
  readonly package: string;
  readonly operator: '<' | '<=' | '==' | '>=' | '>';
  readonly version: string;
}

const conditionPattern = /^([\w-]+)(<=|>=|==|<|>)([\w.]+)$/;

/** Reads `torch>=1.12,torch<2`: all must hold. Throws SyntaxError on anything else. */
export function parseConditions(text: string): readonly Condition[] {
  return text.split(',').map((part) => {
    const match = conditionPattern.exec(part.trim());
    if (!match) throw new SyntaxError(`'${part}' is no version condition`);
    const [, name = '', operator = '', version = ''] = match;
    return { package: name, operator: operator as Condition['operator'], version };
  });
}

/** Whether a condition holds; a package whose version is not stated counts as newer than every version. */
export function holds(condition: Condition, versions: Versions): boolean {
  const stated = statedVersion(condition.package, versions);
  const order = stated === undefined ? 1 : compareVersions(stated, condition.version);
  switch (condition.operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '==':
      return order === 0;
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
  }
}

/**
 * Order of two versions after PEP 440, without epochs: missing parts count as 0, a local label (`+cu121`) counts for
 * nothing, a pre-release or development release comes before its release. Unreadable parts count as 0.
 */
export function compareVersions(left: string, right: string): number {
  const a = readVersion(left);
  const b = readVersion(right);
  for (let part = 0; part < Math.max(a.release.length, b.release.length); part++) {
    const difference = (a.release[part] ?? 0) - (b.release[part] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return Number(b.isPreRelease) - Number(a.isPreRelease);
}

function readVersion(text: string): { readonly release: readonly number[]; readonly isPreRelease: boolean } {
  const [, release = '', rest = ''] = /^v?([\d.]*)([^+]*)/.exec(text.trim()) ?? [];
  return { release: release.split('.').map((part) => Number(part) || 0), isPreRelease: /^[._-]?(a|b|c|rc|alpha|beta|pre|dev)/.test(rest) };
}

function statedVersion(name: string, versions: Versions): string | undefined {
  const names = synonyms.find((group) => group.includes(name)) ?? [name];
  for (const synonym of names) {
    const version = versions[synonym];
    if (version !== undefined) return version;
  }
  return undefined;
}
