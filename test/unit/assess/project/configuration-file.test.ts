import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, it } from 'mocha';
import { parse } from 'smol-toml';
import { readConfigurationFile, type ConfigurationFile } from '../../../../src/assess/project/configuration-file';
import { problemsOfFile } from '../../../../src/assess/project/check-file';
import { fields, overrideFields } from '../../../../src/assess/project/fields';
import { engine } from '../engine';

function read(text: string, path = 'joulewise.toml'): ConfigurationFile {
  const { configuration } = readConfigurationFile(path, text);
  assert.ok(configuration);
  return configuration;
}

/** What is underlined, and what is said of it. */
function problems(text: string, path?: string): readonly (readonly [string, string])[] {
  const lines = text.split('\n');
  return read(text, path).problems.map(({ message, line, column, endColumn }) => [
    lines[line - 1]?.slice(column - 1, endColumn - 1) ?? '',
    message,
  ]);
}

const everything = `enable = true
level = "hint"
select = ["precision", "step-host-sync"]
ignore = ["eval-grad-enabled"]
hardware = "A100"
count = 8
cpu-cores = 64
region = "us-east-1"
pue = 1.2
currency = "EUR"
versions = { torch = "2.1" }

[rules]
step-host-sync = "off"

[[overrides]]
paths = ["experiments/"]
level = "warning"
`;

describe('a configuration file', () => {
  it('is taken whole where everything in it can be right', () => {
    const { problems: wrong, overrides, ...choices } = read(everything);
    assert.deepEqual(wrong, []);
    assert.deepEqual(choices.machine, { hardware: 'A100', count: 8, cpuCores: 64, region: 'us-east-1', pue: 1.2, currency: 'EUR' });
    assert.deepEqual(choices.versions, { torch: '2.1' });
    assert.deepEqual(choices.severities, { 'step-host-sync': 'off' });
    assert.ok(choices.select?.includes('train-loop-fp32') === true && choices.select.includes('step-host-sync'), 'a topic means its rules');
    assert.deepEqual(
      overrides.map(({ paths, level }) => [paths, level]),
      [[['experiments/'], 'warning']],
    );
  });

  it('says nothing where a pyproject.toml does not name Joulewise, broken or not', () => {
    assert.equal(readConfigurationFile('pyproject.toml', '[tool.ruff]\nline-length = 100\n').configuration, null);
    assert.equal(readConfigurationFile('pyproject.toml', '[tool.ruff\n').configuration, null);
  });

  for (const [text, at, message] of [
    ['constructor = 1', 'constructor', `Joulewise has no option "constructor". It may be ${Object.keys(fields).join(', ')}.`],
    ['levle = "hint"', 'levle', 'Joulewise has no option "levle". Did you mean level?'],
    ['level = "loud"', 'level', 'level must be "hint", "information" or "warning", not "loud".'],
    ['count = 2.5', 'count', 'count must be a whole number from 1 to 1000000, not 2.5.'],
    ['pue = 0.4', 'pue', 'pue must be a number from 1 to 3, not 0.4.'],
    ['select = [\n  "step-host-snyc",\n]', '"step-host-snyc"', 'No rule or topic is called "step-host-snyc". Did you mean step-host-sync?'],
    ['[rules]\nprecison = "off"', 'precison', 'No rule or topic is called "precison". Did you mean precision?'],
    ['rules = { step-host-sync = "loud" }', 'step-host-sync', 'step-host-sync must be off, hint, information, warning, not "loud".'],
    ['versions = { torch = 2.1 }', 'torch', 'The version of torch must be text such as "2.1", not 2.1.'],
    ['[[overrides]]\nlevel = "hint"', 'overrides', 'An override names the paths it holds for: paths = ["experiments/"].'],
    [
      '[[overrides]]\npaths = ["a/"]\n[[overrides]]\npaths = ["b/"]\ncout = 2',
      'cout',
      'Joulewise has no option "cout". Did you mean count?',
    ],
  ] as const) {
    it(`underlines ${at} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(problems(text), [[at, message]]);
    });
  }

  it('keeps what is right beside what is wrong', () => {
    assert.equal(read('count = 0\nhardware = "A100"').machine.hardware, 'A100');
    assert.equal(read('count = 0\nhardware = "A100"').machine.count, undefined);
  });

  it('says where broken TOML breaks', () => {
    const [problem] = read('[tool.joulewise]\nlevel = \n', 'pyproject.toml').problems;
    assert.equal(problem?.line, 2);
    assert.match(problem.message, /^The file is not valid TOML: .+\.$/u);
  });

  it('underlines hardware and places that the tables do not know', async () => {
    const { reference } = await engine();
    const text = '[tool.joulewise]\nhardware = "A1000000"\nzone = "FR"\n';
    const found = problemsOfFile('pyproject.toml', text, () => reference);
    assert.deepEqual(
      found.map(({ line, column }) => [line, column]),
      [[2, 12]],
    );
  });
});

describe('the schema of the configuration file', () => {
  const schema = JSON.parse(readFileSync(new URL('../../../../schemas/configuration.schema.json', import.meta.url), 'utf8')) as {
    properties: Record<string, { items?: { properties?: Record<string, unknown> } }>;
  };
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);

  it('names the options of the code, and no other', () => {
    assert.deepEqual(Object.keys(schema.properties).sort(), Object.keys(fields).sort());
    assert.deepEqual(Object.keys(schema.properties.overrides?.items?.properties ?? {}).sort(), Object.keys(overrideFields).sort());
  });

  it('accepts what the code accepts, and refuses what it refuses', () => {
    assert.ok(validate(parse(everything)), JSON.stringify(validate.errors));
    for (const wrong of [
      'levle = "hint"',
      'count = 2.5',
      'pue = 0.4',
      '[rules]\nstep-host-sync = "loud"',
      '[[overrides]]\nlevel = "hint"',
    ]) {
      assert.equal(validate(parse(wrong)), false, wrong);
      assert.equal(read(wrong).problems.length, 1, wrong);
    }
  });
});
