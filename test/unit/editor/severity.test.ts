import assert from 'node:assert/strict';
import { shownSeverity, type FindingSettings } from '../../../src/editor/findings/severity';
import { finding } from './sample-finding';

const settings: FindingSettings = { enable: true, level: 'information', rules: {} };
const rule = 'dataloader-workers-zero';

describe('severity of a finding', () => {
  it('is its own where the settings say nothing', () => {
    assert.equal(shownSeverity(finding({ severity: 'warning' }), settings), 'warning');
  });

  it('is what the settings say of its rule', () => {
    assert.equal(shownSeverity(finding(), { ...settings, rules: { [rule]: 'warning' } }), 'warning');
  });

  it('is none below the level', () => {
    assert.equal(shownSeverity(finding({ severity: 'hint' }), settings), null);
    assert.equal(shownSeverity(finding({ severity: 'hint' }), { ...settings, level: 'hint' }), 'hint');
  });

  it('is none for a rule that is off, and for all when Joulewise is off', () => {
    assert.equal(shownSeverity(finding(), { ...settings, rules: { [rule]: 'off' } }), null);
    assert.equal(shownSeverity(finding(), { ...settings, enable: false }), null);
  });
});
