import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf, runsOf } from './facts-of';

describe('Training that a library out of reach does alone', () => {
  it('is as long as it is told where it is asked to train', () => {
    const script = py`
      from ultralytics import YOLO
      model = YOLO("yolov8s.pt")
      model.train(data="cutlery.yaml", epochs=45, batch=12, lr0=0.02, workers=3)
    `;
    assert.deepEqual(
      factsOf(script, ['model', 'pretrained', 'dataset', 'epochs', 'batchSizePerDevice', 'learningRate', 'numWorkers', 'precision']),
      {
        model: 'yolov8s',
        pretrained: true,
        dataset: 'cutlery',
        epochs: 45,
        batchSizePerDevice: 12,
        learningRate: 0.02,
        numWorkers: 3,
        precision: undefined,
      },
    );
  });

  it('is as long as the object was told when it was made', () => {
    const script = py`
      import factorlib
      from factorlib.data import read
      model = factorlib.models.PairwiseRanker(rank=8, n_epochs=70, batch_size=256, learning_rate=0.05)
      for seed in range(3):
          model.fit(read("plays.csv"))
    `;
    assert.deepEqual(factsOf(script, ['model', 'epochs', 'batchSizePerDevice', 'learningRate', 'repeats']), {
      model: 'PairwiseRanker',
      epochs: 70,
      batchSizePerDevice: 256,
      learningRate: 0.05,
      repeats: 3,
    });
  });

  it('is none where nothing tells how long, and none beside training that is read in full', () => {
    assert.deepEqual(
      runsOf(py`
      import factorlib
      factorlib.Vectorizer(size=8).fit(rows)
    `),
      [],
    );
    const script = py`
      import factorlib
      import torch
      from torch.utils.data import DataLoader
      factorlib.Reducer(epochs=5).fit(rows)
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for epoch in range(7):
          for batch in DataLoader(rows, batch_size=2):
              model(batch).backward()
              optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['epochs']), { epochs: 7 });
  });
});
