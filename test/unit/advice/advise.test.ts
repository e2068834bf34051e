import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Alternative } from '../../../src/advice/alternative';
import { halvingTrials } from '../../../src/advice/search';
import { nothingChosen, type Configuration } from '../../../src/assess/configuration';
import { fileDocument } from '../../../src/python/source/document';
import { editedText } from './edited-text';
import { a100, engine, foodPy, noFiles } from '../assess/engine';

async function advised(text: string, configuration: Configuration = a100): Promise<readonly Alternative[]> {
  const assessor = await engine();
  const analysis = assessor.analyze(fileDocument('a.py', text), noFiles);
  const [run] = analysis.profile.runs;
  assert.ok(run, 'the script trains nothing');
  return assessor.advise(analysis, run, configuration);
}

async function one(id: string | RegExp, text: string, configuration?: Configuration): Promise<Alternative | undefined> {
  return (await advised(text, configuration)).find((alternative) =>
    typeof id === 'string' ? alternative.id === id : id.test(alternative.id),
  );
}

const bert = `from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments
raw = load_dataset("glue", "sst2")
tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased", num_labels=2)
args = TrainingArguments("out", num_train_epochs=3, per_device_train_batch_size=32, bf16=True)
Trainer(model=model, args=args, train_dataset=raw["train"]).train()
`;

/** On a V100 bound by the accelerator and not by its loader, so that what the model does shows. */
const fast = foodPy.replace('shuffle=True', 'shuffle=True, num_workers=64');
const slower: Configuration = { ...a100, hardware: 'V100' };

describe('alternatives', () => {
  it('are sorted by what they save, and none saves less than 3 %', async () => {
    const savings = (await advised(foodPy)).map(({ saving }) => saving.p50);
    assert.ok(savings.length > 3);
    assert.deepEqual(
      savings,
      savings.toSorted((a, b) => a - b),
    );
    assert.ok(savings.every((saving) => saving <= -0.03));
  });

  it('close: the saving is the ratio of the two estimates', async () => {
    const assessor = await engine();
    const analysis = assessor.analyze(fileDocument('a.py', foodPy), noFiles);
    const [run] = analysis.profile.runs;
    assert.ok(run);
    const present = assessor.estimate(run, a100);
    assert.ok(!('error' in present));
    for (const { estimate, saving } of assessor.advise(analysis, run, a100)) {
      const quantity = saving.quantity === 'energy' ? 'energyKwh' : 'carbonKg';
      assert.ok(Math.abs(estimate[quantity].p50 / present[quantity].p50 - 1 - saving.p50) < 1e-12);
      assert.ok(saving.p10 <= saving.p50 && saving.p50 <= saving.p90);
    }
  });

  it('are none without hardware to compare on', async () => {
    assert.deepEqual(await advised(foodPy, nothingChosen), []);
  });

  it('carry a source and what is known of accuracy', async () => {
    for (const { source, accuracy, title, detail } of await advised(foodPy)) {
      assert.ok(source !== '' && accuracy !== '' && title !== '' && detail !== '');
    }
  });
});

describe('efficient architectures', () => {
  it('lose at most two points of published accuracy, and say how many', async () => {
    const found = (await advised(fast, slower)).filter(({ topic }) => topic === 'architecture');
    assert.ok(found.length > 0);
    for (const { accuracy } of found) {
      const [, after = '', before = ''] = /top-1 ([\d.]+) instead of ([\d.]+)/u.exec(accuracy) ?? [];
      assert.ok(Number(before) - Number(after) <= 2.05, accuracy);
    }
  });

  it('take the place of the name in the code, where nothing else depends on it', async () => {
    const text = fast.replace('weights=None, num_classes=101', 'num_classes=101');
    const alternative = await one(/^model:/u, text, slower);
    assert.equal(alternative?.verb, 'edit-code');
    const name = alternative.id.split('/').at(-1) ?? '';
    assert.ok(editedText(text, alternative.edits).includes(`models.${name}(num_classes=101)`));
  });

  it('are compared only, where the code names weights or parts of the model', async () => {
    const others = [
      fast.replace('weights=None', 'weights=models.ResNet50_Weights.DEFAULT'),
      `${fast}\nmodel.layer4[0].requires_grad_(False)\n`,
    ];
    for (const text of others) {
      const alternative = await one(/^model:/u, text, slower);
      assert.deepEqual([alternative?.verb, alternative?.edits], ['compare', []]);
    }
  });

  it('are compared only, where the name was imported by itself', async () => {
    const text = fast
      .replace(
        'from torchvision import datasets, models, transforms',
        'from torchvision import datasets, transforms\nfrom torchvision.models import resnet50',
      )
      .replace('models.resnet50', 'resnet50');
    const alternative = await one(/^model:/u, text, slower);
    assert.deepEqual([alternative?.verb, alternative?.edits], ['compare', []]);
  });

  it('change every literal of a hub id, so that tokenizer and model stay together', async () => {
    const alternative = await one(/^model:/u, bert);
    const id = alternative?.id.replace('model:', '') ?? '';
    const text = editedText(bert, alternative?.edits ?? []);
    assert.ok(!text.includes('"bert-base-uncased"'));
    assert.equal(text.split(`"${id}"`).length, 3);
  });

  it('of another kind are compared only, where the code names the class of this one', async () => {
    const text = bert.replaceAll('AutoModelForSequenceClassification', 'BertForSequenceClassification');
    const found = (await advised(text)).filter(({ topic }) => topic === 'architecture');
    assert.ok(found.length > 0 && found.every(({ verb }) => verb === 'compare'));
  });
});

