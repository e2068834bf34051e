import { accelerate } from './tables/accelerate';
import { bitsandbytes } from './tables/bitsandbytes';
import { catboost } from './tables/catboost';
import { absl, click, fire, tap, typer, tyro } from './tables/command-lines';
import { ruamel, yacs } from './tables/configuration';
import { datasets } from './tables/datasets';
import { diffusers } from './tables/diffusers';
import { fastai } from './tables/fastai';
import { flax } from './tables/flax';
import { ignite } from './tables/ignite';
import { jax } from './tables/jax';
import { keras } from './tables/keras';
import { lightgbm } from './tables/lightgbm';
import { lightning } from './tables/lightning';
import { numpy } from './tables/numpy';
import { optax } from './tables/optax';
import { optimum } from './tables/optimum';
import { optuna } from './tables/optuna';
import { pandas } from './tables/pandas';
import { peft } from './tables/peft';
import { builtins, standardModules } from './tables/python';
import { ray } from './tables/ray';
import { sentenceTransformers } from './tables/sentence-transformers';
import { sklearn } from './tables/sklearn';
import { tensorflowDatasets } from './tables/tensorflow-datasets';
import { tensorflow } from './tables/tensorflow';
import { timm } from './tables/timm';
import { torchData, torchdata } from './tables/torch-data';
import { torchNn } from './tables/torch-nn';
import { torchOptim } from './tables/torch-optim';
import { torch } from './tables/torch';
import { torchaudio } from './tables/torchaudio';
import { torchvision } from './tables/torchvision';
import { tqdm } from './tables/tqdm';
import { transformers } from './tables/transformers';
import { trl } from './tables/trl';
import { unsloth } from './tables/unsloth';
import { wandb } from './tables/wandb';
import { xgboost } from './tables/xgboost';

/**
 * Every table under the first word of the names it declares; the notation is described in `notation/table.ts`. A new
 * library is one file in `tables/` and one line here.
 */
export const tables: Readonly<Record<string, readonly string[]>> = {
  ...standardModules,
  absl: [absl],
  tap: [tap],
  accelerate: [accelerate],
  bitsandbytes: [bitsandbytes],
  builtins: [builtins],
  catboost: [catboost],
  click: [click],
  datasets: [datasets],
  diffusers: [diffusers],
  fastai: [fastai],
  fire: [fire],
  flax: [flax],
  ignite: [ignite],
  jax: [jax],
  keras: [keras],
  keras_core: ['alias keras_core = keras'],
  lightgbm: [lightgbm],
  lightning: [lightning],
  lightning_fabric: ['alias lightning_fabric = lightning.fabric'],
  numpy: [numpy],
  optax: [optax],
  optimum: [optimum],
  optuna: [optuna],
  optuna_integration: ['alias optuna_integration = optuna.integration'],
  pandas: [pandas],
  peft: [peft],
  pytorch_lightning: ['alias pytorch_lightning = lightning.pytorch'],
  ray: [ray],
  ruamel: [ruamel],
  sentence_transformers: [sentenceTransformers],
  sklearn: [sklearn],
  tensorflow: [tensorflow],
  tensorflow_datasets: [tensorflowDatasets],
  tf_keras: ['alias tf_keras = keras'],
  timm: [timm],
  torch: [torch, torchNn, torchOptim, torchData],
  torchaudio: [torchaudio],
  torchdata: [torchdata],
  torchvision: [torchvision],
  tqdm: [tqdm],
  transformers: [transformers],
  trl: [trl],
  typer: [typer],
  tyro: [tyro],
  unsloth: [unsloth],
  wandb: [wandb],
  yacs: [yacs],
  xgboost: [xgboost],
};
