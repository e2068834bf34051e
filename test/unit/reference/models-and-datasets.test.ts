import assert from 'node:assert/strict';
import { shippedReference } from './shipped-tables';

const models = shippedReference.all('models');
const datasets = shippedReference.all('datasets');

describe('model table', () => {
  it('has at least 1,400 rows, each with a source and parameters', () => {
    assert.ok(models.length >= 1400);
    for (const { id, parameters, source } of models) {
      assert.ok(parameters > 1e5 && Number.isFinite(parameters), id);
      assert.ok(source.length > 10, id);
    }
  });

  it('counts a multiply-add as two FLOPs in every family', () => {
    const flops = (name: string) => {
      const found = shippedReference.model(name);
      assert.ok(found.ok);
      return found.row.forwardFlops ?? 0;
    };
    assert.ok(Math.abs(flops('torchvision/resnet50') / 8.18e9 - 1) < 0.01);
    assert.ok(Math.abs(flops('timm/resnet50') / flops('torchvision/resnet50') - 1) < 0.02, 'at the training size of 224');
    assert.ok(Math.abs(flops('keras/ResNet50') / 7.72e9 - 1) < 0.01);
    assert.ok(Math.abs(flops('ultralytics/yolov8n') / 8.7e9 - 1) < 0.01, 'Ultralytics counts two already');
    assert.ok(Math.abs(flops('bert-base-uncased') / (2 * 48.3e9) - 1) < 0.01);
  });

  it('counts activations by one definition', () => {
    const elements = (name: string) => models.find(({ id }) => id === name)?.activationElements ?? 0;
    assert.ok(Math.abs(elements('torchvision/resnet50') / elements('timm/resnet50') - 1) < 0.05);
    assert.ok(Math.abs(elements('keras/ResNet50') / elements('timm/resnet50') - 1) < 0.05);
  });

  it('puts channels first', () => {
    assert.deepEqual(
      models.filter(({ input }) => input?.length === 3 && input[0] !== 3 && input[0] !== 1).map(({ id }) => id),
      [],
    );
  });

  it('needs more work for more layers of one family', () => {
    const family = ['resnet18', 'resnet34', 'resnet50', 'resnet101', 'resnet152'].map(
      (name) => models.find(({ id }) => id === `torchvision/${name}`)?.forwardFlops ?? 0,
    );
    assert.deepEqual(
      family,
      family.toSorted((a, b) => a - b),
    );
  });

  it('publishes accuracies in percent', () => {
    for (const { id, accuracy } of models) {
      assert.ok(
        Object.values(accuracy).every((value) => value > 0 && value < 100),
        id,
      );
    }
  });

  it('knows convolutions from transformers', () => {
    const kindOf = (name: string) => models.find(({ id }) => id === name)?.kind;
    assert.equal(kindOf('timm/vit_base_patch16_224'), 'transformer');
    assert.equal(kindOf('timm/convnext_base'), 'cnn');
    assert.equal(kindOf('timm/vitamin_base_224') ?? 'transformer', 'transformer');
    assert.equal(kindOf('timm/mobilevit_s'), 'mixed');
    assert.equal(kindOf('torchvision/swin_t'), 'transformer');
    assert.equal(kindOf('gpt2'), 'transformer');
    assert.equal(kindOf('microsoft/resnet-50'), 'cnn');
  });
});

describe('data set table', () => {
  it('has a positive number of samples and a source in every row', () => {
    for (const { id, trainSamples, source } of datasets) {
      assert.ok(trainSamples !== null && trainSamples > 0 && Number.isInteger(trainSamples), id);
      assert.ok(source !== '', id);
    }
  });

  it('gives a shape only where all samples have it, channels first', () => {
    const shapeOf = (name: string) => datasets.find(({ id }) => id === name)?.sampleShape;
    assert.deepEqual(shapeOf('cifar10'), [3, 32, 32]);
    assert.deepEqual(shapeOf('mnist'), [1, 28, 28]);
    assert.equal(shapeOf('imagenet-1k'), null);
  });
});
