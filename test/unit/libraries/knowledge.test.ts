import assert from 'node:assert/strict';
import { createLibraryKnowledge } from '../../../src/libraries/knowledge';
import type { LibraryCallable, Versions } from '../../../src/python/library-knowledge';

const knowledge = createLibraryKnowledge();

/** The default of a parameter as a plain value; a text in angle brackets says why there is none. */
function defaultOf(name: string, parameter: string, versions: Versions = {}): unknown {
  const found = knowledge.callable(name, versions)?.parameters.find((one) => one.name === parameter);
  if (!found) return '<no parameter>';
  if (!found.default) return '<required>';
  return found.default.kind === 'constant' ? found.default.value : `<${found.default.text}>`;
}

const names = (callable: LibraryCallable | undefined) => callable?.parameters.map(({ name }) => name);

describe('callables', () => {
  it('have parameters in their order', () => {
    const loader = knowledge.callable('torch.utils.data.DataLoader', {});
    assert.ok(loader);
    assert.equal(loader.kind, 'class');
    assert.equal(
      loader.parameters.findIndex(({ name }) => name === 'num_workers'),
      5,
    );
    assert.equal(
      loader.parameters.findIndex(({ name }) => name === 'pin_memory'),
      7,
    );
    assert.deepEqual(
      loader.parameters.find(({ name }) => name === 'persistent_workers'),
      { name: 'persistent_workers', kind: 'keyword', default: { kind: 'constant', value: false } },
    );
  });

  it('are found under every name', () => {
    assert.equal(knowledge.callable('tensorflow.keras.layers.Dense', {})?.name, 'keras.layers.Dense');
  });

  it('are unknown outside the tables', () => {
    for (const name of ['torch.nothing', 'mylib.Trainer', 'torch', 'torch.float32', ''])
      assert.equal(knowledge.callable(name, {}), undefined, name);
  });

  it('keep a context that old and new name with other positions apart, as subclass', () => {
    assert.equal(names(knowledge.callable('torch.autocast', {}))?.[0], 'device_type');
    assert.equal(names(knowledge.callable('torch.cuda.amp.autocast', {}))?.[0], 'enabled');
    assert.deepEqual(knowledge.lineage('torch.cuda.amp.autocast'), ['torch.cuda.amp.autocast', 'torch.autocast']);
  });

  it('say what they result in', () => {
    assert.equal(knowledge.callable('torch.utils.data.DataLoader', {})?.returns, 'torch.utils.data.DataLoader');
    assert.equal(knowledge.callable('torchvision.models.resnet50', {})?.returns, 'torch.nn.Module');
    assert.equal(knowledge.callable('torch.nn.functional.cross_entropy', {})?.returns, 'torch.Tensor');
    assert.equal(knowledge.callable('torch.compile', {})?.returns, 'arg(0)');
    assert.equal(knowledge.callable('tqdm.auto.tqdm', {})?.returns, 'iter(0)');
    assert.equal(knowledge.callable('accelerate.Accelerator.prepare', {})?.returns, 'args');
    assert.equal(knowledge.callable('torch.max', {})?.returns, undefined);
  });

  it('of a family share one line', () => {
    assert.deepEqual(names(knowledge.callable('transformers.LlamaForCausalLM', {})), ['config', 'inputs', 'kwargs']);
    assert.equal(knowledge.callable('transformers.LlamaForCausalLM', {})?.name, 'transformers.LlamaForCausalLM');
  });
});

describe('defaults by version', () => {
  it('are those of the newest where no version is stated', () => {
    assert.equal(defaultOf('torch.optim.Optimizer.zero_grad', 'set_to_none'), true);
    assert.equal(defaultOf('transformers.TrainingArguments', 'bf16'), false);
    assert.equal(defaultOf('transformers.TrainingArguments', 'report_to'), 'none');
    assert.equal(defaultOf('transformers.TrainingArguments', 'group_by_length'), '<no parameter>');
    assert.equal(defaultOf('lightning.pytorch.Trainer', 'precision'), '32-true');
  });

  it('are those of the version stated', () => {
    assert.equal(defaultOf('torch.optim.Optimizer.zero_grad', 'set_to_none', { torch: '1.13.1+cu117' }), false);
    assert.equal(defaultOf('torch.load', 'weights_only', { torch: '2.4' }), false);
    assert.equal(defaultOf('lightning.pytorch.Trainer', 'precision', { 'pytorch-lightning': '1.9' }), 32);
    assert.equal(defaultOf('lightning.pytorch.Trainer', 'gpus', { lightning: '1.9' }), null);
    assert.equal(names(knowledge.callable('transformers.Trainer', { transformers: '4.40' }))?.[5], 'tokenizer');
    assert.equal(names(knowledge.callable('transformers.Trainer', {}))?.[5], 'processing_class');
  });

  it('of an older line start from the newest one', () => {
    const versions = { transformers: '4.57.0' };
    assert.equal(defaultOf('transformers.TrainingArguments', 'group_by_length', versions), false);
    assert.equal(defaultOf('transformers.TrainingArguments', 'train_sampling_strategy', versions), '<no parameter>');
    assert.equal(defaultOf('transformers.TrainingArguments', 'per_device_train_batch_size', versions), 8);
    assert.equal(defaultOf('transformers.Seq2SeqTrainingArguments', 'group_by_length', versions), false);
  });

  it('differ in a subclass: TRL trains in bf16 with gradient checkpointing', () => {
    assert.equal(defaultOf('trl.SFTConfig', 'bf16'), true);
    assert.equal(defaultOf('trl.SFTConfig', 'gradient_checkpointing'), true);
    assert.equal(defaultOf('trl.SFTConfig', 'learning_rate'), 2e-5);
    assert.equal(defaultOf('trl.SFTConfig', 'per_device_train_batch_size'), 8);
    assert.equal(defaultOf('trl.SFTConfig', 'bf16', { trl: '0.9.6' }), false);
  });

  it('of what only older versions have are still known, since the code names it', () => {
    assert.equal(defaultOf('transformers.AdamW', 'lr'), 1e-3);
  });
});

