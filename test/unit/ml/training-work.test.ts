import assert from 'node:assert/strict';
import { MlView } from '../../../src/ml/ml-view';
import { heaviestTraining, heavinessAt, heavinessOf, type TrainingWork } from '../../../src/ml/training-work';
import { frameworkProgram } from './programs';
import { programOf } from '../python/support';

const resnet: TrainingWork = {
  at: null,
  stepFlops: 8e11,
  steps: 50_000,
  epochs: 20,
  parameters: 2.5e7,
  kind: 'cnn',
  isFrozen: false,
};

describe('how heavy a training is', () => {
  it('is heavy where steps and run are long', () => {
    assert.equal(heavinessOf(resnet), 'heavy');
  });

  it('is light where a step, or the whole run, is short', () => {
    assert.equal(heavinessOf({ ...resnet, stepFlops: 1e10, steps: null }), 'light');
    assert.equal(heavinessOf({ ...resnet, steps: 200 }), 'light');
  });

  it('is not light where small steps are many', () => {
    assert.equal(heavinessOf({ ...resnet, stepFlops: 1e9 }), 'unknown');
  });

  it('is not known where nothing is counted', () => {
    assert.equal(heavinessOf({ ...resnet, stepFlops: null }), 'unknown');
  });

  it('is not known between light and heavy', () => {
    assert.equal(heavinessOf({ ...resnet, stepFlops: 9e10 }), 'unknown');
    assert.equal(heavinessOf({ ...resnet, steps: 1000 }), 'unknown');
  });

  it('takes narrow, recurrent and frozen networks for no heavy ones', () => {
    assert.equal(heavinessOf({ ...resnet, parameters: 1e6 }), 'unknown');
    assert.equal(heavinessOf({ ...resnet, kind: 'recurrent' }), 'unknown');
    assert.equal(heavinessOf({ ...resnet, isFrozen: true }), 'unknown');
  });

  it('asks for some epochs of pictures that nobody counts, not of texts', () => {
    assert.equal(heavinessOf({ ...resnet, steps: null }), 'heavy');
    assert.equal(heavinessOf({ ...resnet, steps: null, epochs: 5 }), 'unknown');
    assert.equal(heavinessOf({ ...resnet, steps: null, epochs: null }), 'unknown');
    assert.equal(heavinessOf({ ...resnet, steps: null, stepFlops: 2e11 }), 'unknown');
    assert.equal(heavinessOf({ ...resnet, steps: null, epochs: 1, kind: 'transformer' }), 'heavy');
  });

  it('is that of the training around a place, or of the heaviest', () => {
    const program = programOf('for x in rows:\n    a(x)\nfor y in rows:\n    b(y)\nc()\n');
    const ml = new MlView(program, () => [
      { ...resnet, at: { cell: null, line: 1, endLine: 2 }, stepFlops: 1e9, steps: 500 },
      { ...resnet, at: { cell: null, line: 3, endLine: 4 } },
    ]);
    const at = (name: string): string => {
      const [call] = program.callsNamed(name);
      assert(call !== undefined);
      return heavinessAt(program, ml, call.site.place);
    };
    assert.deepEqual(['a', 'b', 'c'].map(at), ['light', 'heavy', 'heavy']);
  });

  it('is light where a part of the data is taken, or its data are called or written as a few', () => {
    for (const line of [
      'rows = data.select(range(500))',
      'frame = frame.head(200)',
      'frame = frame.sample(frac=0.1)',
      'few = rows[:100]',
      'few = os.listdir(folder)[:1000]',
      'load(split="train[:50]")',
      'load(split="train[:1%]")',
      'data = Subset(data, ids)',
      'data = load("data/toy_dialogues.jsonl")',
      'data = load_dataset("org/guanaco-1k")',
      'data = load_dataset("json", data_files="sample_dataset.json")',
      'data = [{"instruction": "say hello", "response": "hello"}]',
    ]) {
      assert.equal(heaviestTraining(new MlView(programOf(`${line}\n`), () => [resnet])), 'light', line);
    }
    for (const line of [
      'rows = data',
      'save("sample_submission.csv")',
      'load_dataset("imagenet-1k")',
      'load("example.csv")',
      'load("minimal.csv")',
      'load(split="train[:90%]")',
    ]) {
      assert.equal(heaviestTraining(new MlView(programOf(`${line}\n`), () => [resnet])), 'heavy', line);
    }
  });

  it('is light where a notebook holds that it took minutes', () => {
    const cells = (printed: string): MlView => {
      const text = 'import transformers\ntrainer = transformers.Trainer(model)\n';
      const fragments = [
        { index: 0, cell: 0, text },
        { index: 1, cell: 1, text: 'trainer.train()\n', printed },
      ];
      return new MlView(frameworkProgram({ path: 'train.ipynb', fragments }), () => [resnet]);
    };
    assert.equal(heaviestTraining(cells("{'train_runtime': 100.5}")), 'light');
    assert.equal(heaviestTraining(cells("{'train_runtime': 1000.5}")), 'heavy');
    assert.equal(heaviestTraining(cells('')), 'heavy');
  });
});
