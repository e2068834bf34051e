import { isInLoop } from '../ml/surroundings';
import { listedIn, rangeBounds } from '../python/evaluate/containers';
import { layers, type Context, type LoopInfo } from '../python/program/context';
import type { Possible } from '../python/values/possible';
import { stepsOf as trailOf } from '../python/values/trail';
import type { Value } from '../python/values/value';
import { asPositive, asText, passedAs, type FactReader } from './facts';
import { nominal } from './nominal';
import type { Facts } from './run-builder';
import type { Fact } from './run-profile';

/** Settings that a script without a loader keeps in constants of its own, by the names everybody gives them. */
export function namedConstants(reader: FactReader, context: Context): Facts {
  const named = <T>(names: readonly string[], convert: (value: Value) => T | undefined): Fact<T> | undefined => {
    const defined = names.filter((name) =>
      reader.program.definitions.some((definition) => definition.name === name && reader.program.isHere(definition.place)),
    );
    return defined.flatMap((name) => reader.fact(reader.program.valueOf(name), convert) ?? [])[0];
  };
  const batchSize = named(['batch_size', 'BATCH_SIZE', 'batchSize', 'train_batch_size'], asPositive) ?? passedDown(reader, context);
  const dataset = named(['dataset', 'dataset_name', 'DATASET', 'DATASET_NAME'], asText);
  const tokens = named(['block_size', 'seq_len', 'seq_length', 'max_seq_len', 'max_length', 'context_length'], asPositive);
  return {
    ...(batchSize === undefined ? {} : { batchSizePerDevice: batchSize }),
    ...(dataset === undefined ? {} : { dataset }),
    ...(tokens === undefined ? {} : { tokensPerSample: tokens }),
  };
}

const batchSizeNames = /^(train_)?(batch_?size|bs)$/i;

/** The batch size that the functions around a loop are called with. */
function passedDown(reader: FactReader, context: Context): Fact<number> | undefined {
  for (const layer of layers(context)) {
    if (layer.kind !== 'frame' || layer.by === null) {
      continue;
    }
    const parameters = reader.program.parametersOf(layer.of);
    const at = parameters.findIndex((name) => batchSizeNames.test(name));
    const isMethod = parameters[0] === 'self' || parameters[0] === 'cls';
    const bound = at < 0 ? undefined : layer.by.arguments.get(parameters[at] ?? '', isMethod ? at - 1 : at);
    const given =
      bound?.kind === 'given' ? reader.fact(bound.possible, asPositive) : passedAs(reader, layer.by, batchSizeNames, asPositive);
    if (given !== undefined) {
      return given;
    }
  }
  return undefined;
}

const drawing = /^(sample|sample_batch|get_batch|next_batch|get_minibatch|get_mini_batch|make_batch)$/;

const picking = /^(randint|choice|integers|randperm)$/;

function isNamedBatch({ options }: Possible): boolean {
  return options.some(({ trail }) => trailOf(trail).some(({ what }) => batchSizeNames.test(what)));
}

/**
 * The size of batches without a loader: the stride of a loop over rows, `range(0, rows, batch_size)`, else what a replay memory or a
 * function of that name is told to draw: `memory.sample(64)`.
 */
export function drawnBatch(reader: FactReader, loop: LoopInfo): Facts {
  for (const { value } of loop.iterable?.options ?? []) {
    const [, , stride] = (value.kind === 'sequence' ? rangeBounds(value) : undefined) ?? [];
    const rows = reader.fact(stride, asPositive);
    if (rows !== undefined && rows.value > 1) {
      return { batchSizePerDevice: rows };
    }
  }
  for (const call of reader.program.activations) {
    if (picking.test(call.site.name) && isInLoop(call.context, loop)) {
      // `torch.randint(high, (batch_size,))`: that many rows are picked at random.
      const shaped = [...call.arguments.positional, ...call.arguments.keywords.values()].flatMap((one) => [one, ...listedIn(one)]);
      const [size] = shaped.filter(isNamedBatch).flatMap((one) => reader.fact(one, asPositive) ?? []);
      if (size !== undefined) {
        return { batchSizePerDevice: size };
      }
    }
    if (drawing.test(call.site.name) && isInLoop(call.context, loop)) {
      const told = [...call.arguments.positional, ...call.arguments.keywords.values()];
      const sizes = told.flatMap((one) => reader.fact(one, asPositive) ?? []).filter(({ value }) => Number.isInteger(value) && value > 1);
      const size = passedAs(reader, call, batchSizeNames, asPositive) ?? (sizes.length === 1 ? sizes[0] : undefined);
      if (size !== undefined) {
        return { batchSizePerDevice: size };
      }
    }
  }
  return {};
}

/** Rounds of a loop over epochs. */
export function epochsOf(reader: FactReader, loop: LoopInfo): Fact<number> | undefined {
  if (loop.count !== null) {
    return nominal(reader, loop.count, /^(n|num|max|total)?_?(train(ing)?_)?(n|num)?_?epochs?$/i, asPositive);
  }
  return loop.kind === 'while' && !countsSteps(loop) ? boundOf(reader, loop) : undefined;
}

/** `while step < max_steps`: ends after so many steps, however many epochs these are. */
function countsSteps({ kind, iterableText }: LoopInfo): boolean {
  return kind === 'while' && /step|iter|update/i.test(iterableText) && !/epoch/i.test(iterableText);
}

/** The number a loop's counter is compared with to end it. */
function boundOf(reader: FactReader, loop: LoopInfo): Fact<number> | undefined {
  for (const { operands, condition } of loop.exits) {
    if (!condition.operators.some((operator) => ['<', '<=', '>', '>=', '=='].includes(operator)) || condition.operators.includes('%')) {
      continue;
    }
    const bounds = operands.map((operand) => reader.fact(operand, asPositive)).filter((fact) => fact !== undefined && fact.value >= 2);
    if (bounds.length === 1) {
      return bounds[0];
    }
  }
  return undefined;
}

/** Optimizer steps of a loop that counts steps, not epochs, or of one around it that ends after so many. */
export function stepsOf(reader: FactReader, batch: LoopInfo, around: LoopInfo | null = null): Fact<number> | undefined {
  const bound = boundOf(reader, batch) ?? (around !== null && countsSteps(around) ? boundOf(reader, around) : undefined);
  if (bound !== undefined) {
    return bound;
  }
  return batch.count === null ? undefined : reader.fact(batch.count, asPositive);
}
