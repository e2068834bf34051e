import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nothingChosen, type Configuration } from '../../../src/assess/configuration';
import type { Overrides } from '../../../src/assess/overrides';
import type { InputRow, ReportModel } from '../../../src/assess/report-model';
import { fileDocument } from '../../../src/python/source/document';
import { a100, engine, foodPy, noFiles } from './engine';

type Ready = Extract<ReportModel, { readonly state: 'ready' }>;

async function reportOf(
  text: string,
  configuration: Configuration = a100,
  overrides: Overrides = {},
  selectedRun = 0,
): Promise<ReportModel> {
  const assessor = await engine();
  const document = fileDocument('/project/food.py', text);
  return assessor.report(
    document,
    assessor.analyze(document, noFiles, { standardLevel: 'information' }),
    configuration,
    overrides,
    selectedRun,
  );
}

async function ready(text: string, configuration?: Configuration, overrides?: Overrides, selectedRun?: number): Promise<Ready> {
  const model = await reportOf(text, configuration, overrides, selectedRun);
  assert.ok(model.state === 'ready', model.state);
  return model;
}

function rowOf({ inputs }: Ready, key: InputRow['key']): InputRow {
  const found = inputs.find((input) => input.key === key);
  assert.ok(found, `no row ${key}`);
  return found;
}

describe('the report', () => {
  it('is empty, with the findings, where nothing trains', async () => {
    assert.deepEqual(await reportOf('x = 1\n'), { state: 'empty', reason: 'no-training', fileName: 'food.py', findings: [] });
  });

  it('shows what was read from the code, where it stands and how it can be changed', async () => {
    const model = await ready(foodPy);
    const epochs = rowOf(model, 'epochs');
    assert.deepEqual([epochs.value, epochs.display, epochs.editor, epochs.overridden], [90, '90', 'number', false]);
    assert.deepEqual([epochs.at?.line, epochs.at?.column, epochs.at?.endColumn], [12, 20, 22]);
    assert.equal(rowOf(model, 'model').display, 'resnet50 · 23.7 M');
    assert.deepEqual(rowOf(model, 'precision').choices.slice(0, 2), ['fp32', 'tf32-conv-only']);
  });

  it('tells settings from what was assumed', async () => {
    const model = await ready(foodPy);
    assert.deepEqual(
      ['hardware', 'region', 'cpuCores'].map((key) => rowOf(model, key as InputRow['key']).origin),
      ['setting', 'setting', 'assumed'],
    );
    assert.equal(rowOf(model, 'region').display, 'AWS us-east-1 (N. Virginia), 418 g/kWh');
  });

  it('marks what is overridden, and says why a value cannot be used', async () => {
    const model = await ready(foodPy, a100, { epochs: 10, batchSizePerDevice: 'many' });
    const [epochs, batch] = [rowOf(model, 'epochs'), rowOf(model, 'batchSizePerDevice')];
    assert.deepEqual([epochs.value, epochs.origin, epochs.overridden], [10, 'user', true]);
    assert.deepEqual(
      [batch.value, batch.overridden, batch.problem],
      [64, false, 'batchSizePerDevice must be a whole number from 1, not "many".'],
    );
  });

  it('shows typical machines side by side, and no false number, where none is chosen', async () => {
    const model = await ready(foodPy, nothingChosen);
    assert.equal(model.estimate, null);
    assert.equal(model.problem, null);
    assert.ok(model.typical.length >= 3);
  });

  it('says what is missing, and makes a row of it', async () => {
    const model = await ready(foodPy.replace('datasets.Food101(', 'unknown.Data(').replace('range(90)', 'range(int(input()))'));
    assert.equal(model.estimate, null);
    assert.ok(model.problem?.missing.includes('epochs'), JSON.stringify(model.problem));
    assert.deepEqual([rowOf(model, 'epochs').origin, rowOf(model, 'epochs').display], ['unknown', '']);
  });

  it('ranks findings and alternatives in one list, and shows no change twice', async () => {
    const { measures } = await ready(foodPy);
    const savings = measures.flatMap((measure) => {
      const saving = measure.kind === 'alternative' ? measure.alternative.saving : measure.saving;
      return saving === null ? [] : [saving.p50];
    });
    assert.deepEqual(
      savings,
      savings.toSorted((a, b) => a - b),
    );
    const loader = measures.find((measure) => measure.kind === 'finding' && measure.finding.rule === 'dataloader-workers-zero');
    assert.ok(loader?.kind === 'finding' && loader.saving !== null && loader.index === 0);
    assert.ok(!measures.some((measure) => measure.kind === 'alternative' && measure.alternative.id.startsWith('dataloader-workers-zero')));
  });

  it('shows the run that is selected, and the last one when there are fewer', async () => {
    const two = `${foodPy}\n${foodPy.replace('range(90)', 'range(4)')}`;
    assert.deepEqual(
      (await ready(two)).runs.map(({ label }) => label),
      ['run 1: resnet50 (line 12)', 'run 2: resnet50 (line 31)'],
    );
    assert.equal(rowOf(await ready(two, a100, {}, 1), 'epochs').value, 4);
    assert.equal((await ready(two, a100, {}, 9)).selectedRun, 1);
  });
});
