/**
 * Prints the benchmarks.
 *   npm run bench                        all but that of a folder
 *   npm run bench -- analysis rules      some of them
 *   npm run bench -- corpus PATH         all files of a folder, beside ruff
 * BENCH_FILES=PATH names the folder for all of them, and RUFF=PATH a ruff that is not on the path.
 * A new benchmark is one file in `bench/` and one line here.
 */
import { analysisFigures } from './bench/analysis';
import { corpusFigures } from './bench/corpus';
import { editorFigures } from './bench/editor';
import { workspaceFigures } from './bench/workspace';
import type { Figure } from './bench/figure';
import { memoryFigures } from './bench/memory';
import { ruleFigures } from './bench/rules';
import { Problem, main } from './process.mjs';

const benchmarks: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  analysis: analysisFigures,
  rules: ruleFigures,
  memory: memoryFigures,
  workspace: workspaceFigures,
  editor: editorFigures,
};

void main(async () => {
  const [first, folder] = process.argv.slice(2);
  if (first === 'corpus') {
    await print(first, () => corpusFigures(folder));
    return 0;
  }
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in benchmarks));
  if (unknown !== undefined) {
    throw new Problem(`There is no benchmark "${unknown}"; there are corpus, ${Object.keys(benchmarks).join(', ')}.`);
  }
  const { BENCH_FILES: files } = process.env;
  if (asked.length === 0 && files !== undefined) {
    await print('corpus', () => corpusFigures(files));
  }
  for (const [name, measure] of Object.entries(benchmarks).filter(([name]) => asked.length === 0 || asked.includes(name))) {
    await print(name, measure);
  }
  return 0;
});

async function print(name: string, measure: () => Promise<readonly Figure[]>): Promise<void> {
  console.log(name);
  for (const { what, value, unit } of await measure()) {
    console.log(`  ${value.toFixed(1).padStart(9)} ${unit.padEnd(20)} ${what}`);
  }
}
