/**
 * Sets of names that rules and profile ask about. Members are canonical. A class stands for its subclasses too: ask with
 * `isOfFamily`. A callable stands for itself: ask with `has`.
 */
import type { LibraryKnowledge } from '../python/library-knowledge';

export type Family = ReadonlySet<string>;

/** Whether a class, or a base of it, is a member. */
export function isOfFamily(className: string, family: Family, knowledge: LibraryKnowledge): boolean {
  return knowledge.lineage(className).some((name) => family.has(name));
}

// Data

export const dataLoaders = family('torch.utils.data.DataLoader');

/** Samples are tensors already; a worker process would only copy them. */
export const tensorDatasets = family('torch.utils.data.TensorDataset', 'torch.utils.data.StackDataset');

/** The constructor reads every sample into memory; transforms still run for each sample. */
export const datasetsReadAtOnce = family(
  'torchvision.datasets.MNIST',
  'torchvision.datasets.FashionMNIST',
  'torchvision.datasets.KMNIST',
  'torchvision.datasets.EMNIST',
  'torchvision.datasets.USPS',
  'torchvision.datasets.CIFAR10',
  'torchvision.datasets.CIFAR100',
  'torchvision.datasets.SVHN',
  'torchvision.datasets.STL10',
);

/** Every worker yields all samples unless the class shares them out. */
export const iterableDatasets = family('torch.utils.data.IterableDataset');

/** Wrap another dataset, which is their first argument. */
export const datasetWrappers = family('torch.utils.data.Subset', 'torch.utils.data.random_split', 'torch.utils.data.ConcatDataset');

/** Give the samples of a named dataset. */
export const datasetLoaders = family(
  'datasets.load_dataset',
  'datasets.load_from_disk',
  'tensorflow_datasets.load',
  'tensorflow_datasets.builder',
  ...within('keras.datasets', 'mnist fashion_mnist cifar10 cifar100 imdb reuters boston_housing california_housing', '.load_data'),
  ...within(
    'sklearn.datasets',
    'load_iris load_digits load_wine load_breast_cancer load_diabetes fetch_california_housing fetch_openml fetch_20newsgroups fetch_covtype fetch_lfw_people fetch_olivetti_faces',
  ),
);

/** Make samples up. */
export const syntheticDatasets = family(
  'torchvision.datasets.FakeData',
  ...within('sklearn.datasets', 'make_classification make_regression make_blobs make_moons make_circles'),
);

/** Their classes load a named dataset. */
export const datasetNamespaces = family('torchvision.datasets', 'torchaudio.datasets');

// Models

/** Functions directly inside build a catalogued architecture under their own name. */
export const modelNamespaces = family(
  'torchvision.models',
  'torchvision.models.segmentation',
  'torchvision.models.detection',
  'torchvision.models.video',
  'keras.applications',
);

/** Build the architecture that their first argument names. */
export const modelsByName = family(
  'timm.create_model',
  'torchvision.models.get_model',
  'transformers._AutoModel.from_pretrained',
  'transformers._TFAutoModel.from_pretrained',
  'transformers.PreTrainedModel.from_pretrained',
  'transformers.TFPreTrainedModel.from_pretrained',
  'transformers.pipeline',
);

/** Start from published weights whatever else is said. */
export const pretrainedLoaders = family(
  'transformers._AutoModel.from_pretrained',
  'transformers._TFAutoModel.from_pretrained',
  'transformers.PreTrainedModel.from_pretrained',
  'transformers.TFPreTrainedModel.from_pretrained',
  'transformers.pipeline',
  'diffusers.ModelMixin.from_pretrained',
  'diffusers.DiffusionPipeline.from_pretrained',
);

/** Start from random weights although the architecture is published. */
export const untrainedLoaders = family('transformers._AutoModel.from_config', 'transformers.PreTrainedModel._from_config');

/** Parameters by which a model constructor is told to start from published weights, and not to when None or False. */
export const pretrainedParameters = family('weights', 'pretrained');

export const torchModules = family('torch.nn.Module');
export const kerasModels = family('keras.Model');

/** Leave the model's weights untouched and train a few of their own. */
export const adapterWrappers = family('peft.get_peft_model', 'peft.PeftModel', 'peft.PeftModel.from_pretrained');

export const gradientCheckpointing = family(
  'torch.utils.checkpoint.checkpoint',
  'torch.utils.checkpoint.checkpoint_sequential',
  'transformers.PreTrainedModel.gradient_checkpointing_enable',
);

export const compilers = family(
  'torch.compile',
  'torch.nn.Module.compile',
  'torch.jit.script',
  'torch.jit.trace',
  'tensorflow.function',
  'jax.jit',
);

