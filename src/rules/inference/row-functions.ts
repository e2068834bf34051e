import { originOf } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { namesWritten } from '../../ml/loop-flow';
import { layers, type ContextLayer } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { constantOf, single, type Possible } from '../../python/values/possible';

export type Frame = Extract<ContextLayer, { kind: 'frame' }>;

/** The sample is made of a parameter of the function, not of something the function gets elsewhere. */
export function usesParameter(program: Program, { of }: Frame, argument: string, sample: Possible): boolean {
  const parameters = of.node.parameters.map(({ name }) => name).filter((name) => name !== 'self');
  const written = namesWritten(argument);
  return parameters.some((name) => written.includes(name)) || reaches(sample, parameters) || flowsIn(program, of, written, parameters);
}

/** Whether names of a function's body are computed from its parameters, by the order of its definitions. */
function flowsIn(program: Program, of: Frame['of'], names: readonly string[], parameters: readonly string[]): boolean {
  const known = new Set(names);
  const own = program.definitions.filter(({ context }) =>
    [...layers(context)].some((layer) => layer.kind === 'frame' && layer.of.node === of.node),
  );
  for (const { name, valuePlace } of [...own].reverse()) {
    if (known.has(name)) {
      namesWritten(program.textOf(valuePlace)).forEach((read) => known.add(read));
    }
  }
  return parameters.some((name) => known.has(name));
}

function reaches(value: Possible, parameters: readonly string[], depth = 8): boolean {
  return value.options.some(({ value: option }) => {
    const origin = originOf(option);
    if (origin?.kind === 'parameter') {
      return parameters.includes(origin.name);
    }
    return depth > 0 && (origin?.kind === 'element' || origin?.kind === 'attribute') && reaches(origin.of, parameters, depth - 1);
  });
}

const appliers = ['apply', 'map', 'progress_apply', 'progress_map', 'parallel_apply', 'progress_applymap'];

/** The function is applied to each row of a table, or each sample of a dataset. */
export function isApplied(program: Program, { of }: Frame): boolean {
  return appliers
    .flatMap((name) => program.callsNamed(name))
    .some((call) => {
      const [applied] = call.arguments.positional;
      const target = applied === undefined ? undefined : single(applied);
      if (target?.kind !== 'function' || target.node !== of.node || /groupby|rolling|batch|head\(/.test(call.site.text)) {
        return false;
      }
      const isFrame = call.receiver?.options.some(({ value }) => program.typesOf(value).includes('pandas.DataFrame')) === true;
      const axis = call.arguments.keywords.get('axis') ?? call.arguments.positional[1];
      const along = axis === undefined ? undefined : constantOf(axis);
      const batched = call.arguments.keywords.get('batched');
      return (
        (!isFrame || along === 1 || along === 'columns') &&
        (batched === undefined || constantOf(batched) === false) &&
        !call.arguments.openKeywords &&
        !isInTest(call.context)
      );
    });
}
