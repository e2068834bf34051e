import { frozenWorkRepeated } from './transfer-learning/frozen-work-repeated';
import { heavyBackbone } from './architecture/heavy-backbone';
import { trainFromScratch } from './transfer-learning/train-from-scratch';
import { convBiasBeforeNorm } from './architecture/conv-bias-before-norm';
import { eagerAttention } from './architecture/eager-attention';
import { gradientCheckpointingDefault } from './architecture/gradient-checkpointing-default';
import { lstmCudnnFallback } from './architecture/lstm-cudnn-fallback';
import { boostingNoEarlyStopping } from './budget/boosting-no-early-stopping';
import { kerasNoEarlyStopping } from './budget/keras-no-early-stopping';
import { trainerNoEarlyStopping } from './budget/trainer-no-early-stopping';
import { checkpointInBatchLoop } from './checkpointing/checkpoint-in-batch-loop';
import { dataloaderPinMemory } from './data-loading/dataloader-pin-memory';
import { dataloaderWorkersRespawn } from './data-loading/dataloader-workers-respawn';
import { dataloaderWorkersZero } from './data-loading/dataloader-workers-zero';
import { datasetHeavyGetitem } from './data-loading/dataset-heavy-getitem';
import { hfMapUnbatched } from './data-loading/hf-map-unbatched';
import { padToMaxLength } from './data-loading/pad-to-max-length';
import { repeatedRead } from './data-loading/repeated-read';
import { tensorFromArrayList } from './data-loading/tensor-from-array-list';
import { tfdataCacheMissing } from './data-loading/tfdata-cache-missing';
import { tfdataMapSequential } from './data-loading/tfdata-map-sequential';
import { dataparallelModule } from './distributed/dataparallel-module';
import { ddpNoDistributedSampler } from './distributed/ddp-no-distributed-sampler';
import { gradAccumNoSync } from './distributed/grad-accum-no-sync';
import { tinyBatchAccumulation } from './distributed/tiny-batch-accumulation';
import { logEveryStep } from './checkpointing/log-every-step';
import { sweepNoEarlyTerminate } from './search/sweep-no-early-terminate';
import { longRunNoCheckpoint } from './checkpointing/long-run-no-checkpoint';
import { pipelineNoCache } from './search/pipeline-no-cache';
import { evalGradEnabled } from './evaluation/eval-grad-enabled';
import { evalTooOften } from './evaluation/eval-too-often';
import { dmatrixInLoop } from './classic-ml/dmatrix-in-loop';
import { exactTreeMethod } from './classic-ml/exact-tree-method';
import { gradientBoostingNotHist } from './classic-ml/gradient-boosting-not-hist';
import { svcProbability } from './classic-ml/svc-probability';
import { sftNoPacking } from './fine-tuning/sft-no-packing';
import { fullFinetuneLargeModel } from './fine-tuning/full-finetune-large-model';
import { gpuUnused } from './hardware/gpu-unused';
import { noEnergyTracking } from './hardware/no-energy-tracking';
import { kvCacheDisabled } from './inference/kv-cache-disabled';
import { loadFullPrecision } from './inference/load-full-precision';
import { modelLoadPerCall } from './inference/model-load-per-call';
import { compileInLoop } from './loops/compile-in-loop';
import { emptyCacheInLoop } from './loops/empty-cache-in-loop';
import { pythonTimestepLoop } from './loops/python-timestep-loop';
import { kerasFp32Policy } from './precision/keras-fp32-policy';
import { tensorCreatedOnCpu } from './loops/tensor-created-on-cpu';
import { tfEagerTrainStep } from './loops/tf-eager-train-step';
import { zeroGradKeepsMemory } from './loops/zero-grad-keeps-memory';
import { lossGraphRetained } from './loops/loss-graph-retained';
import { debugModeLeftOn } from './loops/debug-mode-left-on';
import { predictInLoop } from './inference/predict-in-loop';
import { stepHostSync } from './loops/step-host-sync';
import { float64Training } from './precision/float64-training';
import { hfTrainerFp32 } from './precision/hf-trainer-fp32';
import { lightningFp32 } from './precision/lightning-fp32';
import { tf32Disabled } from './precision/tf32-disabled';
import { trainLoopFp32 } from './precision/train-loop-fp32';
import type { Rule } from './rule';
import { gridSearchExhaustive } from './search/grid-search-exhaustive';
import { optunaNoPruning } from './search/optuna-no-pruning';
import { growInLoop } from './tabular/grow-in-loop';
import { rayTuneNoScheduler } from './search/ray-tune-no-scheduler';
import { csvRoundtrip } from './tabular/csv-roundtrip';
import { npVectorizeWrapper } from './tabular/np-vectorize-wrapper';
import { pandasRowIteration } from './tabular/pandas-row-iteration';
import { readUnusedColumns } from './tabular/read-unused-columns';
import { freezeNoEffect } from './transfer-learning/freeze-no-effect';

/** All rules. */
export const rules: readonly Rule[] = [
  dataloaderWorkersZero,
  dataloaderWorkersRespawn,
  dataloaderPinMemory,
  tfdataMapSequential,
  tfdataCacheMissing,
  hfMapUnbatched,
  padToMaxLength,
  datasetHeavyGetitem,
  tensorFromArrayList,
  repeatedRead,
  trainLoopFp32,
  hfTrainerFp32,
  lightningFp32,
  float64Training,
  stepHostSync,
  debugModeLeftOn,
  compileInLoop,
  lossGraphRetained,
  emptyCacheInLoop,
  tfEagerTrainStep,
  tensorCreatedOnCpu,
  zeroGradKeepsMemory,
  pythonTimestepLoop,
  kerasFp32Policy,
  tf32Disabled,
  evalGradEnabled,
  evalTooOften,
  eagerAttention,
  gradientCheckpointingDefault,
  convBiasBeforeNorm,
  heavyBackbone,
  lstmCudnnFallback,
  kerasNoEarlyStopping,
  trainerNoEarlyStopping,
  boostingNoEarlyStopping,
  gridSearchExhaustive,
  optunaNoPruning,
  rayTuneNoScheduler,
  ddpNoDistributedSampler,
  dataparallelModule,
  gradAccumNoSync,
  tinyBatchAccumulation,
  logEveryStep,
  longRunNoCheckpoint,
  pipelineNoCache,
  sweepNoEarlyTerminate,
  checkpointInBatchLoop,
  pandasRowIteration,
  readUnusedColumns,
  csvRoundtrip,
  npVectorizeWrapper,
  modelLoadPerCall,
  kvCacheDisabled,
  loadFullPrecision,
  fullFinetuneLargeModel,
  gpuUnused,
  noEnergyTracking,
  predictInLoop,
  freezeNoEffect,
  frozenWorkRepeated,
  trainFromScratch,
  growInLoop,
  sftNoPacking,
  gradientBoostingNotHist,
  svcProbability,
  exactTreeMethod,
  dmatrixInLoop,
];
