import assert from 'node:assert/strict';
import { createLibraryKnowledge } from '../../../src/libraries/knowledge';

const knowledge = createLibraryKnowledge();

const expected: Readonly<Record<string, string>> = {
  'torch.utils.data.dataloader.DataLoader': 'torch.utils.data.DataLoader',
  'torch.utils.data.dataset.TensorDataset': 'torch.utils.data.TensorDataset',
  'torch.utils.data.distributed.DistributedSampler': 'torch.utils.data.DistributedSampler',
  'torch.nn.modules.conv.Conv2d': 'torch.nn.Conv2d',
  'torch.nn.modules.Linear': 'torch.nn.Linear',
  'torch.nn.parallel.DataParallel': 'torch.nn.DataParallel',
  'torch.nn.parallel.distributed.DistributedDataParallel': 'torch.nn.parallel.DistributedDataParallel',
  'torch.amp.autocast': 'torch.autocast',
  'torch.amp.autocast_mode.autocast': 'torch.autocast',
  'torch.cuda.amp.autocast_mode.autocast': 'torch.cuda.amp.autocast',
  'torch.GradScaler': 'torch.amp.GradScaler',
  'torch.autograd.grad_mode.no_grad': 'torch.no_grad',
  'torch.optim.adamw.AdamW': 'torch.optim.AdamW',
  'torch.optim.lr_scheduler._LRScheduler': 'torch.optim.lr_scheduler.LRScheduler',
  'torch.half': 'torch.float16',
  'torchvision.models.resnet.resnet50': 'torchvision.models.resnet50',
  'torchvision.datasets.cifar.CIFAR10': 'torchvision.datasets.CIFAR10',
  'timm.models.create_model': 'timm.create_model',
  'tensorflow.keras.Model': 'keras.Model',
  'tensorflow.python.keras.layers.Dense': 'keras.layers.Dense',
  'tensorflow.keras.layers.experimental.preprocessing.Rescaling': 'keras.layers.Rescaling',
  'tf_keras.callbacks.EarlyStopping': 'keras.callbacks.EarlyStopping',
  'keras.src.layers.core.dense.Dense': 'keras.layers.Dense',
  'keras.models.Sequential': 'keras.Sequential',
  'keras.optimizers.legacy.Adam': 'keras.optimizers.Adam',
  'tensorflow.keras.applications.resnet50.ResNet50': 'keras.applications.ResNet50',
  'tensorflow.keras.preprocessing.image_dataset_from_directory': 'keras.utils.image_dataset_from_directory',
  'tensorflow.keras.utils.Sequence': 'keras.utils.PyDataset',
  'tensorflow.keras.mixed_precision.experimental.set_policy': 'keras.mixed_precision.set_global_policy',
  'tensorflow.data.experimental.AUTOTUNE': 'tensorflow.data.AUTOTUNE',
  'pytorch_lightning.Trainer': 'lightning.pytorch.Trainer',
  'lightning.Trainer': 'lightning.pytorch.Trainer',
  'lightning.LightningModule': 'lightning.pytorch.LightningModule',
  'pytorch_lightning.callbacks.early_stopping.EarlyStopping': 'lightning.pytorch.callbacks.EarlyStopping',
  'lightning_fabric.Fabric': 'lightning.fabric.Fabric',
  'lightning.Fabric': 'lightning.fabric.Fabric',
  'transformers.training_args.TrainingArguments': 'transformers.TrainingArguments',
  'transformers.models.bert.modeling_bert.BertModel': 'transformers.BertModel',
  'transformers.pipelines.pipeline': 'transformers.pipeline',
  'datasets.arrow_dataset.Dataset': 'datasets.Dataset',
  'trl.trainer.sft_trainer.SFTTrainer': 'trl.SFTTrainer',
  'sklearn.ensemble._forest.RandomForestClassifier': 'sklearn.ensemble.RandomForestClassifier',
  'xgboost.sklearn.XGBClassifier': 'xgboost.XGBClassifier',
  'optuna.trial.Trial': 'optuna.Trial',
  'pandas.core.frame.DataFrame': 'pandas.DataFrame',
  'tqdm.auto.tqdm': 'tqdm.tqdm',
  'tqdm.notebook.trange': 'tqdm.trange',
};

describe('canonical names', () => {
  for (const [name, canonical] of Object.entries(expected)) {
    it(`${name} is ${canonical}`, () => {
      assert.equal(knowledge.canonical(name), canonical);
    });
  }

  it('keeps what belongs to the thing reached', () => {
    assert.equal(knowledge.canonical('tensorflow.keras.Model.fit'), 'keras.Model.fit');
  });

  it('leaves unknown names alone', () => {
    for (const name of ['mypackage.models.ResNet', 'torch.something.New', 'x', 'toString', ''])
      assert.equal(knowledge.canonical(name), name);
  });

  it('does not take a longer word for an aliased one', () => {
    assert.equal(knowledge.canonical('torch.float32'), 'torch.float32');
  });
});

describe('library modules', () => {
  it('are the standard library, tabled packages and other common ones', () => {
    for (const module of ['os', 'torch', 'pytorch_lightning', 'cv2', 'PIL']) assert.equal(knowledge.isLibrary(module), true, module);
  });

  it('are not what a workspace may name its own', () => {
    for (const module of ['utils', 'model', 'train', 'evaluate', 'constructor']) assert.equal(knowledge.isLibrary(module), false, module);
  });
});
