import assert from 'node:assert/strict';
import { ModelCounter } from '../../../src/workload/model-counter';
import type { ModelCount } from '../../../src/workload/model-count';
import { programOf } from '../python/support';

function count(source: string, sampleShape?: readonly number[]): ModelCount {
  const program = programOf(`import jax\nimport jax.numpy as jnp\nfrom flax import linen as nn\n${source}`);
  const model = program.valueOf('model').options[0]?.value;
  assert(model?.kind === 'instance');
  return new ModelCounter(program).count(model, { batch: 4, sampleShape, tokens: undefined });
}

const compact = `
class Digits(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x, train):
        x = nn.Conv(features=8, kernel_size=(3, 3))(x)
        x = nn.BatchNorm(use_running_average=not train)(x)
        x = nn.relu(x)
        x = nn.avg_pool(x, window_shape=(2, 2), strides=(2, 2))
        x = x.reshape((x.shape[0], -1))
        for width in (32, 16):
            x = nn.relu(nn.Dense(width)(x))
        return nn.Dense(self.classes)(x)

model = Digits(classes=7)
`;

describe('counting modules of Flax', () => {
  const weights = 9 * 8 + 8 + 16 + 14 * 14 * 8 * 32 + 32 + 32 * 16 + 16 + 16 * 7 + 7;
  const work = 2 * (28 * 28 * 8 * 9 + 14 * 14 * 8 * 32 + 32 * 16 + 16 * 7);

  it('takes the layers that a compact module makes when it is called', () => {
    const counted = count(compact, [1, 28, 28]);
    assert.deepEqual(counted.doubts, []);
    assert.equal(counted.parameters, weights);
    assert.equal(counted.forwardFlopsPerSample, work);
    assert.deepEqual(counted.input, [28, 28, 1]);
  });

  it('takes the array that the weights are made with', () => {
    const counted = count(`${compact}variables = model.init(jax.random.PRNGKey(0), jnp.ones((1, 28, 28, 1)), False)\n`);
    assert.equal(counted.parameters, weights);
    assert.equal(counted.forwardFlopsPerSample, work);
  });

  it('takes layers that are set up, each once however often it is called', () => {
    const counted = count(`
class Mixer(nn.Module):
    width: int

    def setup(self):
        self.shared = nn.Dense(self.width)
        self.norm = nn.LayerNorm()
        self.attend = nn.SelfAttention(num_heads=2)
        self.scale = self.param("scale", nn.initializers.ones, (5,))

    def __call__(self, x):
        x = self.attend(self.norm(self.shared(x)))
        return self.shared(x) * self.scale.sum()

model = Mixer(width=6)
weights = model.init(jax.random.key(0), jnp.zeros((3, 9, 6)))
`);
    assert.deepEqual(counted.doubts, []);
    assert.equal(counted.parameters, 6 * 6 + 6 + 12 + 4 * 42 + 5);
    assert.equal(counted.forwardFlopsPerSample, 2 * (2 * 9 * 36 + 4 * 9 * 36 + 2 * 9 * 9 * 6));
  });
});
