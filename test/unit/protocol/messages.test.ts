import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fill } from '../../../src/protocol/fill';
import { readHostMessage, readPageMessage } from '../../../src/protocol/messages';
import type { Read } from '../../../src/protocol/messages';
import { contentSecurityPolicy, reportHtml } from '../../../src/protocol/page';
import { completeStrings, strings } from '../../../src/protocol/strings';
import { allModels } from '../../webview/fixtures';

function problemOf(read: Read<unknown>): string {
  return read.ok ? '' : read.problem;
}

const finding = { rule: 'step-host-sync', line: 3, column: 1, cell: null };

describe('messages of the page', () => {
  const valid: readonly unknown[] = [
    { type: 'action', action: 'ready' },
    { type: 'selectRun', index: 1 },
    { type: 'useHardware', hardware: 'nvidia-t4' },
    { type: 'override', key: 'epochs', value: 30 },
    { type: 'override', key: 'pretrained', value: true },
    { type: 'pickInput', key: 'hardware' },
    { type: 'useLaunch', launch: 'scripts/run.sh:3' },
    { type: 'useLaunchHardware', launch: 'scripts/run.sh:3' },
    { type: 'jumpToLaunch', launch: 'scripts/run.sh:3' },
    { type: 'applyFix', finding, fix: 0 },
    { type: 'applyAlternative', id: 'precision/amp-bf16' },
  ];
  for (const message of valid) {
    it(`accept ${JSON.stringify(message)}`, () => {
      assert.deepEqual(readPageMessage(message), { ok: true, message });
    });
  }

  const invalid: readonly unknown[] = [
    null,
    'ready',
    {},
    { type: 'open', path: '/etc/passwd' },
    { type: 'action', action: 'deleteEverything' },
    { type: 'selectRun', index: -1 },
    { type: 'override', key: 'epochs', value: Number.POSITIVE_INFINITY },
    { type: 'override', key: 'epochs', value: { toString: 'x' } },
    { type: 'override', key: 'x'.repeat(301), value: 1 },
    { type: 'applyFix', finding: { ...finding, path: '../other.py' }, fix: 0 },
    { type: 'reset', key: 'epochs', extra: 1 },
    { type: 'useLaunch', launch: '' },
    { type: 'jumpToLaunch', launch: 'run.sh:1', path: '/etc/passwd' },
  ];
  for (const message of invalid) {
    it(`refuse ${JSON.stringify(message).slice(0, 80)}`, () => {
      assert.match(problemOf(readPageMessage(message)), /./);
    });
  }
});

describe('messages of the host', () => {
  it('carry every state of the report', () => {
    for (const model of Object.values(allModels)) assert.equal(readHostMessage({ type: 'report', model }).ok, true);
  });

  it('are refused where the model has no state, or lacks a part', () => {
    assert.equal(readHostMessage({ type: 'report', model: {} }).ok, false);
    assert.equal(readHostMessage({ type: 'report', model: { state: 'ready', runs: [] } }).ok, false);
  });
});

describe('the document of the page', () => {
  const page = {
    scriptUri: 'https://host/main.js',
    styleUri: 'https://host/report.css',
    cspSource: 'https://host',
    nonce: 'abc',
    title: 'R',
    lang: 'en',
  };

  it('allows one script and one style sheet', () => {
    assert.equal(
      contentSecurityPolicy('https://host', 'abc'),
      `default-src 'none'; script-src 'nonce-abc'; style-src https://host 'nonce-abc'; base-uri 'none'; form-action 'none'`,
    );
    assert.ok(!reportHtml(page).includes('unsafe'));
  });

  it('escapes what it is given', () => {
    assert.ok(reportHtml({ ...page, title: '</title><script>' }).includes('<title>&lt;/title&gt;&lt;script&gt;</title>'));
  });
});

describe('texts of the page', () => {
  it('are English where the host has no translation', () => {
    const texts = completeStrings({ energy: 'Energie' });
    assert.equal(texts.energy, 'Energie');
    assert.equal(texts.carbon, strings.carbon);
  });

  it('keep the places that have no value', () => {
    assert.equal(fill('{a} and {b}', { a: '{b}' }), '{b} and {b}');
  });
});