describe('methods and attributes', () => {
  it('are looked up through the bases', () => {
    assert.equal(knowledge.method('torch.nn.Conv2d', 'to', {})?.name, 'torch.nn.Module.to');
    assert.equal(knowledge.method('torch.nn.Conv2d', 'to', {})?.returns, 'self');
    assert.equal(knowledge.method('trl.SFTTrainer', 'train', {})?.name, 'transformers.Trainer.train');
    assert.equal(knowledge.method('sklearn.svm.SVC', 'fit', {})?.returns, 'self');
    assert.equal(knowledge.attribute('torch.nn.Parameter', 'device'), 'torch.device');
  });

  it('of the nearest class win', () => {
    assert.equal(knowledge.method('torch.optim.lr_scheduler.ReduceLROnPlateau', 'step', {})?.parameters[0]?.name, 'metrics');
  });

  it('are callables under their full name, inherited ones too', () => {
    assert.equal(knowledge.callable('transformers.BertModel.from_pretrained', {})?.name, 'transformers.PreTrainedModel.from_pretrained');
    assert.equal(knowledge.callable('transformers.AutoModelForCausalLM.from_pretrained', {})?.returns, 'transformers.PreTrainedModel');
    assert.equal(knowledge.callable('torch.optim.SGD.zero_grad', {})?.name, 'torch.optim.Optimizer.zero_grad');
  });

  it('are unknown where nothing declares them', () => {
    assert.equal(knowledge.method('torch.nn.Linear', 'quux', {}), undefined);
    assert.equal(knowledge.method('mylib.Net', 'to', {}), undefined);
    assert.equal(knowledge.attribute('torch.Tensor', 'item'), undefined);
    assert.equal(knowledge.attribute('torch.Tensor', 'quux'), undefined);
  });

  it('of modules are constants', () => {
    assert.equal(knowledge.attribute('torch', 'bfloat16'), 'torch.dtype');
    assert.equal(knowledge.attribute('torch', 'half'), 'torch.dtype');
    assert.equal(knowledge.attribute('torch.backends.cudnn', 'benchmark'), 'bool');
  });
});

describe('lineage', () => {
  it('names the class and its bases, nearest first', () => {
    assert.deepEqual(knowledge.lineage('trl.SFTConfig'), ['trl.SFTConfig', 'trl._BaseConfig', 'transformers.TrainingArguments']);
    assert.deepEqual(knowledge.lineage('torch.nn.modules.loss.CrossEntropyLoss'), [
      'torch.nn.CrossEntropyLoss',
      'torch.nn._Loss',
      'torch.nn.Module',
    ]);
    assert.deepEqual(knowledge.lineage('keras.Sequential'), ['keras.Sequential', 'keras.Model', 'keras.layers.Layer']);
  });

  it('of an unknown class is the class', () => {
    assert.deepEqual(knowledge.lineage('mylib.Net'), ['mylib.Net']);
  });

  it('ends although the tables say something circular', () => {
    const circular = createLibraryKnowledge({
      lib: ['class lib.A : lib.B\nclass lib.B : lib.A\nalias lib.x = lib.y\nalias lib.y = lib.x'],
    });
    assert.deepEqual(circular.lineage('lib.A'), ['lib.A', 'lib.B']);
    assert.equal(circular.callable('lib.A', {})?.name, 'lib.A');
    assert.equal(circular.canonical('lib.x.z'), 'lib.x.z');
  });
});

describe('processors of models', () => {
  it('are no models, whatever their names hold', () => {
    const knowledge = createLibraryKnowledge();
    assert.ok(!knowledge.lineage('transformers.MaskFormerImageProcessor').includes('transformers.PreTrainedModel'));
    assert.ok(knowledge.lineage('transformers.MaskFormerForInstanceSegmentation').includes('transformers.PreTrainedModel'));
  });
});
