import assert from 'node:assert/strict';
import { settingDefaults } from '../../../src/editor/contributions';
import { validateSettings } from '../../../src/editor/settings/validate';

const read = (values: Readonly<Record<string, unknown>>) => validateSettings((name) => values[name]);

describe('settings', () => {
  it('are the defaults where nothing is written', () => {
    assert.deepEqual(read({}), { settings: settingDefaults, problems: [] });
  });

  it('are taken as they are written where they can be right', () => {
    const written = { hardware: ' A100 ', count: 8, pue: 1.2, rules: { 'step-host-sync': 'off' }, level: 'hint' };
    const { settings, problems } = read(written);
    assert.deepEqual(problems, []);
    assert.deepEqual(settings, { ...settingDefaults, ...written, hardware: 'A100' });
  });

  it('treat blank text as no choice', () => {
    assert.equal(read({ hardware: '  ' }).settings.hardware, null);
  });

  for (const [setting, value, expected] of [
    ['count', 0, 'a whole number from 1 to 1000000'],
    ['count', 2.5, 'a whole number from 1 to 1000000'],
    ['pue', 0.5, 'a number from 1 to 3'],
    ['currency', 'euro', 'a currency code of three capital letters, such as USD or EUR'],
    ['rules', { 'step-host-sync': 'loud' }, 'an object from rule names to off, hint, information or warning'],
    ['level', 'off', 'hint, information or warning'],
    ['hardware', 7, 'text, or null'],
    ['enable', 'yes', 'true or false'],
  ] as const) {
    it(`fall back and say so for ${setting} ${JSON.stringify(value)}`, () => {
      const { settings, problems } = read({ [setting]: value });
      assert.deepEqual(settings[setting], settingDefaults[setting]);
      assert.deepEqual(problems, [{ setting, message: `joulewise.${setting} is ${JSON.stringify(value)}; it must be ${expected}.` }]);
    });
  }
});
