import assert from 'node:assert/strict';
import { createSemantics } from '../../../src/libraries/semantics';
import { followTensors } from '../../../src/libraries/tensors/follow';
import { tensorOf } from '../../../src/libraries/tensors/tensor';
import { fuelToFollow } from '../../../src/python/evaluate/following';
import type { PythonParser } from '../../../src/python/parser';
import { Program } from '../../../src/python/program/program';
import { fileDocument } from '../../../src/python/source/document';
import { countForward, type ModelInput } from '../../../src/workload/count-forward';
import { countModel } from '../../../src/workload/count-model';
import { parser } from '../../support/parser';

export { parser };

function followed(source: string): { readonly program: Program; readonly work: ReturnType<typeof followTensors>['work'] } {
  const { semantics, work } = followTensors(createSemantics());
  const parse = (document: Parameters<PythonParser['parse']>[0]): ReturnType<PythonParser['parse']> => {
    return parser().parse(document, false);
  };
  const program = Program.evaluate(parse(fileDocument('train.py', source)), semantics, parse, undefined, undefined, fuelToFollow);
  return { program, work };
}

export const torchHead = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

/** The shape of an expression, `2x3`, or null when it is not known. */
export function shapeOf(expression: string, before = ''): string | null {
  const { program } = followed(`${torchHead}${before}\nresult = ${expression}\n`);
  const value = program.valueOf('result').options[0]?.value;
  return tensorOf(value)?.shape.join('x') ?? null;
}

export interface Counted {
  readonly parameters: number;
  readonly modules: number;
  readonly flops: number;
  readonly doubts: readonly string[];
}

/** What is counted of the module-level name `model` when it is called with these arrays. */
export function counted(source: string, ...inputs: readonly (readonly number[] | ModelInput)[]): Counted {
  const { program, work } = followed(`${torchHead}${source}\n`);
  const model = program.valueOf('model').options[0]?.value;
  assert(model?.kind === 'instance', 'The model is an object.');
  const { parameters, modules, doubts } = countModel(program, work, model);
  const site = program.activations[0]?.site;
  assert(site !== undefined);
  const arrays = inputs.map((input) => ('shape' in input ? input : ({ shape: input, type: 'float' } as const)));
  const forward = countForward(program, work, model, site, arrays);
  assert(forward !== null, 'The steps last.');
  return { parameters, modules, flops: forward.flops, doubts: [...doubts, ...forward.doubts] };
}
