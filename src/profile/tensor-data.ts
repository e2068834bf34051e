import { ancestors, originOf } from '../ml/data-flow';
import { libraryName } from '../ml/surroundings';
import { completeItems } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import { constantOf, single, type Possible } from '../python/values/possible';
import { asPositive, type FactReader } from './facts';
import { rowsLeft } from './rows-left';
import type { DataLoading, Fact } from './run-profile';
import { dictionary } from '../python/dictionary';

export interface TensorFacts {
  readonly trainSamples?: Fact<number>;
  readonly sampleShape?: Fact<readonly number[]>;
  readonly dataLoading?: Fact<DataLoading>;
}

/** Where the sizes of a new array stand: one argument each or in a tuple, or in a parameter of their own at a position. */
type Sizes = 'all' | readonly [parameter: string, position: number];

/** Calls that make an array of the sizes they are told, and whether it holds numbers that are measured, not counted. */
const makersOfArrays: Readonly<Record<string, { readonly sizes: Sizes; readonly measures: boolean }>> = dictionary({
  'torch.randn': { sizes: 'all', measures: true },
  'torch.rand': { sizes: 'all', measures: true },
  'torch.zeros': { sizes: 'all', measures: true },
  'torch.ones': { sizes: 'all', measures: true },
  'torch.empty': { sizes: 'all', measures: true },
  'torch.linspace': { sizes: ['steps', 2], measures: true },
  'torch.randint': { sizes: ['size', 2], measures: false },
  'numpy.random.rand': { sizes: 'all', measures: true },
  'numpy.random.randn': { sizes: 'all', measures: true },
  'numpy.random.random': { sizes: ['size', 0], measures: true },
  'numpy.random.random_sample': { sizes: ['size', 0], measures: true },
  'numpy.random.standard_normal': { sizes: ['size', 0], measures: true },
  'numpy.random.normal': { sizes: ['size', 2], measures: true },
  'numpy.random.uniform': { sizes: ['size', 2], measures: true },
  'numpy.random.randint': { sizes: ['size', 2], measures: false },
  'numpy.random.Generator.random': { sizes: ['size', 0], measures: true },
  'numpy.random.Generator.standard_normal': { sizes: ['size', 0], measures: true },
  'numpy.random.Generator.normal': { sizes: ['size', 2], measures: true },
  'numpy.random.Generator.uniform': { sizes: ['size', 2], measures: true },
  'numpy.random.Generator.integers': { sizes: ['size', 2], measures: false },
  'numpy.linspace': { sizes: ['num', 2], measures: true },
  'numpy.zeros': { sizes: ['shape', 0], measures: true },
  'numpy.ones': { sizes: ['shape', 0], measures: true },
});

/** What gives an array of the sizes of the one it is given or called on. */
const keepsSizes =
  /^(tensor|as_tensor|asarray|array|from_numpy|(Float|Double|Half|Long|Int)?Tensor|float|double|half|long|int|to|type|astype|cuda|cpu|numpy|clone|copy|contiguous|detach|requires_grad_|pin_memory|sin|cos|exp|log|abs|sqrt|tanh|sigmoid|clip|clamp)$/;

/** Longest chain of conversions between an array and the data set it ends in. */
const deepest = 12;

/**
 * A data set of tensors lies in memory, and has the rows of its first tensor where the program makes that itself; so does an array that
 * the program makes and hands over as it is.
 */
export function tensorFacts(reader: FactReader, data: Possible): TensorFacts {
  const sets = [...ancestors(data)].filter(({ callee }) => libraryName(callee) === 'torch.utils.data.TensorDataset');
  const [set] = sets;
  if (set === undefined) {
    return factsOf(data, sizesOf(reader, data, deepest));
  }
  const [first] = set.arguments.positional;
  const sizes = first === undefined || new Set(sets.map(({ site }) => site)).size > 1 ? undefined : sizesOf(reader, first, deepest);
  return { dataLoading: reader.seen<DataLoading>('memory', set.site.place, 'TensorDataset'), ...factsOf(data, sizes) };
}

