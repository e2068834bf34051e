import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ForecastConstants, Width } from '../../src/forecast/constants';
import { machineWith } from '../../src/forecast/machine';
import { type ActivationKind, type MemoryLoad, memoryParts } from '../../src/forecast/memory';
import { computeMode } from '../../src/forecast/precision';
import { runPrecision } from '../../src/forecast/run-precision';
import { trainedShare } from '../../src/forecast/trained-share';
import type { RunProfile } from '../../src/profile/run-profile';
import { factValue } from '../../src/profile/run-profile';
import type { Reference } from '../../src/reference/reference';
import { runWork } from '../../src/workload/run-work';

/** A training step whose tensors `count-memory.py` counted. */
export interface CountedStep {
  readonly model: string;
  readonly sample: readonly number[];
  readonly batch: number;
  readonly precision: string;
  readonly optimizer: string;
  readonly weights: number;
  readonly gradients: number;
  readonly states: number;
  readonly activations: number;
}

/** Logarithm of counted over forecast activations. */
export interface MemoryError {
  readonly model: string;
  readonly kind: ActivationKind;
  readonly logError: number;
}

const TAIL = 0.1;
const NARROWEST = Math.log(1.12);
/** Weight of the scatter of all models in that of a kind, in models. */
const PRIOR_MODELS = 2;

export function countedSteps(): CountedStep[] {
  return readFileSync(path.join('scripts', 'forecast', 'memory-counted.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as CountedStep);
}

/** The facts of a counted step, as a profile states them. */
export function profileOf({ model, batch, optimizer, precision, sample }: CountedStep): RunProfile {
  const input = sample.length === 1 ? { tokensPerSample: sample[0] } : { sampleShape: sample };
  const facts = { framework: 'torch', model, trainSamples: 1000, epochs: 1, batchSizePerDevice: batch, optimizer, precision, ...input };
  const stated = Object.entries(facts).map(([name, value]) => [name, { value, origin: 'user' }]);
  return { id: 'step', ...(Object.fromEntries(stated) as Partial<RunProfile>) };
}

/** The step on a GPU, as the memory model sees it; null where the model is not known. */
export function loadOf(run: RunProfile, hardware: string, tables: Reference): MemoryLoad | null {
  const found = tables.accelerator(hardware);
  if (!found.ok) throw new Error(found.problem);
  const { accelerator } = machineWith(found.row, 1);
  const work = runWork(run, tables);
  const mode = computeMode(runPrecision(run, work?.parameters ?? null).precision, accelerator);
  const batchPerDevice = factValue(run, 'batchSizePerDevice') ?? 1;
  return work === null || mode === null
    ? null
    : { run, work, trained: trainedShare(run, work), mode, accelerator, devices: 1, batchPerDevice };
}

export function memoryErrors(tables: Reference): MemoryError[] {
  return countedSteps().flatMap((step) => {
    const load = loadOf(profileOf(step), 'A100', tables);
    const parts = load === null ? null : memoryParts(load);
    return parts === null ? [] : [{ model: step.model, kind: parts.kind, logError: Math.log(step.activations / parts.activations) }];
  });
}

/** Widths of the activations by how they are known, each model counted once; kinds of few models are shrunk to the scatter of all. */
export function fitMemory(errors: readonly MemoryError[]): ForecastConstants['memory'] {
  const all = quantiles(errors);
  const widthOf = (kind: ActivationKind): Width => {
    const own = errors.filter((error) => error.kind === kind);
    const models = modelsOf(own).size;
    const share = models / (models + PRIOR_MODELS);
    const [below, above] = own.length === 0 ? all : quantiles(own);
    return [share * below + (1 - share) * all[0], share * above + (1 - share) * all[1]];
  };
  return { convolution: widthOf('convolution'), patches: widthOf('patches'), text: widthOf('text') };
}

function quantiles(errors: readonly MemoryError[]): Width {
  const sizes = modelsOf(errors);
  const sorted = errors
    .map(({ model, logError }) => ({ logError, weight: 1 / (sizes.get(model) ?? 1) }))
    .sort((one, other) => one.logError - other.logError);
  const at = (share: number): number => {
    let covered = 0;
    for (const { logError, weight } of sorted) {
      covered += weight;
      if (covered >= share * sizes.size - 1e-9) return logError;
    }
    return 0;
  };
  return [Math.max(NARROWEST, -at(TAIL)), Math.max(NARROWEST, at(1 - TAIL))];
}

function modelsOf(errors: readonly MemoryError[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { model } of errors) sizes.set(model, (sizes.get(model) ?? 0) + 1);
  return sizes;
}
