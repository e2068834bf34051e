import type { CallSummary } from '../python/evaluate/summary';
import { range } from '../python/stdlib/collections';
import { processSummaries } from './process-quantities';
import { abslSummaries } from './summaries/absl-flags';
import { attributeDictSummaries } from './summaries/attribute-dicts';
import { configurationSummaries } from './summaries/configuration-files';
import { commandSummaries } from './summaries/commands';
import { deepspeedSummaries } from './summaries/deepspeed';
import { parseFile, parseIntoDataclasses, newArgumentParser } from './summaries/hf-argument-parser';
import { handOnSummaries } from './summaries/handed-on';
import { hydraSummaries } from './summaries/hydra';
import { keepHyperparameters, startFromCommandLine } from './summaries/lightning';
import { omegaConfSummaries } from './summaries/omegaconf';
import { passOn } from './summaries/pass-on';
import { initConfiguration } from './summaries/run-configuration';
import { yacsSummaries } from './summaries/yacs';
import { loadSplits } from './summaries/tfds-load';

/** What calls of library functions do beyond their tables, by canonical name. */
export const summaries: ReadonlyMap<string, CallSummary> = new Map<string, CallSummary>([
  ['transformers.HfArgumentParser', newArgumentParser],
  ['trl.TrlParser', newArgumentParser],
  ['trl.H4ArgumentParser', newArgumentParser],
  ...['parse_args_into_dataclasses', 'parse_args_and_config', 'parse'].flatMap((method) =>
    ['transformers.HfArgumentParser', 'trl.TrlParser', 'trl.H4ArgumentParser'].map(
      (parser) => [`${parser}.${method}`, parseIntoDataclasses] as const,
    ),
  ),
  ...['parse_json_file', 'parse_yaml_file'].map((method) => [`transformers.HfArgumentParser.${method}`, parseFile] as const),
  ['accelerate.Accelerator.prepare', passOn],
  ['trl.setup_chat_format', passOn],
  ['accelerate.Accelerator.prepare_model', passOn],
  ['accelerate.Accelerator.prepare_data_loader', passOn],
  ['lightning.fabric.Fabric.setup', passOn],
  ['lightning.fabric.Fabric.setup_dataloaders', passOn],
  ['lightning.fabric.Fabric.setup_module', passOn],
  ['lightning.fabric.Fabric.setup_optimizers', passOn],
  ['tensorflow_datasets.load', loadSplits],
  ['tqdm.trange', range],
  ['wandb.init', initConfiguration],
  ...['LightningModule', 'LightningDataModule'].map(
    (owner) => [`lightning.pytorch.${owner}.save_hyperparameters`, keepHyperparameters] as const,
  ),
  ['lightning.pytorch.cli.LightningCLI', startFromCommandLine],
  ...processSummaries,
  ...handOnSummaries,
  ...abslSummaries,
  ...attributeDictSummaries,
  ...commandSummaries,
  ...configurationSummaries,
  ...omegaConfSummaries,
  ...hydraSummaries,
  ...deepspeedSummaries,
  ...yacsSummaries,
]);
