import type { Possible } from '../python/values/possible';
import type { InstanceValue } from '../python/values/value';
import { configuredModel } from '../workload/configured-model';
import type { Network } from '../libraries/tensors/keras/applications';
import type { Reference } from '../reference/reference';
import { ModelCounter, type ModelCount } from '../workload/model-counter';
import type { FactReader } from './facts';
import type { Facts, FoundRun } from './run-builder';
import type { FactName, RunFacts } from './run-profile';

/** A batch that is not stated: any number does, since the work of one sample is asked for. */
const ANY_BATCH = 8;

/** Adds what can be counted of models that are written in the code: weights, multiply-adds and layers. */
export function withCounts(reader: FactReader, found: readonly FoundRun[], reference: Reference): readonly FoundRun[] {
  const counter = new ModelCounter(reader.program, (name) => networkOf(reference, name));
  return found.map((run) => {
    const configured = run.trained === undefined ? undefined : configuredModel(run.trained, valueOf(run.facts, 'tokensPerSample'));
    if (configured !== undefined) {
      return { ...run, facts: { ...run.facts, ...asFacts(configured) } };
    }
    const model = run.trained === undefined ? undefined : modelIn(reader, run.trained);
    return model === undefined || (isKnown(run.facts) && !isKerasModel(reader, model))
      ? run
      : { ...run, facts: { ...run.facts, ...countOf(counter, model, run.facts) } };
  });
}

/** The figures of a published network; those without figures for one input cannot be scaled. */
function networkOf(reference: Reference, name: string): Network | undefined {
  const found = reference.model(name);
  const row = found.ok ? found.row : undefined;
  return row?.input?.length !== 3 || row.forwardFlops === null
    ? undefined
    : { parameters: row.parameters, forwardFlops: row.forwardFlops, input: row.input, activationElements: row.activationElements ?? 0 };
}

/** Keras models are counted with the network they stand on: at their own image size, and with their own layers above it. */
function isKerasModel(reader: FactReader, model: InstanceValue): boolean {
  return reader.program.typesOf(model).includes('keras.Model');
}

function countOf(counter: ModelCounter, model: InstanceValue, facts: Facts): Facts {
  const counted = counter.count(model, {
    batch: valueOf(facts, 'batchSizePerDevice') ?? ANY_BATCH,
    sampleShape: valueOf(facts, 'sampleShape'),
    tokens: valueOf(facts, 'tokensPerSample'),
  });
  return counted === undefined ? {} : asFacts(counted);
}

function asFacts({ parameters, forwardFlopsPerSample, work }: ModelCount): Facts {
  return {
    ...(parameters === undefined ? {} : { parameters: { value: parameters, origin: 'counted' } }),
    ...(forwardFlopsPerSample === undefined ? {} : { forwardFlopsPerSample: { value: forwardFlopsPerSample, origin: 'counted' } }),
    ...(work === undefined ? {} : { work: { value: work, origin: 'counted' } }),
  };
}

function valueOf<K extends FactName>(facts: Facts, name: K): RunFacts[K] | undefined {
  const fact = facts[name];
  return fact !== undefined && 'value' in fact ? fact.value : undefined;
}

/** Whether a table already says what the model costs. */
function isKnown(facts: Facts): boolean {
  return facts.parameters !== undefined || facts.forwardFlopsPerSample !== undefined || facts.work !== undefined;
}

/** The module that is trained: one of PyTorch or Keras that the program makes. */
function modelIn(reader: FactReader, trained: Possible): InstanceValue | undefined {
  for (const { value } of trained.options) {
    if (value.kind === 'instance' && reader.program.typesOf(value).some((type) => type === 'torch.nn.Module' || type === 'keras.Model')) {
      return value;
    }
  }
  return undefined;
}
