import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Assessor } from '../../../src/assess/assess';
import type { RunProfile } from '../../../src/profile/run-profile';
import { PythonParser } from '../../../src/python/parser';
import { documentOf, type Source } from '../../support/analysis';
import { shippedReference } from '../reference/shipped-tables';

const find = createRequire(import.meta.url);
const wasm = (name: string): Uint8Array => readFileSync(find.resolve(name));
let assessor: Assessor | undefined;

before(async () => {
  const parser = await PythonParser.load(wasm('web-tree-sitter/web-tree-sitter.wasm'), wasm('tree-sitter-python/tree-sitter-python.wasm'));
  assessor ??= new Assessor(parser, () => shippedReference);
});

/** The runs of a script, with other files of its folder by their path. */
export function runsOf(source: Source, files: Readonly<Record<string, string>> = {}): readonly RunProfile[] {
  assert(assessor !== undefined, 'The parser is there once the tests run.');
  return assessor.analyze(documentOf(source), { read: (path) => files[path] ?? null }, { only: 'profile' }).profile.runs;
}

/** Values of the facts that are asked for, of the only run of a script. */
export function factsOf(source: Source, names: readonly (keyof RunProfile)[], files: Readonly<Record<string, string>> = {}): unknown {
  const runs = runsOf(source, files);
  assert.equal(runs.length, 1, `one run, not ${runs.length}`);
  return runs.map((run) => valuesOf(run, names))[0];
}

export function valuesOf(run: RunProfile, names: readonly (keyof RunProfile)[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    names.map((name) => {
      const fact = run[name];
      return [name, typeof fact === 'object' && 'value' in fact ? fact.value : undefined];
    }),
  );
}
