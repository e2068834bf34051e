/** What makes a finding the same one after the code around it moved: its rule, its file and what its line says, never its number. */
import type { LocatedFinding } from './findings-report';

export interface FindingIdentity {
  readonly rule: string;
  readonly path: string;
  /** The line without its comment, with single blanks. */
  readonly text: string;
}

export function identityOf({ finding, lineText }: LocatedFinding): FindingIdentity {
  return { rule: finding.rule, path: finding.path, text: normalized(lineText) };
}

function normalized(line: string): string {
  return withoutComment(line).replaceAll(/\s+/gu, ' ').trim();
}

/** Cuts a comment off; a hash inside quotes that open and close on the line is none. */
function withoutComment(line: string): string {
  const code = /^(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^#"']|["'])*?(?=\s*#)/u.exec(line)?.[0];
  return code === undefined || code.trim() === '' ? line : code;
}

/** A print of each finding; equal ones of one file are told apart by their order. */
export function fingerprints(findings: readonly LocatedFinding[]): readonly string[] {
  const counts = new Map<string, number>();
  return findings.map((found) => {
    const { rule, path, text } = identityOf(found);
    const hash = fnv1a(`${rule}\n${text}`);
    const key = `${path}\n${hash}`;
    const occurrence = (counts.get(key) ?? 0) + 1;
    counts.set(key, occurrence);
    return `${hash}:${String(occurrence)}`;
  });
}

/** FNV-1a with 64 bits (Fowler, Noll, Vo; IETF draft-eastlake-fnv): a print, no protection. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