/** What the sizes of an array say of the data that are made of it. */
function factsOf(data: Possible, sizes: ArraySizes | undefined): TensorFacts {
  const rows = sizes?.dimensions[0];
  const left = rows === undefined ? undefined : rowsLeft(data, rows.value);
  if (rows === undefined || left === undefined) {
    return {};
  }
  const sample = sizes?.measures === true ? sizes.dimensions.slice(1).map((one) => one?.value) : [];
  const isKnown = sample.length > 0 && sample.every((one) => one !== undefined);
  return {
    trainSamples: { ...rows, value: left },
    ...(isKnown ? { sampleShape: { value: sample, origin: rows.origin } } : {}),
  };
}

interface ArraySizes {
  readonly dimensions: readonly (Fact<number> | undefined)[];
  readonly measures: boolean;
}

function sizesOf(reader: FactReader, array: Possible, depth: number): ArraySizes | undefined {
  const [only, ...others] = array.options;
  const written = writtenRows(array);
  if (written !== undefined) {
    return { dimensions: [{ value: written, origin: 'literal' }], measures: false };
  }
  const origin = only === undefined || others.length > 0 ? null : originOf(only.value);
  if (depth === 0 || origin === null) {
    return undefined;
  }
  if (origin.kind === 'operation') {
    // Numbers and smaller arrays are spread over the largest one.
    const found = origin.inputs.flatMap((input) => sizesOf(reader, input, depth - 1) ?? []);
    return found.toSorted((a, b) => b.dimensions.length - a.dimensions.length)[0];
  }
  if (origin.kind === 'element') {
    const parted = splitInto(origin.of);
    return parted === undefined ? undefined : rowsAlone(sizesOf(reader, parted, depth - 1));
  }
  if (origin.kind !== 'call') {
    return undefined;
  }
  const call = origin.activation;
  const made = makersOfArrays[libraryName(call.callee) ?? ''];
  if (made !== undefined) {
    return { dimensions: dimensionsOf(reader, call, made.sizes), measures: made.measures };
  }
  const input = inputOf(call);
  const sizes = input !== undefined && keepsSizes.test(call.site.name) ? sizesOf(reader, input, depth - 1) : undefined;
  return sizes ?? (input !== undefined && addsColumn(call) ? rowsAlone(sizesOf(reader, input, depth - 1)) : undefined);
}

/** Rows that are written in the code, `[[0, 0], [0, 1]]`; several arrays in a list are inputs side by side, and no rows. */
function writtenRows(array: Possible): number | undefined {
  const items = completeItems(array);
  const isRow = (item: Possible): boolean => {
    const value = single(item);
    return value?.kind === 'constant' || value?.kind === 'sequence';
  };
  return items !== undefined && items.length > 0 && items.every(isRow) ? items.length : undefined;
}

/** `x_train, x_test = train_test_split(x)`: as many rows as went in, which are cut later. */
function splitInto(parts: Possible): Possible | undefined {
  const [nearest] = ancestors(parts);
  return nearest !== undefined && libraryName(nearest.callee) === 'sklearn.model_selection.train_test_split'
    ? nearest.arguments.positional[0]
    : undefined;
}

/** Whatever one row holds is not known. */
function rowsAlone(sizes: ArraySizes | undefined): ArraySizes | undefined {
  return sizes === undefined ? undefined : { dimensions: sizes.dimensions.slice(0, 1), measures: false };
}

/** `x.unsqueeze(1)`: the rows stay. */
function addsColumn(call: Activation): boolean {
  const at = call.site.name === 'unsqueeze' ? call.arguments.get('dim', 0) : undefined;
  const dimension = at?.kind === 'given' ? constantOf(at.possible) : undefined;
  return typeof dimension === 'number' && (dimension > 0 || dimension === -1);
}

/** What a method is called on, or what a function is given first. */
function inputOf(call: Activation): Possible | undefined {
  return call.callee.kind === 'method' ? (call.receiver ?? undefined) : call.arguments.positional[0];
}

function dimensionsOf(reader: FactReader, call: Activation, sizes: Sizes): readonly (Fact<number> | undefined)[] {
  const { positional, openPositional } = call.arguments;
  if (openPositional) {
    return [];
  }
  const stated = sizes === 'all' ? undefined : call.arguments.get(...sizes);
  const given = sizes === 'all' ? positional : stated?.kind === 'given' ? [stated.possible] : [];
  const [first] = given;
  const listed = first === undefined || given.length > 1 ? undefined : completeItems(first);
  return (listed ?? given).map((size) => reader.fact(size, asPositive));
}