describe('transfer learning', () => {
  it('loads the published weights and trains for fewer epochs, in one edit', async () => {
    const alternative = await one('transfer-learning', foodPy);
    const text = editedText(foodPy, alternative?.edits ?? []);
    assert.equal(alternative?.verb, 'edit-code');
    assert.ok(text.includes('weights="DEFAULT"') && text.includes('range(10)'), text);
  });

  it('is not for large data sets, few epochs, pretrained models or one channel', async () => {
    const others = [
      foodPy.replace("datasets.Food101('data', split='train', transform=tf)", "datasets.ImageNet('data', transform=tf)"),
      foodPy.replace('range(90)', 'range(8)'),
      foodPy.replace('weights=None', 'weights="DEFAULT"'),
      foodPy.replace('weights=None, num_classes=101', 'num_classes=101').replace('datasets.Food101', 'datasets.Unknown'),
    ];
    for (const text of others) {
      assert.equal(await one('transfer-learning', text), undefined, text);
    }
  });
});

describe('mixed precision', () => {
  it('is the fix of the finding where there is one', async () => {
    const alternatives = (await advised(fast)).filter(({ topic }) => topic === 'precision');
    assert.equal(alternatives.length, 1);
    assert.match(alternatives[0]?.id ?? '', /^train-loop-fp32:/u);
    assert.equal(alternatives[0]?.verb, 'edit-code');
  });

  it('is compared where no finding speaks of it, on hardware that is faster for it', async () => {
    const text = `${fast}# joulewise: ignore-file[train-loop-fp32]\n`;
    assert.equal((await one('precision:amp-bf16', text))?.verb, 'compare');
    assert.equal(await one(/^precision:/u, text, { ...a100, hardware: 'GTX 1080 Ti' }), undefined);
  });
});

describe('cleaner regions', () => {
  it('of the same provider come first, save carbon and change the launch', async () => {
    const regions = (await advised(foodPy)).filter(({ topic }) => topic === 'region');
    const [first] = regions;
    assert.equal(first?.verb, 'change-launch');
    assert.ok(first.id.startsWith('region:aws/'));
    assert.equal(first.saving.quantity, 'carbon');
    assert.ok(first.estimate.grid.intensityGramsPerKwh < 100);
  });

  it('bring their own PUE', async () => {
    const alternative = await one(/^region:/u, foodPy, { ...a100, region: null, zone: 'PL', pue: 2 });
    assert.equal(alternative?.verb, 'compare');
    assert.ok(alternative.estimate.machine.pue.value < 1.3);
  });

  it('are none where the grid is cleaner than any', async () => {
    assert.equal(await one(/^region:/u, foodPy, { ...a100, region: null, intensityGramsPerKwh: 1 }), undefined);
  });
});

describe('other hardware', () => {
  it('is compared, and fits the memory', async () => {
    const found = (await advised(foodPy, { ...a100, hardware: 'H100' })).filter(({ topic }) => topic === 'hardware');
    assert.ok(found.length > 0 && found.length <= 2);
    assert.ok(found.every(({ verb, estimate }) => verb === 'compare' && estimate.memory.fits !== 'no'));
  });
});

describe('several findings of one kind', () => {
  it('are one alternative with all their edits, and a shared edit once', async () => {
    const text = foodPy.replace(
      'model =',
      "test = DataLoader(datasets.Food101('data', split='test', transform=tf), batch_size=64)\nmodel =",
    );
    const loaders = (await advised(text)).filter(({ topic }) => topic === 'loading');
    assert.equal(loaders.length, 1);
    const edited = editedText(text, loaders[0]?.edits ?? []);
    assert.equal(edited.split('num_workers=').length, 3, edited);
    assert.equal(edited.split('import os').length, 2, edited);
  });
});

describe('smarter searches', () => {
  const search = `from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV
X, y = load_digits(return_X_y=True)
grid = {'n_estimators': [100, 200, 400], 'max_depth': [4, 8, 16], 'min_samples_leaf': [1, 2, 4]}
GridSearchCV(RandomForestClassifier(), grid, cv=5).fit(X, y)
`;

  it('take the work of successive halving, round by round', () => {
    // Rounds of 27, 9, 3 and 1 settings on 1/27, 1/9, 1/3 and all of the samples.
    assert.equal(halvingTrials(27), 4);
    assert.equal(halvingTrials(1), 1);
  });

  it('edit the search that a finding stands at', async () => {
    const alternative = (await advised(search)).find(({ topic }) => topic === 'search');
    assert.deepEqual([alternative?.verb, alternative?.change], ['edit-code', { trials: 4 }]);
    assert.ok(editedText(search, alternative?.edits ?? []).includes('HalvingGridSearchCV'));
  });
});