// Training

export const optimizers = family('torch.optim.Optimizer', 'keras.optimizers.Optimizer', 'optax.GradientTransformation');

export const learningRateSchedules = family('torch.optim.lr_scheduler.LRScheduler', 'keras.optimizers.schedules.LearningRateSchedule');

/** Schedules whose length is planned: stopping early would cut them off. */
export const plannedSchedules = family(
  ...within(
    'torch.optim.lr_scheduler',
    'CosineAnnealingLR OneCycleLR PolynomialLR LinearLR StepLR MultiStepLR SequentialLR CosineAnnealingWarmRestarts',
  ),
  ...within('keras.optimizers.schedules', 'CosineDecay CosineDecayRestarts PolynomialDecay PiecewiseConstantDecay'),
);

/** A call of one of these is a training run whose loop the framework owns. */
export const trainingCalls = family(
  'keras.Model.fit',
  'keras.Model.fit_generator',
  'transformers.Trainer.train',
  'lightning.pytorch.Trainer.fit',
  'fastai.learner.Learner.fit',
  'fastai.learner.Learner.fit_one_cycle',
  'fastai.learner.Learner.fine_tune',
  'ignite.engine.Engine.run',
  'sklearn.base.BaseEstimator.fit',
  'xgboost.XGBModel.fit',
  'xgboost.train',
  'lightgbm.LGBMModel.fit',
  'lightgbm.train',
  'catboost.CatBoost.fit',
);

/** Classes that own the loop, the devices and the precision of a training run. */
export const loopOwners = family('transformers.Trainer', 'lightning.pytorch.Trainer', 'fastai.learner.Learner', 'ignite.engine.Engine');

/** Their methods turn gradients off by themselves. */
export const gradientFreeCalls = family(
  'transformers.Trainer.evaluate',
  'transformers.Trainer.predict',
  'transformers.GenerationMixin.generate',
  'transformers.Pipeline.__call__',
  'peft.PeftModel.generate',
  'lightning.pytorch.Trainer.validate',
  'lightning.pytorch.Trainer.test',
  'lightning.pytorch.Trainer.predict',
);

/** Methods that a framework calls for each batch, by the class that a script derives from. */
export const batchHooks: ReadonlyMap<string, { readonly training: Family; readonly evaluation: Family }> = new Map([
  [
    'lightning.pytorch.LightningModule',
    { training: family('training_step'), evaluation: family('validation_step', 'test_step', 'predict_step') },
  ],
  ['transformers.Trainer', { training: family('training_step', 'compute_loss'), evaluation: family('prediction_step') }],
  ['keras.Model', { training: family('train_step'), evaluation: family('test_step', 'predict_step') }],
]);

export const huggingFaceArguments = family('transformers.TrainingArguments');
export const lightningTrainers = family('lightning.pytorch.Trainer');
export const fabrics = family('lightning.fabric.Fabric');

/** Decide precision and devices outside the script, at launch. */
export const launchConfigured = family('accelerate.Accelerator', 'transformers.HfArgumentParser', 'deepspeed.initialize');

export const earlyStopping = family(
  'keras.callbacks.EarlyStopping',
  'transformers.EarlyStoppingCallback',
  'lightning.pytorch.callbacks.EarlyStopping',
  'ignite.handlers.EarlyStopping',
  'xgboost.EarlyStopping',
  'lightgbm.early_stopping',
);

/** Callbacks that come with Keras: none of them ends a run on a stalled metric, so their presence hides no early stopping. */
export const kerasCallbacksThatNeverStop = family(
  ...within(
    'keras.callbacks',
    'ModelCheckpoint ReduceLROnPlateau LearningRateScheduler TensorBoard CSVLogger BackupAndRestore TerminateOnNaN ProgbarLogger RemoteMonitor SwapEMAWeights History',
  ),
);

// Gradients, precision, devices

export const gradientsOff = family('torch.no_grad', 'torch.inference_mode');
/** On or off by their first argument. */
export const gradientsByArgument = family('torch.set_grad_enabled', 'torch.inference_mode');
export const gradientsOn = family('torch.enable_grad');

export const autocastContexts = family('torch.autocast', 'accelerate.Accelerator.autocast', 'lightning.fabric.Fabric.autocast');
export const gradientScalers = family('torch.amp.GradScaler', 'timm.utils.NativeScaler');

