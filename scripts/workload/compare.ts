/**
 * Compares what is counted without running Python with what `truth.py` counted by running it.
 *
 *     npx tsx scripts/workload/compare.ts SOURCES [part of a name …]
 *
 * SOURCES is the folder that `truth.py` was given. With `--write` the table of results goes into docs/workload.md.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createSemantics } from '../../src/libraries/semantics';
import { followTensors } from '../../src/libraries/tensors/follow';
import { fuelToFollow } from '../../src/python/evaluate/following';
import { PythonParser } from '../../src/python/parser';
import { Program } from '../../src/python/program/program';
import { fileDocument } from '../../src/python/source/document';
import { countForward } from '../../src/workload/count-forward';
import { readCases, readTruths, type Case } from './cases';
import { countModel } from '../../src/workload/count-model';

export interface Answer {
  readonly parameters?: number;
  readonly flops?: number;
  readonly elements?: number;
  readonly modules?: number;
  /** Why what is said is not certain. */
  readonly doubt?: string;
  readonly milliseconds: number;
}

const batch = 2;
const here = path.join('scripts', 'workload');

export function answerTo(one: Case, parser: PythonParser, sources: string): Answer {
  const root = one.repo === '-' ? path.join(here, 'models') : path.join(sources, one.repo);
  const started = performance.now();
  const [definitions = ''] = readFileSync(path.join(root, one.path), 'utf8').split(/^if __name__ ==/m);
  const text = `${definitions}\nimport types\ncounted_model = ${one.build}\n`;
  const { semantics, work } = followTensors(createSemantics());
  const workspace = {
    read: (file: string): string | null => {
      const full = path.join(root, file);
      return existsSync(full) ? readFileSync(full, 'utf8') : null;
    },
  };
  const parse = (document: Parameters<PythonParser['parse']>[0]): ReturnType<PythonParser['parse']> => parser.parse(document, false);
  const program = Program.evaluate(parse(fileDocument(one.path, text)), semantics, parse, workspace, undefined, fuelToFollow);
  const model = program.valueOf('counted_model').options[0]?.value;
  const done = (): number => performance.now() - started;
  if (model?.kind !== 'instance') {
    return {
      doubt: `the model is ${model?.kind ?? 'nothing'}${program.exhausted ? ' (exhausted)' : ''} ${model?.kind === 'unknown' ? model.why : ''}`,
      milliseconds: done(),
    };
  }
  const counted = countModel(program, model);
  const site = program.activations.at(-1)?.site;
  const forward = site === undefined ? null : countForward(program, work, model, site, one.inputs);
  const doubt = counted.doubts[0] ?? (forward === null ? 'too many steps' : (forward.doubts[0] ?? null));
  return {
    ...(counted.doubts.length === 0 ? { parameters: counted.parameters } : {}),
    modules: counted.modules,
    ...(forward === null ? {} : { flops: forward.flops / batch, elements: forward.activationElements / batch }),
    ...(doubt === null ? {} : { doubt }),
    milliseconds: done(),
  };
}

async function main(): Promise<void> {
  const [sources = '', ...names] = process.argv.slice(2).filter((one) => !one.startsWith('--'));
  const find = createRequire(path.resolve('package.json'));
  const wasm = (name: string): Uint8Array => readFileSync(find.resolve(name));
  const parser = await PythonParser.load(wasm('web-tree-sitter/web-tree-sitter.wasm'), wasm('tree-sitter-python/tree-sitter-python.wasm'));
  const cases = readCases(readFileSync(path.join(here, 'cases.tsv'), 'utf8'), batch);
  const truths = new Map(readTruths(readFileSync(path.join(here, 'truth.jsonl'), 'utf8')).map((truth) => [truth.name, truth]));
  for (const one of cases.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)))) {
    const truth = truths.get(one.name);
    let answer: Answer;
    try {
      answer = answerTo(one, parser, sources);
    } catch (error) {
      answer = { doubt: `error ${error instanceof Error ? (error.stack ?? '') : ''}`, milliseconds: 0 };
    }
    const same = (mine: number | undefined, theirs: number | undefined): string =>
      theirs === undefined
        ? '?'
        : mine === undefined
          ? '-'
          : mine === theirs
            ? 'exact'
            : `${(mine / theirs).toFixed(3)} (${mine} for ${theirs})`;
    console.log(
      [
        one.name.padEnd(40),
        `P ${same(answer.parameters, truth?.parameters)}`,
        `F ${same(answer.flops, truth?.flops)}`,
        `E ${String(answer.elements)}`,
        `M ${same(answer.modules, truth?.modules)}`,
        `${answer.milliseconds.toFixed(0)} ms`,
        answer.doubt ?? '',
        truth?.problem ?? '',
      ].join(' | '),
    );
  }
}

void main();
