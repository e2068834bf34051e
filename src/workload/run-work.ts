import type { Answers, RunProfile, Work } from '../profile/run-profile';
import { factValue, knownFact } from '../profile/run-profile';
import type { ModelRow } from '../reference/rows';
import type { Assumed } from './assumed';
import { guessedWork } from './guessed-work';
import type { ModelLookup } from './model-lookup';
import { datasetRow, modelRow } from './model-lookup';
import { parametersInName } from './model-name';
import { spatialSize } from './sample-shape';
import { type UsualLength, usualLength } from './usual-length';
import type { WorkloadClass } from './workload-class';
import { workloadClass } from './workload-class';

/** What one sample costs, whatever it runs on. Sample means image, row or sequence of `tokensPerSample` tokens. */
export interface RunWork {
  readonly kind: NonNullable<Work['kind']>;
  readonly workloadClass: WorkloadClass;
  /** What code calls the model; empty when it has no name. */
  readonly modelName: string;
  /** Null when neither code nor table says so. */
  readonly parameters: number | null;
  readonly forwardFlopsPerSample: number;
  /** Training FLOPs over forward FLOPs when everything is trained and nothing recomputed. */
  readonly trainFlopsFactor: number;
  /** Forward passes by a model that is not trained, beside each of the one that is. */
  readonly frozenForwards: number;
  /** What the model writes before it learns; null for all but reinforcement learning of language models. */
  readonly answers: Answers | null;
  /** Elements of the outputs of convolution and linear layers, one sample, forward. */
  readonly activationElementsPerSample: number;
  readonly modules: number;
  readonly layers: number | null;
  readonly hidden: number | null;
  readonly heads: number | null;
  /** Null for everything that is not text. */
  readonly tokensPerSample: number | null;
  readonly sampleShape: readonly number[] | null;
  /** True when the FLOPs come from the code or a table and not from a rule of thumb. */
  readonly isCounted: boolean;
  readonly assumed: readonly Assumed[];
}

/** Texts of fine-tuning are between a few dozen and a thousand tokens long. */
const UNKNOWN_LENGTH = Math.log(2.5);

/** P90 over P50 of the work when nothing at all is known of a model; a count is never less certain than that. */
const MOST_UNCERTAIN = Math.log(10);

/** The work of one sample from the profile's own facts, then the model table, then rules of thumb; null when nothing at all is known of the model. */
export function runWork(run: RunProfile, tables: ModelLookup): RunWork | null {
  const assumed: Assumed[] = [];
  const modelName = factValue(run, 'model') ?? '';
  const datasetName = factValue(run, 'dataset');
  const row = modelName === '' ? null : modelRow(tables, modelName);
  const dataset = datasetName === undefined ? null : datasetRow(tables, datasetName);
  const stated = factValue(run, 'work') ?? {};
  const sampleShape =
    factValue(run, 'sampleShape') ?? (row?.input?.length === 3 ? row.input : undefined) ?? dataset?.sampleShape ?? undefined;
  const statedTokens = factValue(run, 'tokensPerSample') ?? dataset?.tokensPerSample ?? undefined;
  const kind = stated.kind ?? row?.kind ?? guessKind(run, sampleShape, statedTokens);
  if (kind === undefined) return null;

  const names = [modelName, row?.family ?? '', row?.task ?? '', factValue(run, 'task') ?? ''].join(' ');
  const usual = usualLength(names, factValue(run, 'parameters') ?? row?.parameters ?? parametersInName(modelName));
  const isText = usual.fixed !== null || isTextual(run, kind, row, sampleShape, statedTokens);
  const isLengthOpen = statedTokens === undefined || knownFact(run, 'tokensPerSample')?.origin === 'assumed';
  const tokens = isText ? lengthOf(usual, statedTokens, isLengthOpen) : undefined;
  if (isText && isLengthOpen) {
    assumed.push({
      quantity: 'tokensPerSample',
      value: String(tokens),
      why: statedTokens === undefined ? 'The length of a text is not stated.' : 'Of the length of a text only a limit is stated.',
      logWidth: UNKNOWN_LENGTH,
    });
  }

  const scale = inputScale(row, sampleShape, tokens);
  const counted = factValue(run, 'forwardFlopsPerSample') ?? scaled(row?.forwardFlops, scale);
  const inName = row === null && kind === 'transformer' ? parametersInName(modelName) : null;
  const parameters = factValue(run, 'parameters') ?? row?.parameters ?? inName;
  const guess = guessedWork({
    kind,
    parameters,
    sampleShape,
    tokens,
    forwardFlops: counted ?? null,
    layers: stated.layers ?? row?.layers ?? null,
    hidden: stated.hidden ?? row?.hidden ?? null,
    isQuantized: factValue(run, 'peft') === 'qlora',
  });
  assumed.push(...(counted === undefined ? guess.assumed : boundedCount(run)));
  const inputs = stated.inputsPerSample ?? 1;

  return {
    kind,
    workloadClass: workloadClass({ kind, names, sampleShape, tokensPerSample: tokens }),
    modelName: row?.id ?? modelName,
    parameters: parameters ?? (counted === undefined ? guess.parameters : null),
    forwardFlopsPerSample: inputs * (counted ?? guess.forwardFlops),
    trainFlopsFactor: stated.trainFlopsFactor ?? 3,
    frozenForwards: stated.frozenForwards ?? 0,
    answers: stated.answers ?? null,
    activationElementsPerSample:
      inputs * (stated.activationElementsPerSample ?? scaled(row?.activationElements, scale) ?? guess.activationElements),
    modules: stated.modules ?? row?.modules ?? guess.modules,
    layers: stated.layers ?? row?.layers ?? guess.layers,
    hidden: stated.hidden ?? row?.hidden ?? guess.hidden,
    heads: stated.heads ?? row?.heads ?? null,
    tokensPerSample: tokens ?? null,
    sampleShape: sampleShape ?? null,
    isCounted: counted !== undefined,
    assumed,
  };
}