/** Methods after which a model or a tensor holds fewer bits. */
export const lowPrecisionCasts = family(
  'torch.nn.Module.half',
  'torch.nn.Module.bfloat16',
  'torch.Tensor.half',
  'torch.Tensor.bfloat16',
  'fastai.learner.Learner.to_fp16',
  'fastai.learner.Learner.to_bf16',
);
export const doublePrecisionCasts = family('torch.nn.Module.double', 'torch.Tensor.double');
export const lowPrecisionTypes = family('torch.float16', 'torch.bfloat16', 'torch.float8_e4m3fn', 'torch.float8_e5m2');

/** Wrap model and optimizer in a precision of their own. */
export const precisionWrappers = family('apex.amp.initialize', 'deepspeed.initialize');

/** Set for the whole process how float32 matrices are multiplied: `high` or `medium` is TF32 or less. */
export const matmulPrecisionSetters = family('torch.set_float32_matmul_precision');
/** True is TF32. */
export const tf32Flags = family('torch.backends.cuda.matmul.allow_tf32', 'torch.backends.cudnn.allow_tf32');

export const kerasPrecisionPolicies = family('keras.mixed_precision.set_global_policy');

/** Move to the device that they name themselves. */
export const cudaMoves = family('torch.Tensor.cuda', 'torch.nn.Module.cuda');
/** Move to the device that an argument names. */
export const deviceMoves = family('torch.Tensor.to', 'torch.nn.Module.to', 'transformers.BatchEncoding.to');
export const hostMoves = family('torch.Tensor.cpu', 'torch.nn.Module.cpu');

/** Their true answer is the case of a machine with a GPU. */
export const gpuQuestions = family(
  'torch.cuda.is_available',
  'torch.cuda.device_count',
  'tensorflow.config.list_physical_devices',
  'tensorflow.test.is_gpu_available',
);

/** Top-level modules or packages whose import says that tensors live on another accelerator than a GPU. */
export const otherAcceleratorModules = family(
  'torch_xla',
  'habana_frameworks',
  'optimum.habana',
  'optimum.neuron',
  'torch_neuronx',
  'intel_extension_for_pytorch',
  'torch_directml',
);
export const tpuStrategies = family('tensorflow.distribute.TPUStrategy', 'tensorflow.distribute.experimental.TPUStrategy');

export const distributedWrappers = family(
  'torch.nn.DataParallel',
  'torch.nn.parallel.DistributedDataParallel',
  'torch.distributed.fsdp.FullyShardedDataParallel',
  'torch.distributed.fsdp.fully_shard',
  'deepspeed.initialize',
  'tensorflow.distribute.Strategy',
);

// Waits and debugging

/** Make the host wait for the device when the tensor lives there. */
export const hostSyncMethods = family(...within('torch.Tensor', 'item tolist numpy cpu nonzero __float__ __int__ __bool__ __index__'));
/** The same by a builtin, given a tensor. */
export const hostSyncBuiltins = family('builtins.float', 'builtins.int', 'builtins.bool', 'builtins.print', 'builtins.str');
export const deviceWaits = family(
  'torch.cuda.synchronize',
  'torch.mps.synchronize',
  'torch.xpu.synchronize',
  'torch.cuda.Event.synchronize',
);
/** A wait beside one of these is a measurement. */
export const clocks = family('time.time', 'time.perf_counter', 'time.monotonic', 'torch.cuda.Event');

/** Debugging for the whole process or block, on unless their first argument is False. */
export const debugSwitches = family(
  'torch.autograd.set_detect_anomaly',
  'torch.autograd.detect_anomaly',
  'tensorflow.config.run_functions_eagerly',
  'tensorflow.config.experimental_run_functions_eagerly',
  'tensorflow.debugging.enable_check_numerics',
  'tensorflow.data.experimental.enable_debug_mode',
  'jax.debug_nans',
  'jax.disable_jit',
);
/** `jax.config.update(name, True)`. */
export const jaxDebugOptions = family('jax_debug_nans', 'jax_debug_infs', 'jax_disable_jit');
/** Environment variables that switch debugging on when set to 1. */
export const debugEnvironment = family('CUDA_LAUNCH_BLOCKING');
/** Parameters that switch debugging on, by the callable that takes them. */
export const debugParameters: ReadonlyMap<string, string> = new Map([
  ['keras.Model.compile', 'run_eagerly'],
  ['lightning.pytorch.Trainer', 'detect_anomaly'],
]);

// Classic machine learning

/** Fit every candidate in full. */
export const exhaustiveSearches = family('sklearn.model_selection.GridSearchCV');
/** Fit a given number of candidates in full. */
export const sampledSearches = family('sklearn.model_selection.RandomizedSearchCV');
/** Drop candidates early. */
export const successiveHalving = family('sklearn.model_selection.HalvingGridSearchCV', 'sklearn.model_selection.HalvingRandomSearchCV');

