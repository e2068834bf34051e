import assert from 'node:assert/strict';
import path from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { layers } from '../../../scripts/lint/layers.mjs';

const root = path.resolve(__dirname, '../../..');

/** What the boundary rule says about one file that consists of this import. */
function objections(file: string, code: string): readonly string[] {
  const linter = new Linter({ cwd: root });
  const messages = linter.verify(
    code,
    [{ files: ['**/*.ts'], plugins: { layers }, rules: { 'layers/downwards': 'error' }, languageOptions: { parser: tseslint.parser } }],
    path.join(root, file),
  );
  return messages.map(({ message }) => message);
}

describe('layers of the house', () => {
  const allowed: readonly (readonly [string, string])[] = [
    ['src/rules/topic/rule.ts', `import { program } from '../../python/program';`],
    ['src/assess/assess.ts', `import { forecast } from '../forecast/forecast';`],
    ['src/advice/alternative.ts', `import type { Estimate } from '../assess/estimate';`],
    ['src/forecast/time.ts', `import { scaled } from '../accounting/quantiles';`],
    ['src/profile/model.ts', `import { countFlops } from '../workload/flops';`],
    ['src/editor/diagnostics.ts', `import * as vscode from 'vscode';`],
    ['src/cli/main.ts', `import { readFile } from 'node:fs/promises';`],
    ['src/python/parser.ts', `import { Parser } from 'web-tree-sitter';`],
    ['src/extension.ts', `import { Diagnostics } from './editor/diagnostics';`],
    ['webview/main.ts', `import { hostMessage } from '../src/protocol/messages';`],
  ];
  for (const [file, code] of allowed) {
    it(`lets ${file} ${code}`, () => {
      assert.deepEqual(objections(file, code), []);
    });
  }

  const forbidden: readonly (readonly [string, string, RegExp])[] = [
    ['src/forecast/time.ts', `import { assess } from '../assess/assess';`, /Arrows only run downwards/],
    ['src/forecast/time.ts', `export { carbon } from '../accounting/carbon';`, /Arrows only run downwards/],
    ['src/rules/topic/rule.ts', `import { readProfile } from '../../profile/read';`, /Arrows only run downwards/],
    ['src/rules/topic/rule.ts', `import type { Statement } from '../../python/syntax/nodes';`, /Syntax nodes stay inside/],
    ['src/editor/host.ts', `import { Parser } from 'web-tree-sitter';`, /Only `python` knows the parser/],
    ['src/report/text.ts', `import { EOL } from 'os';`, /Node built-ins belong to `cli`/],
    ['src/editor/host.ts', `import { readFileSync } from 'node:fs';`, /Node built-ins belong to `cli`/],
    ['src/assess/assess.ts', `import { window } from 'vscode';`, /Only `editor` imports "vscode"/],
    ['src/cli/main.ts', `import { Store } from '../editor/store';`, /Nothing imports `editor`/],
    ['src/advice/rank.ts', `import type { Method } from '../peers/method';`, /never used by ours/],
    ['webview/main.ts', `import { assess } from '../src/assess/assess';`, /The page shows and the host computes/],
    ['src/python/parser.ts', `const later = import('../ml/loops');`, /Arrows only run downwards/],
  ];
  for (const [file, code, message] of forbidden) {
    it(`stops ${file} ${code}`, () => {
      const [first, ...rest] = objections(file, code);
      assert.match(first ?? '', message);
      assert.deepEqual(rest, []);
    });
  }
});