/** Tokens of a sample. What a model reads beside its texts counts where nobody says how long a sample is; limits are of the texts. */
function lengthOf(usual: UsualLength, stated: number | undefined, isOpen: boolean): number {
  return isOpen ? (usual.fixed ?? (stated ?? usual.text) + usual.beside) : (stated ?? usual.text);
}

/** A count that was made with sizes that nothing states is as uncertain as what small and large ones would give. */
function boundedCount(run: RunProfile): readonly Assumed[] {
  const fact = knownFact(run, 'forwardFlopsPerSample');
  const others = fact?.origin === 'assumed' ? (fact.alternatives ?? []) : [];
  if (fact === undefined || others.length === 0) return [];
  const widths = others.map(({ value }) => Math.abs(Math.log(value / fact.value)));
  return [
    {
      quantity: 'forwardFlopsPerSample',
      value: fact.value.toPrecision(3),
      why: `The code leaves the size open: ${others.map(({ value, when }) => `${value.toPrecision(3)} when ${when}`).join(', ')}.`,
      logWidth: Math.min(MOST_UNCERTAIN, Math.max(...widths)),
    },
  ];
}

function scaled(value: number | null | undefined, factor: number): number | undefined {
  return value === null || value === undefined ? undefined : value * factor;
}

/** Work grows with the pixels of an image and the tokens of a text, compared with the input that the table was counted for. */
function inputScale(row: ModelRow | null, sampleShape: readonly number[] | undefined, tokens: number | undefined): number {
  const counted = row?.input;
  if (!counted) return 1;
  if (counted.length === 1 && tokens !== undefined) return tokens / (counted[0] ?? tokens);
  if (counted.length === 3 && sampleShape?.length === 3) return spatialSize(sampleShape) / spatialSize(counted);
  return 1;
}

function isTextual(
  run: RunProfile,
  kind: Work['kind'],
  row: ModelRow | null,
  sampleShape: readonly number[] | undefined,
  tokens: number | undefined,
): boolean {
  if (factValue(run, 'tokensPerSample') !== undefined) return true;
  if (row?.input) return row.input.length === 1 && kind !== 'tabular';
  if (sampleShape !== undefined && sampleShape.length >= 3) return false;
  return kind === 'transformer'
    ? factValue(run, 'forwardFlopsPerSample') === undefined || tokens !== undefined
    : kind === 'recurrent' && tokens !== undefined;
}

function guessKind(run: RunProfile, sampleShape: readonly number[] | undefined, tokens: number | undefined): Work['kind'] {
  const task = factValue(run, 'task') ?? '';
  if (/tabular|regression/.test(task)) return 'tabular';
  if (/text|language|token|question|translation|summari/.test(task)) return 'transformer';
  if (sampleShape !== undefined) return sampleShape.length >= 2 ? 'cnn' : 'tabular';
  if (tokens !== undefined || parametersInName(factValue(run, 'model') ?? '') !== null) return 'transformer';
  if (/image|vision|detection|segmentation/.test(task)) return 'cnn';
  return factValue(run, 'forwardFlopsPerSample') === undefined ? undefined : 'mixed';
}
