import type { Possible } from '../python/values/possible';
import type { InstanceValue } from '../python/values/value';
import { configuredModel } from '../workload/configured-model';
import type { Reference } from '../reference/reference';
import type { ModelCount, Range } from '../workload/model-count';
import { networkOf } from '../workload/network-figures';
import { ModelCounter } from '../workload/model-counter';
import type { FactReader } from './facts';
import type { Facts, FoundRun } from './run-builder';
import type { Fact, FactName, RunFacts } from './run-profile';

/** A batch that is not stated: any number does, since the work of one sample is asked for. */
const ANY_BATCH = 8;

/** Adds what can be counted of models that are written in the code: weights, multiply-adds and layers. */
export function withCounts(reader: FactReader, found: readonly FoundRun[], reference: Reference, fuel?: number): readonly FoundRun[] {
  const counter = new ModelCounter(reader.program, (name) => networkOf(reference, name), fuel);
  return found.map((run) => {
    const configured = run.trained === undefined ? undefined : configuredModel(run.trained, valueOf(run.facts, 'tokensPerSample'));
    if (configured !== undefined) {
      return { ...run, facts: withCounted(run.facts, asFacts(configured)) };
    }
    const model = run.trained === undefined ? undefined : modelIn(reader, run.trained);
    return model === undefined
      ? run
      : { ...run, facts: withCounted(run.facts, countOf(counter, model, run.facts, isKerasModel(reader, model))) };
  });
}

/** How a sample goes through the model is known of the training, what that costs is counted of the model. */
function withCounted(facts: Facts, counts: Facts): Facts {
  const [ofRun, ofModel] = [valueOf(facts, 'work'), counts.work];
  const work = ofModel !== undefined && 'value' in ofModel ? { work: { ...ofModel, value: { ...ofRun, ...ofModel.value } } } : {};
  return { ...facts, ...counts, ...work };
}

/** Keras models are counted with the network they stand on: at their own image size, and with their own layers above it. */
function isKerasModel(reader: FactReader, model: InstanceValue): boolean {
  return reader.program.typesOf(model).includes('keras.Model');
}

function countOf(counter: ModelCounter, model: InstanceValue, facts: Facts, isKeras: boolean): Facts {
  const isNamed = isKnown(facts) && !isKeras;
  const known = {
    batch: valueOf(facts, 'batchSizePerDevice') ?? ANY_BATCH,
    sampleShape: valueOf(facts, 'sampleShape'),
    tokens: valueOf(facts, 'tokensPerSample'),
  };
  const counted = counter.count(model, known, !isNamed);
  // What a table says of a published network at its own image size is better than a count at a size that was taken for granted.
  return asFacts(isNamed ? onlyExact(counted) : counted);
}

function onlyExact({ parameters, forwardFlopsPerSample, work, bounds, ...rest }: ModelCount): ModelCount {
  return {
    ...rest,
    ...(parameters === undefined || bounds?.parameters !== undefined ? {} : { parameters }),
    ...(forwardFlopsPerSample === undefined || bounds?.forwardFlopsPerSample !== undefined ? {} : { forwardFlopsPerSample }),
    ...(work === undefined || bounds !== undefined ? {} : { work }),
  };
}

function asFacts({ parameters, forwardFlopsPerSample, work, bounds, assumed = [] }: ModelCount): Facts {
  return {
    ...(parameters === undefined ? {} : { parameters: counted(parameters, bounds?.parameters, assumed) }),
    ...(forwardFlopsPerSample === undefined
      ? {}
      : { forwardFlopsPerSample: counted(forwardFlopsPerSample, bounds?.forwardFlopsPerSample, assumed) }),
    ...(work === undefined ? {} : { work: { value: work, origin: bounds === undefined ? 'counted' : 'assumed' } }),
  };
}

/** Assumptions that are named one by one. */
const mostNamed = 3;

/** A count is no more certain than the sizes it was made with. */
function counted(value: number, range: Range | undefined, assumed: readonly string[]): Fact<number> {
  if (range === undefined) {
    return { value, origin: 'counted' };
  }
  const others = assumed.length - mostNamed;
  const clause = `${assumed.slice(0, mostNamed).join(', ')}${others > 0 ? ` and ${String(others)} more` : ''}`;
  return {
    value,
    origin: 'assumed',
    alternatives: [
      { value: Math.round(range.low), when: `sizes are smaller than assumed (${clause})` },
      { value: Math.round(range.high), when: `sizes are larger than assumed (${clause})` },
    ],
  };
}

function valueOf<K extends FactName>(facts: Facts, name: K): RunFacts[K] | undefined {
  const fact = facts[name];
  return fact !== undefined && 'value' in fact ? fact.value : undefined;
}

/** Whether a table already says what the model costs. */
function isKnown(facts: Facts): boolean {
  return facts.parameters !== undefined || facts.forwardFlopsPerSample !== undefined || valueOf(facts, 'work')?.kind !== undefined;
}

/** The module that is trained: one of PyTorch or Keras that the program makes. */
function modelIn(reader: FactReader, trained: Possible): InstanceValue | undefined {
  for (const { value } of trained.options) {
    if (
      value.kind === 'instance' &&
      reader.program.typesOf(value).some((type) => /^(torch\.nn\.Module|keras\.Model|flax\.linen\.Module)$/.test(type))
    ) {
      return value;
    }
  }
  return undefined;
}
