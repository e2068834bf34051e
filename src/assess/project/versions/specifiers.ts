/** What a requirement says about the version that will run: `torch==2.1`, `torch>=1.10,<2`, `torch~=1.13`, `^1.12`. */

export interface Requirement {
  /** Name as packages are compared: lower case, hyphens. */
  readonly name: string;
  readonly version: string;
}

const named = /^\s*(?<name>[A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?<rest>.*)$/su;
const clause = /^(?<operator>===?|~=|!=|<=|>=|<|>|\^|~|=)?\s*v?(?<version>\d[\w.*+!-]*)/u;

/** Reads one requirement (PEP 508, pip, Poetry, conda); undefined where it leaves the newest version open. */
export function requirementOf(text: string): Requirement | undefined {
  const { name, rest } = named.exec(text)?.groups ?? {};
  if (name === undefined || rest === undefined) {
    return undefined;
  }
  const version = rest.startsWith('@') ? wheelVersion(name, rest) : versionOf(rest.replace(/^\(|\).*$/gu, ''));
  return version === undefined ? undefined : { name: normalName(name), version };
}

/**
 * The newest version that the clauses admit. An upper bound gives the last version before it, written as the development release of the
 * bound, which PEP 440 orders so. A lower bound alone says nothing: what is installed today is newer.
 */
export function versionOf(specifier: string): string | undefined {
  const clauses = (specifier.split(';')[0] ?? '').split(',').map((part) => clause.exec(part.trim())?.groups);
  const bounds = clauses.flatMap((groups) => {
    const version = groups?.version;
    const bound = version === undefined ? undefined : newestWithin(groups?.operator ?? '==', version);
    return bound === undefined ? [] : [bound];
  });
  return bounds[0];
}

function newestWithin(operator: string, version: string): string | undefined {
  const plain = version.replace(/\.\*.*$/u, '');
  const parts = plain.split('.');
  switch (operator) {
    case '==':
    case '===':
    case '=':
    case '<=':
      return plain.split('=')[0];
    case '<':
      return `${plain}.dev0`;
    case '~=':
      return parts.length > 2 ? plain : before(parts, 0);
    case '~':
      return plain;
    case '^':
      // Poetry: up to the next change of the first part that is not zero.
      return before(
        parts,
        parts.findIndex((part) => part !== '0'),
      );
    default:
      return undefined;
  }
}

/** The last version before the given part grows by one. */
function before(parts: readonly string[], grows: number): string {
  const at = Math.max(0, grows);
  return `${[...parts.slice(0, at), String(Number.parseInt(parts[at] ?? '0', 10) + 1)].join('.')}.dev0`;
}

/** `torch @ https://…/torch-2.1.0%2Bcu118-cp310-….whl` names its version in the file. */
function wheelVersion(name: string, rest: string): string | undefined {
  const file = new RegExp(`${name.replaceAll(/[-_.]+/gu, '[-_.]')}-(\\d[\\w.]*)(?:%2B|\\+|-)`, 'iu').exec(rest);
  return file?.[1];
}

export function normalName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/gu, '-');
}
