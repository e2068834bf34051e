import type { NoEstimate } from '../assess/estimate';
import type { RunFacts, RunProfile } from '../profile/run-profile';
import { factValue, knownFact } from '../profile/run-profile';
import type { Assumed } from '../workload/assumed';
import type { WorkloadClass } from '../workload/workload-class';
import type { Factor } from './run-forecast';

/** How often the step is taken. The factors multiply to the number of optimizer steps of all runs. */
export interface Schedule {
  readonly batchPerDevice: number;
  readonly accumulation: number;
  /** Null when only a number of steps is stated. */
  readonly stepsPerEpoch: number | null;
  readonly epochs: number | null;
  /** Trainings one after the other: folds × seeds × trials × repeats. */
  readonly runs: number;
  readonly factors: readonly Factor[];
  readonly assumed: readonly Assumed[];
}

/** Between the 32 of Keras `fit` and the 64–128 of most PyTorch examples (pytorch/examples, 2024). */
const TYPICAL_BATCH = 64;
/** Sequences of a language model on one device (llm-foundry and nanoGPT recipes, 2023). */
const TYPICAL_LANGUAGE_MODEL_BATCH = 8;
/** A step of validation costs one of the three passes of a training step: forward, and backward for data and for weights. */
const FORWARD_SHARE = 1 / 3;

/** The batch per device of a script that states none. */
export function typicalBatch(workloadClass: WorkloadClass | null): number {
  return workloadClass === 'language-model' ? TYPICAL_LANGUAGE_MODEL_BATCH : TYPICAL_BATCH;
}

/** Steps of the run, or what is missing to count them. `devices` is how many take part, `unstatedBatch` the batch per device where none is stated. */
export function schedule(run: RunProfile, devices: number, unstatedBatch: number): Schedule | NoEstimate {
  const samples = positive(run, 'trainSamples');
  const epochs = positive(run, 'epochs');
  const maxSteps = positive(run, 'maxSteps');
  const missing = [
    ...(samples === null && maxSteps === null ? ['trainSamples'] : []),
    ...(epochs === null && maxSteps === null ? ['epochs'] : []),
  ];
  if (missing.length > 0) {
    const what = missing.map(asWords).join(' and ');
    return { error: `The length of the training is not known: ${what} ${missing.length === 1 ? 'is' : 'are'} missing.`, missing };
  }

  const assumed: Assumed[] = [];
  const accumulation = positive(run, 'gradientAccumulation') ?? 1;
  const statedBatch = positive(run, 'batchSizePerDevice');
  const batchPerDevice = statedBatch ?? Math.min(unstatedBatch, samples ?? Infinity);
  if (statedBatch === null) {
    assumed.push({
      quantity: 'batchSizePerDevice',
      value: String(batchPerDevice),
      why: 'The batch size is not stated.',
      logWidth: unknownBatchWidth(maxSteps !== null, positive(run, 'secondsPerStep') !== null),
    });
  }
  // A batch is one of answers, where the model writes some to each prompt.
  const perPrompt = factValue(run, 'work')?.answers?.perPrompt ?? 1;
  const stepsPerEpoch = samples === null ? null : Math.ceil((samples * perPrompt) / (batchPerDevice * accumulation * devices));
  const runs = runFactors(run);
  const validation = validationFactor(run);
  const steps: Factor[] =
    maxSteps !== null && (epochs === null || stepsPerEpoch === null || isCutShort(run, maxSteps, epochs * stepsPerEpoch))
      ? [{ label: 'steps', value: maxSteps, fact: 'maxSteps', assumed: false }]
      : [
          { label: 'epochs', value: epochs ?? 1, fact: 'epochs', assumed: knownFact(run, 'epochs')?.origin === 'assumed' },
          {
            label: 'steps per epoch',
            value: stepsPerEpoch ?? 1,
            fact: 'trainSamples',
            assumed: statedBatch === null || knownFact(run, 'trainSamples')?.origin === 'assumed',
          },
        ];
  return {
    batchPerDevice,
    accumulation,
    stepsPerEpoch,
    epochs,
    runs: runs.reduce((product, { value }) => product * value, 1),
    factors: [...runs, ...steps, ...validation],
    assumed,
  };
}

/**
 * What not knowing the batch does to the duration. With epochs the samples are the same and only the efficiency of a step changes;
 * with a number of steps the samples change; a measured pace turns it round.
 */
function unknownBatchWidth(hasSteps: boolean, hasPace: boolean): number {
  if (hasSteps && hasPace) return 0;
  return Math.log(hasSteps || hasPace ? 3 : 1.3);
}

/** `max_steps` overrides the epochs in Hugging Face's Trainer; elsewhere the training ends at whichever comes first. */
function isCutShort(run: RunProfile, maxSteps: number, stepsOfEpochs: number): boolean {
  const framework = factValue(run, 'framework') ?? '';
  return /hf|hugging|transformers|trl/.test(framework) || maxSteps < stepsOfEpochs;
}

/** Trainings one after the other, as factors; those that happen once are left out. */
export function runFactors(run: RunProfile): Factor[] {
  const counts = (['folds', 'seeds', 'trials'] as const).map((fact) => ({
    label: fact,
    fact,
    value: positive(run, fact) ?? 1,
    assumed: knownFact(run, fact)?.origin === 'assumed',
  }));
  const repeats = { label: 'repeats', value: Math.max(1, run.repeats?.value ?? 1), assumed: false };
  return [...counts, repeats].filter(({ value }) => value !== 1);
}

function validationFactor(run: RunProfile): Factor[] {
  const share = factValue(run, 'validationShare');
  return share === undefined || !(share > 0)
    ? []
    : [{ label: 'validation', value: 1 + share * FORWARD_SHARE, fact: 'validationShare', assumed: false }];
}

type Count = { [K in keyof RunFacts]: RunFacts[K] extends number ? K : never }[keyof RunFacts];

/** A count that makes sense, or null: zero, negative and not-a-number count as unknown. */
export function positive(run: RunProfile, name: Count): number | null {
  const value = factValue(run, name);
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}

function asWords(fact: string): string {
  return fact === 'trainSamples' ? 'the number of training samples' : `the number of ${fact}`;
}
