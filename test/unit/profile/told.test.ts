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

  it('is that of a function which is handed a model, an optimizer and how long', () => {
    const script = py`
      import torch
      from elsewhere import fit_model, load_tides
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
      fit_model(model, optimizer, load_tides("x"), epochs=9, batch_size=18)
    `;
    assert.deepEqual(factsOf(script, ['model', 'epochs', 'batchSizePerDevice', 'optimizer', 'learningRate']), {
      model: 'Linear',
      epochs: 9,
      batchSizePerDevice: 18,
      optimizer: 'adam',
      learningRate: 0.02,
    });
  });

  it('is of the model that a trainer is given, not of the trainer', () => {
    const script = py`
      from tables import TabTrainer, build_tabmixer
      network = build_tabmixer(8)
      trainer = TabTrainer(network, objective="binary")
      trainer.fit(train_data=rows, n_epochs=4, batch_size=64)
    `;
    assert.deepEqual(factsOf(script, ['model', 'epochs', 'batchSizePerDevice']), { model: 'tabmixer', epochs: 4, batchSizePerDevice: 64 });
  });

  it('is read of an object that nobody compiles beside TensorFlow, too', () => {
    const script = py`
      import tensorflow as tf
      from speechkit import Recognizer
      Recognizer("en").fit(samples, epochs=6, optimizer=tf.keras.optimizers.SGD(0.3))
    `;
    assert.deepEqual(factsOf(script, ['model', 'epochs', 'optimizer', 'precision']), {
      model: 'Recognizer',
      epochs: 6,
      optimizer: 'sgd',
      precision: undefined,
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
