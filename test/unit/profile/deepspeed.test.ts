import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf } from './facts-of';

const script = (config: string): string => py`
  import deepspeed
  from torch import nn
  from torch.utils.data import DataLoader
  model = nn.Linear(8, 8)
  engine, _, _, _ = deepspeed.initialize(model=model, model_parameters=model.parameters(), config=${config})
  for epoch in range(3):
      for x in DataLoader(data, batch_size=2):
          engine.backward(engine(x).sum())
          engine.step()
`;

const names = [
  'batchSizePerDevice',
  'gradientAccumulation',
  'precision',
  'optimizer',
  'learningRate',
  'distributed',
  'parameters',
] as const;

describe('a loop under DeepSpeed', () => {
  it('does what the configuration says', () => {
    const json =
      '{"train_micro_batch_size_per_gpu": 16, "gradient_accumulation_steps": 4, "bf16": {"enabled": true}, "optimizer": {"type": "AdamW", "params": {"lr": 3e-5}}}';
    assert.deepEqual(factsOf(script('"ds.json"'), names, { 'ds.json': json }), {
      batchSizePerDevice: 16,
      gradientAccumulation: 4,
      precision: 'amp-bf16',
      optimizer: 'adamw',
      learningRate: 0.00003,
      distributed: 'deepspeed',
      parameters: 72,
    });
  });

  it('may have its configuration in the code, and leave things to it', () => {
    assert.deepEqual(factsOf(script('{"train_micro_batch_size_per_gpu": "auto", "fp16": {"enabled": True}}'), names.slice(0, 3)), {
      batchSizePerDevice: 2,
      gradientAccumulation: undefined,
      precision: 'amp-fp16',
    });
  });
});
