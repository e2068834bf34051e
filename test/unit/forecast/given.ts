import { readFileSync } from 'node:fs';
import type { RunFacts, RunProfile } from '../../../src/profile/run-profile';
import { createReference } from '../../../src/reference/reference';
import type { ReferenceTables } from '../../../src/reference/tables';
import { referenceFiles } from '../../../src/reference/tables';
import { type Configuration, nothingChosen } from '../../../src/assess/configuration';
import { machineWith, type ResolvedMachine } from '../../../src/forecast/machine';

const folder = new URL('../../../src/reference/data/', import.meta.url);

/** The shipped tables. */
export const reference = createReference(
  Object.fromEntries(
    Object.entries(referenceFiles).map(([name, file]) => [name, JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown]),
  ) as unknown as ReferenceTables,
);

export function run(facts: Partial<RunFacts>): RunProfile {
  const stated = Object.entries(facts).map(([name, value]) => [name, { value, origin: 'user' }]);
  return { id: 'train.py#1', ...(Object.fromEntries(stated) as Partial<RunProfile>) };
}

/** ResNet-50 on ImageNet as the torchvision reference script trains it. */
export const imagenet: Partial<RunFacts> = {
  framework: 'pytorch',
  model: 'torchvision.models.resnet50',
  trainSamples: 1_281_167,
  sampleShape: [3, 224, 224],
  epochs: 90,
  batchSizePerDevice: 128,
  precision: 'amp-fp16',
  optimizer: 'sgd',
  numWorkers: 12,
};

export function machine(hardware: string, count = 1): ResolvedMachine {
  const found = reference.accelerator(hardware);
  if (!found.ok) throw new Error(found.problem);
  return machineWith(found.row, count);
}

export function configured(chosen: Partial<Configuration>): Configuration {
  return { ...nothingChosen, hardware: 'A100 SXM4 80GB', count: 1, ...chosen };
}
