/** STAND-INS until rules and profile land; this file goes then. */
import { createLibraryKnowledge } from '../libraries/knowledge';
import type { Profile } from '../profile/run-profile';
import type { Semantics } from '../python/evaluate/evaluator';
import type { Program } from '../python/program/program';
import type { Reference } from '../reference/reference';
import type { Finding, Severity } from '../rules/finding';

export interface CheckOptions {
  readonly level?: Severity;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
}

export const semantics: Semantics = { knowledge: createLibraryKnowledge(), summaries: new Map(), fluentMethods: new Set(), callHooks: new Map() };
export function checkProgram(_program: Program, _options: CheckOptions): readonly Finding[] {
  return [];
}
export function readProfile(program: Program, _reference?: Reference): Profile {
  return { version: 1, path: program.document.path, runs: [] };
}
