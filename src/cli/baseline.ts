/** Findings that a project knows and has accepted, kept in a file by what they are and not by where they stand. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocatedFinding } from '../report/findings/findings-report';
import { identityOf, type FindingIdentity } from '../report/findings/identity';
import { slashed } from './paths';
import { reasonOf } from './read-source';
import { UsageError } from './usage-error';

export const standardBaseline = '.joulewise-baseline.json';

/** One entry of the file: so many findings of a rule on lines that read like this. */
interface Entry extends FindingIdentity {
  readonly count: number;
}

export interface AgainstBaseline {
  /** Findings that the baseline does not know. */
  readonly fresh: readonly LocatedFinding[];
  readonly known: number;
}

/** What is new against the baseline in `file`, which is written with all findings where it is absent or `renew` asks for it. */
export async function againstBaseline(
  found: readonly LocatedFinding[],
  file: string,
  cwd: string,
  renew: boolean,
): Promise<AgainstBaseline> {
  const absolute = path.resolve(cwd, file);
  const identities = found.map((one) => identityIn(one, path.dirname(absolute), cwd));
  const entries = renew ? null : await readBaseline(absolute, file);
  if (entries === null) {
    await writeBaseline(absolute, file, identities);
    return { fresh: [], known: found.length };
  }
  const left = new Map(entries.map((entry) => [keyOf(entry), entry.count]));
  const fresh = found.filter((_, index) => {
    const identity = identities[index];
    const key = identity === undefined ? '' : keyOf(identity);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
  return { fresh, known: found.length - fresh.length };
}

/** Paths are relative to the baseline, so that it holds for every clone. */
function identityIn(found: LocatedFinding, folder: string, cwd: string): FindingIdentity {
  const identity = identityOf(found);
  return { ...identity, path: slashed(path.relative(folder, path.resolve(cwd, identity.path))) };
}

function keyOf({ rule, path: file, text }: FindingIdentity): string {
  return JSON.stringify([rule, file, text]);
}

async function readBaseline(absolute: string, shown: string): Promise<readonly Entry[] | null> {
  let text: string;
  try {
    text = await readFile(absolute, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw new UsageError(`${shown}: ${reasonOf(error)}`);
  }
  const entries = entriesOf(text);
  if (entries === null) {
    throw new UsageError(`${shown}: It is not a baseline of Joulewise; --write-baseline writes it anew.`);
  }
  return entries;
}

function entriesOf(text: string): readonly Entry[] | null {
  try {
    const { version, findings } = JSON.parse(text) as { version?: unknown; findings?: unknown };
    return version === 1 && Array.isArray(findings) && findings.every(isEntry) ? findings : null;
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is Entry {
  const { rule, path: file, text, count } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof rule === 'string' && typeof file === 'string' && typeof text === 'string' && typeof count === 'number';
}

/** Sorted, one entry a line, so that versions of the file merge. */
async function writeBaseline(absolute: string, shown: string, identities: readonly FindingIdentity[]): Promise<void> {
  const counts = new Map<string, Entry>();
  for (const identity of identities) {
    const key = keyOf(identity);
    counts.set(key, { ...identity, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const entries = [...counts.values()].sort((a, b) => compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.text, b.text));
  const lines = entries.map(({ rule, path: file, text, count }) => `  ${JSON.stringify({ rule, path: file, text, count })}`);
  const body = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n]`;
  await writeFile(absolute, `{\n"version": 1,\n"findings": ${body}\n}\n`).catch((error: unknown) => {
    throw new UsageError(`${shown}: ${reasonOf(error).replace('read', 'written')}`);
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
