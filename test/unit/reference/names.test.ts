import assert from 'node:assert/strict';
import type { Found } from '../../../src/reference/name-index';
import { shippedReference as reference } from './shipped-tables';

function idOf(found: Found<{ readonly id: string }>): string {
  return found.ok ? found.row.id : found.problem;
}

function assertIds(look: (text: string) => Found<{ readonly id: string }>, expected: Readonly<Record<string, string>>): void {
  for (const [text, id] of Object.entries(expected)) {
    assert.equal(idOf(look(text)), id, text);
  }
}

describe('looking up accelerators', () => {
  it('knows ids, names, driver names and what people type', () => {
    assertIds(reference.accelerator, {
      'nvidia-rtx-3090': 'nvidia-rtx-3090',
      'RTX 3090': 'nvidia-rtx-3090',
      rtx3090: 'nvidia-rtx-3090',
      '3090': 'nvidia-rtx-3090',
      'NVIDIA GeForce RTX 3090': 'nvidia-rtx-3090',
      'NVIDIA A100-SXM4-80GB': 'nvidia-a100-sxm4-80gb',
      'a100-80gb': 'nvidia-a100-sxm4-80gb',
      'A100 80 GB': 'nvidia-a100-sxm4-80gb',
      'Tesla T4': 'nvidia-t4',
      'TPU v3': 'google-tpu-v3',
      'M1 Max': 'apple-m1-max',
      gaudi2: 'intel-gaudi-2',
      MI250X: 'amd-mi250x',
    });
  });

  it('takes the documented variant when form and memory are left out', () => {
    assertIds(reference.accelerator, {
      A100: 'nvidia-a100-sxm4-40gb',
      H100: 'nvidia-h100-sxm5-80gb',
      V100: 'nvidia-v100-sxm2-16gb',
      P100: 'nvidia-p100-pcie-16gb',
      'RTX 6000': 'nvidia-quadro-rtx-6000',
    });
  });

  it('names each accelerator differently from every other', () => {
    const shared = reference.all('accelerators').filter(({ id, name, aliases }) =>
      [id, name, ...aliases].some((text) => {
        const found = reference.accelerator(text);
        return !found.ok || found.row.id !== id || found.also.length > 0;
      }),
    );
    assert.deepEqual(
      shared.map(({ id }) => id),
      [],
    );
  });

  it('answers an unknown name with the nearest', () => {
    assert.equal(
      idOf(reference.accelerator('RTX 9090')),
      'No accelerator is called "RTX 9090". The nearest are GeForce RTX 3090, GeForce RTX 4090 and GeForce RTX 5090.',
    );
    assert.equal(idOf(reference.accelerator('  ')), 'The name of the accelerator is empty.');
  });
});

describe('looking up places', () => {
  it('tells providers apart by their spelling', () => {
    assertIds(reference.region, {
      'us-east-1': 'aws/us-east-1',
      'us-east1': 'gcp/us-east1',
      'aws/us-east-1': 'aws/us-east-1',
      westeurope: 'azure/westeurope',
      'West Europe': 'azure/westeurope',
      'Google Cloud Frankfurt': 'gcp/europe-west3',
    });
  });

  it('says which other regions a shared place name means', () => {
    const found = reference.region('Frankfurt');
    assert.ok(found.ok);
    assert.equal(found.row.id, 'aws/eu-central-1');
    assert.deepEqual(
      found.also.map(({ id }) => id),
      ['gcp/europe-west3', 'azure/germanywestcentral'],
    );
  });

  it('finds regions by their code, all of them', () => {
    for (const { id, region } of reference.all('regions')) {
      assert.equal(idOf(reference.region(id)), id);
      assert.equal(idOf(reference.region(region)), id);
    }
  });

  it('knows zones by key, country and common name', () => {
    assertIds(reference.zone, {
      FR: 'FR',
      france: 'FR',
      UK: 'GB',
      USA: 'US',
      'US-MIDA-PJM': 'US-MIDA-PJM',
      California: 'US-CAL-CISO',
      Québec: 'CA-QC',
      quebec: 'CA-QC',
      Chile: 'CL-SEN',
    });
    assert.match(idOf(reference.zone('Frnce')), /nearest are France \(FR\)/);
  });

  it('gives every zone a name of its own', () => {
    for (const { id, name } of reference.all('zones')) {
      assert.equal(idOf(reference.zone(id)), id);
      const named = reference.zone(name);
      assert.ok(named.ok && (named.row.id === id || named.also.some((other) => other.id === id)), name);
      assert.equal(named.also.length, 0, name);
    }
  });
});

describe('looking up models and data sets', () => {
  it('knows models as code names them', () => {
    assertIds(reference.model, {
      'torchvision.models.resnet50': 'torchvision/resnet50',
      resnet50: 'torchvision/resnet50',
      'timm/resnet50': 'timm/resnet50',
      'resnet50.a1_in1k': 'timm/resnet50',
      'hf-hub:timm/convnext_base.fb_in22k_ft_in1k': 'timm/convnext_base',
      'keras.applications.ResNet50': 'keras/ResNet50',
      'google-bert/bert-base-uncased': 'bert-base-uncased',
      'bert-base-uncased': 'bert-base-uncased',
      'Llama-2-7b-hf': 'meta-llama/Llama-2-7b-hf',
      'meta-llama/Llama-3.1-8B-Instruct': 'meta-llama/Llama-3.1-8B',
      'yolov8n.pt': 'ultralytics/yolov8n',
    });
  });

  it('knows data sets as code names them', () => {
    assertIds(reference.dataset, {
      'torchvision.datasets.CIFAR10': 'cifar10',
      'keras.datasets.mnist': 'mnist',
      'keras.datasets.mnist.load_data': 'mnist',
      'tensorflow.keras.datasets.mnist.load_data': 'mnist',
      'glue:sst2': 'glue/sst2',
      'nyu-mll/glue:sst2': 'glue/sst2',
      'stanfordnlp/imdb': 'imdb',
      'sklearn.datasets.load_iris': 'iris',
      'wikitext:wikitext-2-raw-v1': 'wikitext-2',
    });
  });

  it('does not take part of a name for the name', () => {
    assert.equal(reference.model('my_resnet50_model').ok, false);
    assert.equal(reference.dataset('glue').ok, false);
  });
});

describe('searching for a picker', () => {
  it('puts names that begin with the text first', () => {
    assert.deepEqual(
      reference
        .search('accelerators', '3090')
        .slice(0, 2)
        .map(({ id }) => id),
      ['nvidia-rtx-3090', 'nvidia-rtx-3090-ti'],
    );
    assert.equal(reference.search('models', 'resnet18')[0]?.id, 'torchvision/resnet18');
    assert.equal(reference.search('zones', 'ger')[0]?.id, 'DE');
  });

  it('wants all words', () => {
    const found = reference.search('accelerators', 'a100 80').map(({ id }) => id);
    assert.ok(found.includes('nvidia-a100-pcie-80gb'));
    assert.ok(!found.includes('nvidia-a100-pcie-40gb'));
  });

  it('lists everything for an empty text, and the nearest for a misspelled one', () => {
    assert.equal(reference.search('regions', ' ').length, reference.all('regions').length);
    assert.equal(reference.search('zones', 'Frnce')[0]?.id, 'FR');
  });
});
