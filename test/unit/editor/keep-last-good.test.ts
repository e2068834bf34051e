import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/assess/analysis';
import { noProject } from '../../../src/assess/project/no-project';
import { findingsToShow } from '../../../src/editor/findings/keep-last-good';
import type { Finding } from '../../../src/rules/finding';
import { finding } from './sample-finding';

function analysis(findings: readonly Finding[], syntaxBroken: boolean): Analysis {
  return { findings, profile: { version: 1, path: '', runs: [] }, project: noProject, wants: [], syntaxBroken, exhausted: false };
}

describe('findings while the syntax is broken', () => {
  const first = finding({ line: 3 });
  const second = finding({ line: 9 });

  it('are those of the analysis when the syntax is good', () => {
    assert.deepEqual(findingsToShow(analysis([second], false), [first]), [second]);
  });

  it('keep the last good ones that the parser swallowed, in source order', () => {
    assert.deepEqual(findingsToShow(analysis([second], true), [first, second]), [first, second]);
  });

  it('are those still found when there is no good text yet', () => {
    assert.deepEqual(findingsToShow(analysis([second], true), []), [second]);
  });
});
