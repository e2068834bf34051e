import assert from 'node:assert/strict';
import { isRecordedShort, readRun, wasNotWorthStopping } from '../../../src/ml/recorded-run';

const epoch = (index: number, of: number, seconds: number, loss: number): string =>
  `Epoch ${String(index)}/${String(of)}\n 1/100 [....] - ETA: 9s - loss: 9.0\b\b\b\b\r100/100 [====] - ${String(seconds)}s 90ms/step - loss: 0.3 - val_loss: ${String(loss)} - val_acc: 0.9\n`;

const fit = (losses: readonly number[], seconds = 9): string =>
  losses.map((loss, index) => epoch(index + 1, losses.length, seconds, loss)).join('');

describe('a recorded run', () => {
  it('is nothing where nothing is told', () => {
    assert.deepEqual(readRun('hello 12 s\nepoch of 3/4'), { seconds: null, epochs: null, validationLosses: [] });
  });

  it('is one of Keras, old and new', () => {
    assert.deepEqual(readRun(fit([0.5, 0.25])), { seconds: 18, epochs: { done: 2, asked: 2 }, validationLosses: [0.5, 0.25] });
    assert.deepEqual(readRun('Epoch 1/1\n74s - loss: 0.4465 - val_loss: 0.2\n'), {
      seconds: 74,
      epochs: { done: 1, asked: 1 },
      validationLosses: [0.2],
    });
    assert.equal(
      readRun(
        'Epoch 1/30\n\u001B[1m782/782\u001B[0m \u001B[32m━━━━━━\u001B[0m \u001B[37m\u001B[0m \u001B[1m5s\u001B[0m 6ms/step - loss: 1\n',
      ).seconds,
      5,
    );
    assert.equal(readRun('Epoch 1/2\n313/313 - 7s - loss: 0.4 - val_loss: 1e-3\n').seconds, 7);
  });

  it('is one of bars, summaries and clocks', () => {
    assert.equal(
      readRun('100%|██████████| 952/952 [03:55<00:00,  4.05it/s]\n100%|██████████| 952/952 [01:00<00:00,  4.05it/s]').seconds,
      295,
    );
    assert.equal(readRun(' 40%|████      | 952/2000 [03:55<00:00,  4.05it/s]').seconds, null);
    assert.equal(readRun("TrainOutput(global_step=51, metrics={'train_runtime': 100.5, 'epoch': 1})").seconds, 100.5);
    assert.equal(readRun('<div>[3000/3000 1:20:15, Epoch 3/3]</div>').seconds, 4815);
    assert.equal(readRun('CPU times: user 1h\nWall time: 1min 2s').seconds, 62);
    assert.equal(readRun('Training took 27.5 min in total.').seconds, 1650);
  });

  it('is short up to five minutes', () => {
    assert.equal(isRecordedShort(readRun(fit([0.5, 0.25]))), true);
    assert.equal(isRecordedShort(readRun(fit([0.5, 0.25], 200))), false);
    assert.equal(isRecordedShort(readRun('hello')), false);
    assert.equal(isRecordedShort(readRun(epoch(1, 50, 9, 0.5))), false);
  });

  it('was not worth stopping where the best loss was one of the last', () => {
    const falling = Array.from({ length: 20 }, (_, index) => 1 - index / 40);
    assert.equal(wasNotWorthStopping(readRun(fit(falling))), true);
    assert.equal(wasNotWorthStopping(readRun(fit([...falling.slice(12), ...falling.slice(0, 12)]))), false);
    assert.equal(wasNotWorthStopping(readRun(fit(falling).slice(0, 900))), false);
    assert.equal(wasNotWorthStopping(readRun('')), false);
  });
});
