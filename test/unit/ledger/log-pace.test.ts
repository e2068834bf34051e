import assert from 'node:assert/strict';
import { paceOfLog } from '../../../src/ledger/log-pace';

/** Pace in seconds to four digits, and who wrote it. */
function pace(...lines: readonly string[]): string | null {
  const found = paceOfLog(lines.join('\n'));
  return found === null ? null : `${String(Number(found.secondsPerStep.toPrecision(4)))} ${found.writer} ${String(found.readings)}`;
}

describe('pace of a log', () => {
  it('is read from progress bars', () => {
    assert.equal(pace('  5%|▌         | 50/1000 [01:40<31:40,  2.00s/it]'), '2 tqdm 1');
    assert.equal(pace('100%|██████████| 500/500 [00:10<00:00, 47.62it/s, loss=0.31]'), '0.021 tqdm 1');
    assert.equal(pace('Epoch 0: 100%|███| 469/469 [00:12<00:00, 39.1batch/s]'), '0.02558 tqdm 1');
  });

  it('takes the last state of each bar, and leaves the first epoch out', () => {
    assert.equal(
      pace(
        'Epoch 0:  50%|██   | 50/100 [01:00<01:00,  1.20s/it]\rEpoch 0: 100%|████| 100/100 [02:00<00:00,  1.20s/it]',
        'Validation: 100%|████| 900/900 [09:00<00:00,  1.67it/s]',
        'Epoch 1: 100%|████| 100/100 [01:00<00:00,  1.67it/s]',
        'Epoch 2: 100%|████| 100/100 [01:04<00:00,  1.56it/s]',
      ),
      '0.6 tqdm 3',
    );
  });

  it('takes the steps and not the epochs around them', () => {
    assert.equal(
      pace(
        '100%|████| 200/200 [01:40<00:00,  2.00it/s]',
        ' 50%|██   | 1/2 [01:50<01:50, 110.00s/it]',
        '100%|████| 200/200 [01:36<00:00,  2.08it/s]',
        '100%|████| 2/2 [03:36<00:00, 108.00s/it]',
      ),
      '0.48 tqdm 2',
    );
  });

  it('passes over downloads and the preparation of data', () => {
    assert.equal(pace('100%|████| 170498071/170498071 [00:13<00:00, 12711521.62B/s]'), null);
    assert.equal(pace('Map: 100%|████| 25000/25000 [00:30<00:00, 810.12 examples/s]'), null);
    assert.equal(pace('Tokenizing: 100%|████| 250/250 [01:30<00:00, 2.77it/s]'), null);
  });

  it('is read from Keras, old and new', () => {
    assert.equal(pace('1875/1875 [==============================] - 5s 3ms/step - loss: 0.26'), '0.003 keras 1');
    assert.equal(pace('391/391 [=====] - 47s 120ms/step - loss: 1.2', '391/391 [=====] - 43s 110ms/step - loss: 1.0'), '0.11 keras 2');
    assert.equal(
      pace('\u001b[1m469/469\u001b[0m \u001b[32m━━━━━━━━\u001b[0m\u001b[37m\u001b[0m \u001b[1m94s\u001b[0m 200ms/step - acc: 0.9'),
      '0.2004 keras 1',
    );
    assert.equal(pace('469/469 - 3s - loss: 0.2 - 3s/epoch - 7ms/step'), '0.007 keras 1');
    assert.equal(pace('  12/469 ━━━━━━━━ 10s 22ms/step - acc: 0.1'), null);
  });

  it('is read from the summary of the Transformers trainer', () => {
    assert.equal(
      pace("{'train_runtime': 100.0, 'train_samples_per_second': 64.0, 'train_steps_per_second': 4.0, 'epoch': 3.0}"),
      '0.25 transformers 1',
    );
  });

  it('is read from lines that state the time of a step', () => {
    assert.equal(pace('iter 10: loss 3.1, time 250.00ms, mfu 17.6%', 'iter 20: loss 3.0, time 200.00ms, mfu 20%'), '0.2 timed steps 2');
    assert.equal(pace('Train: 0 [ 100/1251 (  8%)]  Loss: 6.9  Time: 0.512s, 250.0/s  (0.530s, 241.5/s)'), '0.53 timed steps 1');
    assert.equal(pace('Epoch: [0][  10/5005]\tTime  0.242 ( 0.523)\tData  0.000 ( 0.2)'), '0.523 timed steps 1');
    assert.equal(
      pace('Epoch: [0]  [ 100/7393]  eta: 0:24:31  loss: 0.3  time: 0.2003  data: 0.0040  max mem: 9000'),
      '0.2003 timed steps 1',
    );
    assert.equal(pace('step 20 loss 2.1 0.31 s/step'), '0.31 timed steps 1');
  });

  it('is unknown where nothing states it', () => {
    assert.equal(pace('Epoch 1, loss 0.3, accuracy 0.9', 'done in time'), null);
    assert.equal(paceOfLog(''), null);
    assert.equal(pace('  0%|          | 0/1000 [00:00<?, ?it/s]'), null);
  });
});
