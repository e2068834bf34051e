import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createSemantics } from '../../src/libraries/semantics';
import { followTensors } from '../../src/libraries/tensors/follow';
import { fuelToFollow } from '../../src/python/evaluate/following';
import type { PythonParser } from '../../src/python/parser';
import { Program } from '../../src/python/program/program';
import { fileDocument } from '../../src/python/source/document';
import { certainly } from '../../src/python/values/possible';
import { loadReference } from '../../src/cli/assets';
import { networkOf } from '../../src/workload/network-figures';
import { configuredModel } from '../../src/workload/configured-model';
import { countForward } from '../../src/workload/count-forward';
import { countModel } from '../../src/workload/count-model';
import { countKeras, isKeras } from '../../src/workload/keras-model';
import type { Case } from './cases';

/** What is counted of a case without running it. */
export interface Answer {
  readonly parameters?: number;
  readonly flops?: number;
  readonly modules?: number;
  /** Why what is said is not certain. */
  readonly doubts: readonly string[];
  readonly milliseconds: number;
}

/** The batch that both sides count with. */
export const batch = 2;

const reference = loadReference();

export function answerTo(one: Case, parser: PythonParser, sources: string): Answer {
  const root = one.repo === '-' ? path.join('scripts', 'workload', 'models') : path.join(sources, one.repo);
  const started = performance.now();
  const [definitions = ''] =
    one.repo === '*' ? [`import ${one.path}`] : readFileSync(path.join(root, one.path), 'utf8').split(/^if __name__ ==/m);
  const text = `${definitions}\nimport types\ncounted_model = ${one.build}\n`;
  const { semantics, work } = followTensors(createSemantics(), (name) => networkOf(reference, name));
  const workspace = {
    read: (file: string): string | null => {
      const full = path.join(root, file);
      return existsSync(full) ? readFileSync(full, 'utf8') : null;
    },
  };
  const parse = (document: Parameters<PythonParser['parse']>[0]): ReturnType<PythonParser['parse']> => parser.parse(document, false);
  const program = Program.evaluate(parse(fileDocument(one.path, text)), semantics, parse, workspace, undefined, fuelToFollow);
  const model = program.valueOf('counted_model').options[0]?.value;
  const site = program.activations.at(-1)?.site;
  const done = (): number => performance.now() - started;
  if (model?.kind !== 'instance' || site === undefined) {
    const why = program.exhausted ? 'too many steps' : model?.kind === 'unknown' ? model.why : 'the model is no object';
    return { doubts: [why], milliseconds: done() };
  }
  const configured = configuredModel(certainly(model), one.inputs[0]?.shape[1]);
  if (configured !== undefined) {
    const { parameters, forwardFlopsPerSample } = configured;
    return {
      ...(parameters === undefined ? {} : { parameters }),
      ...(forwardFlopsPerSample === undefined ? {} : { flops: forwardFlopsPerSample }),
      doubts: [],
      milliseconds: done(),
    };
  }
  if (isKeras(program, model)) {
    const known = { batch, sampleShape: one.inputs[0]?.shape.slice(1), tokens: undefined };
    const keras = countKeras(program, work, model, site, known);
    return keras === undefined
      ? { doubts: ['too many steps'], milliseconds: done() }
      : { ...figures(keras.counted.model, keras.counted, keras.batch), modules: keras.counted.model.modules, milliseconds: done() };
  }
  const counted = countModel(program, work, model);
  const forward = countForward(program, work, model, site, one.inputs);
  return { ...figures(counted, forward, batch), modules: counted.modules, milliseconds: done() };
}

function figures(
  counted: ReturnType<typeof countModel>,
  forward: ReturnType<typeof countForward>,
  samples: number,
): Pick<Answer, 'parameters' | 'flops' | 'doubts'> {
  return {
    ...(counted.doubts.length === 0 ? { parameters: counted.parameters } : {}),
    ...(forward === null ? {} : { flops: forward.flops / samples }),
    doubts: [...counted.doubts, ...(forward === null ? ['too many steps'] : forward.doubts)],
  };
}