export const crossValidations = family(
  ...within('sklearn.model_selection', 'cross_val_score cross_validate cross_val_predict learning_curve validation_curve'),
);
export const splitters = family('sklearn.model_selection.BaseCrossValidator');

/** A fit takes so little that a whole grid of them is no matter on ordinary data. */
export const cheapEstimators = family(
  ...within(
    'sklearn.linear_model',
    'LinearRegression LogisticRegression Ridge RidgeClassifier Lasso ElasticNet BayesianRidge Perceptron SGDClassifier SGDRegressor',
  ),
  ...within('sklearn.naive_bayes', 'GaussianNB MultinomialNB BernoulliNB ComplementNB'),
  ...within('sklearn.neighbors', 'KNeighborsClassifier KNeighborsRegressor'),
  ...within('sklearn.tree', 'DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ExtraTreeRegressor'),
  'sklearn.discriminant_analysis.LinearDiscriminantAnalysis',
  'sklearn.discriminant_analysis.QuadraticDiscriminantAnalysis',
  'sklearn.svm.LinearSVC',
  'sklearn.svm.LinearSVR',
);

export const boostedTrees = family(
  'xgboost.XGBModel',
  'lightgbm.LGBMModel',
  'catboost.CatBoost',
  'sklearn.ensemble.GradientBoostingClassifier',
  'sklearn.ensemble.GradientBoostingRegressor',
  'sklearn.ensemble.HistGradientBoostingClassifier',
  'sklearn.ensemble.HistGradientBoostingRegressor',
);

export const dataFrames = family('pandas.DataFrame');
/** Make a Python object of every row. */
export const rowIterators = family('pandas.DataFrame.iterrows', 'pandas.DataFrame.itertuples');

/** Searches whose trials are training runs, by the argument that counts them. */
export const trialCounts: ReadonlyMap<string, string> = new Map([
  ['optuna.Study.optimize', 'n_trials'],
  ['transformers.Trainer.hyperparameter_search', 'n_trials'],
  ['ray.tune.run', 'num_samples'],
  ['ray.tune.TuneConfig', 'num_samples'],
  ['wandb.agent', 'count'],
  ['sklearn.model_selection.RandomizedSearchCV', 'n_iter'],
]);

// Files

/** Read and parse a whole file, which is their first argument. */
export const wholeFileReaders = family(
  ...within('pandas', 'read_csv read_table read_json read_pickle read_parquet read_feather read_excel read_hdf read_fwf read_orc read_xml'),
  ...within('polars', 'read_csv read_parquet read_json read_ndjson read_ipc read_excel'),
  ...within('numpy', 'load loadtxt genfromtxt fromfile'),
  'json.load',
  'pickle.load',
  'joblib.load',
  'yaml.load',
  'yaml.safe_load',
  'torch.load',
  'scipy.io.loadmat',
  'pyarrow.parquet.read_table',
);

/** Read a table or a document that people write by hand or export: parsing takes the time. */
export const tableReaders = family(
  ...within('pandas', 'read_csv read_table read_json read_pickle read_parquet read_feather read_excel read_hdf read_fwf read_orc read_xml'),
  ...within('polars', 'read_csv read_parquet read_json read_ndjson read_ipc read_excel'),
  ...within('numpy', 'loadtxt genfromtxt'),
  'json.load',
  'yaml.load',
  'yaml.safe_load',
);

/** Fetch something over the network. */
export const webRequests = family(
  ...within('requests', 'get post request'),
  ...within('httpx', 'get post request'),
  'urllib.request.urlopen',
  'urllib.request.urlretrieve',
);

/** Framework of a run, by the top-level module that its calls belong to. */
export const frameworks: ReadonlyMap<string, string> = new Map([
  ['torch', 'pytorch'],
  ['lightning', 'lightning'],
  ['transformers', 'transformers'],
  ['trl', 'trl'],
  ['accelerate', 'accelerate'],
  ['keras', 'keras'],
  ['tensorflow', 'tensorflow'],
  ['jax', 'jax'],
  ['flax', 'flax'],
  ['fastai', 'fastai'],
  ['ignite', 'ignite'],
  ['diffusers', 'diffusers'],
  ['sklearn', 'scikit-learn'],
  ['xgboost', 'xgboost'],
  ['lightgbm', 'lightgbm'],
  ['catboost', 'catboost'],
]);

function family(...names: readonly string[]): Family {
  return new Set(names);
}

function within(namespace: string, names: string, suffix = ''): readonly string[] {
  return names.split(' ').map((name) => `${namespace}.${name}${suffix}`);
}
