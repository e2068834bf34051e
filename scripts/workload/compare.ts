/**
 * Compares what is counted without running Python with what `truth.py` counted by running it.
 *
 *     npx tsx scripts/workload/compare.ts SOURCES [--write] [part of a name …]
 *
 * SOURCES is the folder that `truth.py` was given. With `--write` the results go into docs/workload.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PythonParser } from '../../src/python/parser';
import { answerTo, batch, type Answer } from './answer';
import { readCases, readTruths, type Case, type Truth } from './cases';
import { page } from './page';

export interface Compared {
  readonly one: Case;
  readonly truth: Truth;
  readonly answer: Answer;
}

const here = path.join('scripts', 'workload');

async function main(): Promise<void> {
  const [sources = '', ...names] = process.argv.slice(2).filter((one) => !one.startsWith('--'));
  const find = createRequire(path.resolve('package.json'));
  const wasm = (name: string): Uint8Array => readFileSync(find.resolve(name));
  const parser = await PythonParser.load(wasm('web-tree-sitter/web-tree-sitter.wasm'), wasm('tree-sitter-python/tree-sitter-python.wasm'));
  const truths = new Map(readTruths(readFileSync(path.join(here, 'truth.jsonl'), 'utf8')).map((truth) => [truth.name, truth]));
  const compared: Compared[] = [];
  for (const one of readCases(readFileSync(path.join(here, 'cases.tsv'), 'utf8'), batch)) {
    const truth = truths.get(one.name);
    if (truth === undefined || (names.length > 0 && !names.some((part) => one.name.includes(part)))) continue;
    const answer = answerTo(one, parser, sources);
    compared.push({ one, truth, answer });
    console.log(line({ one, truth, answer }));
  }
  if (process.argv.includes('--write')) {
    writeFileSync(path.join('docs', 'workload.md'), page(compared));
  }
}

function line({ one, truth, answer }: Compared): string {
  const same = (mine: number | undefined, theirs: number | undefined): string =>
    theirs === undefined
      ? '?'
      : mine === undefined
        ? '-'
        : mine === theirs
          ? 'exact'
          : `${(mine / theirs).toFixed(3)} (${mine} for ${theirs})`;
  return [
    one.name,
    `P ${same(answer.parameters, truth.parameters)}`,
    `F ${same(answer.flops, truth.flops)}`,
    `M ${same(answer.modules, truth.modules)}`,
    `${answer.milliseconds.toFixed(0)} ms`,
    answer.doubts[0] ?? '',
    truth.problem ?? '',
  ].join(' | ');
}

void main();
