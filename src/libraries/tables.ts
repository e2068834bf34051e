import { accelerate } from './tables/accelerate';
import { datasets } from './tables/datasets';
import { lightning } from './tables/lightning';
import { peft } from './tables/peft';
import { timm } from './tables/timm';
import { torch } from './tables/torch';
import { torchData } from './tables/torch-data';
import { torchNn } from './tables/torch-nn';
import { torchOptim } from './tables/torch-optim';
import { torchaudio } from './tables/torchaudio';
import { torchvision } from './tables/torchvision';
import { transformers } from './tables/transformers';
import { trl } from './tables/trl';

/**
 * Every table under the first word of the names it declares; the notation is described in `notation/table.ts`. A new
 * library is one file in `tables/` and one line here.
 */
export const tables: Readonly<Record<string, readonly string[]>> = {
  accelerate: [accelerate],
  datasets: [datasets],
  lightning: [lightning],
  lightning_fabric: ['alias lightning_fabric = lightning.fabric'],
  peft: [peft],
  pytorch_lightning: ['alias pytorch_lightning = lightning.pytorch'],
  timm: [timm],
  torch: [torch, torchNn, torchOptim, torchData],
  torchaudio: [torchaudio],
  torchvision: [torchvision],
  transformers: [transformers],
  trl: [trl],
};
