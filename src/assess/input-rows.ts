/** The rows of the inputs table: what was read from the code, what was chosen, and what had to be assumed. */
import { count } from '../advice/figures';
import type { Disputed } from '../profile/launch/launch-lines';
import type { Fact, FactName, RunProfile } from '../profile/run-profile';
import { factValue, knownFact } from '../profile/run-profile';
import type { Reference } from '../reference/reference';
import type { Configuration } from './configuration';
import type { Estimate } from './estimate';
import { factKinds } from './fact-kinds';
import { machineRows } from './machine-rows';
import type { InputKey, Overrides } from './overrides';
import type { InputRow } from './report-model';

export interface InputsOf {
  /** With what the person overrode already in it. */
  readonly run: RunProfile;
  readonly configuration: Configuration;
  readonly overrides: Overrides;
  readonly problems: ReadonlyMap<InputKey, string>;
  /** What launches say of facts that nothing else says. */
  readonly disputed: Disputed;
  /** Null while none can be made. */
  readonly estimate: Estimate | null;
  /** Facts that an estimate asks for. */
  readonly missing: readonly string[];
  readonly reference: Reference;
}

interface FactRow {
  readonly key: FactName;
  readonly label: string;
  /** Shown although nothing is known of it. */
  readonly always?: boolean;
}

/** In the order in which a reader asks: what, on what, how long, how. */
const factRows: readonly FactRow[] = [
  { key: 'model', label: 'model', always: true },
  { key: 'parameters', label: 'parameters' },
  { key: 'pretrained', label: 'pretrained' },
  { key: 'peft', label: 'adapter' },
  { key: 'trainableShare', label: 'trained share' },
  { key: 'dataset', label: 'data', always: true },
  { key: 'trainSamples', label: 'samples', always: true },
  { key: 'sampleShape', label: 'sample shape' },
  { key: 'tokensPerSample', label: 'tokens a sample' },
  { key: 'epochs', label: 'epochs', always: true },
  { key: 'maxSteps', label: 'steps' },
  { key: 'batchSizePerDevice', label: 'batch', always: true },
  { key: 'gradientAccumulation', label: 'accumulation' },
  { key: 'precision', label: 'precision', always: true },
  { key: 'compiled', label: 'compiled' },
  { key: 'gradientCheckpointing', label: 'checkpointing' },
  { key: 'optimizer', label: 'optimizer' },
  { key: 'numWorkers', label: 'loader workers' },
  { key: 'folds', label: 'folds' },
  { key: 'seeds', label: 'seeds' },
  { key: 'trials', label: 'trials' },
  { key: 'secondsPerStep', label: 'seconds a step' },
  { key: 'wattsPerAccelerator', label: 'watts each' },
];

export function inputRows(of: InputsOf): readonly InputRow[] {
  const facts = factRows.filter((row) => isShown(row, of)).map(({ key, label }) => factRow(key, label, of));
  return [...facts, ...machineRows(of)];
}

function isShown({ key, always }: FactRow, { run, overrides, problems, disputed, missing, estimate }: InputsOf): boolean {
  const fact = run[key];
  if (fact !== undefined && 'notApplicable' in fact) {
    return false;
  }
  // Steps stand in the place of epochs where they bound the run.
  const replaced = key === 'epochs' && fact === undefined && run.maxSteps !== undefined;
  const asked =
    overrides[key] !== undefined || disputed[key] !== undefined || problems.has(key) || missing.includes(key) || isAssumed(key, estimate);
  return fact !== undefined || asked || (always === true && !replaced) || modelledValue(key, estimate) !== undefined;
}

function isAssumed(key: string, estimate: Estimate | null): boolean {
  return estimate?.assumptions.some(({ quantity }) => quantity === key) === true;
}

/** The pace that the forecast works with stands in the row where a measured one is entered. */
function modelledValue(key: FactName, estimate: Estimate | null): number | undefined {
  return key === 'secondsPerStep' ? estimate?.arithmetic.factors.find(({ fact }) => fact === key)?.value : undefined;
}

function factRow(key: FactName, label: string, { run, overrides, problems, disputed, estimate }: InputsOf): InputRow {
  const fact = knownFact(run, key) as Fact<unknown> | undefined;
  const assumed = fact === undefined ? estimate?.assumptions.find(({ quantity }) => quantity === key) : undefined;
  const modelled = fact === undefined ? modelledValue(key, estimate) : undefined;
  const problem = problems.get(key);
  return {
    key,
    label,
    value: plain(fact?.value ?? modelled),
    display: fact === undefined ? (assumed?.value ?? (modelled === undefined ? '' : count(modelled))) : displayOf(key, fact.value, run),
    origin: fact?.origin ?? (assumed !== undefined ? 'assumed' : modelled !== undefined ? 'modelled' : 'unknown'),
    at: fact?.at ?? null,
    alternatives: ((fact === undefined ? disputed[key] : fact.alternatives) ?? []).map(({ value, when }) => ({
      display: displayOf(key, value, run),
      when,
    })),
    ...editing(key),
    overridden: overrides[key] !== undefined && problem === undefined,
    ...(problem === undefined ? {} : { problem }),
  };
}

function editing(key: FactName): Pick<InputRow, 'editor' | 'choices'> {
  const kind = factKinds[key];
  switch (kind.type) {
    case 'number':
      return { editor: 'number', choices: [] };
    case 'flag':
      return { editor: 'choice', choices: ['true', 'false'] };
    case 'choice':
      return { editor: 'choice', choices: kind.choices };
    case 'text':
    case 'shape':
      return { editor: 'text', choices: [] };
    case 'object':
      return { editor: 'none', choices: [] };
  }
}

function displayOf(key: FactName, value: unknown, run: RunProfile): string {
  if (key === 'model') {
    const parameters = factValue(run, 'parameters');
    const name = shortName(String(value));
    return parameters === undefined ? name : `${name} · ${large(parameters)}`;
  }
  if (key === 'trainableShare' && typeof value === 'number') {
    return `${count(Number((value * 100).toPrecision(2)))} %`;
  }
  if (Array.isArray(value)) {
    return value.join(' × ');
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  if (typeof value === 'number') {
    return key === 'parameters' ? large(value) : count(value);
  }
  return String(value);
}

/** Libraries are told apart where they must be; in the table the model's own name is enough. */
function shortName(model: string): string {
  return model.replace(/^(?:torchvision|timm|keras|ultralytics)\//u, '');
}

function large(value: number): string {
  const [size, unit] = value >= 1e9 ? [value / 1e9, 'B'] : value >= 1e6 ? [value / 1e6, 'M'] : [value, ''];
  return unit === '' ? count(value) : `${size.toFixed(size < 100 ? 1 : 0)} ${unit}`;
}

function plain(value: unknown): InputRow['value'] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  return Array.isArray(value) ? value.join('x') : null;
}
