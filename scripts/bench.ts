/**
 * Prints the benchmarks: `npm run bench`, or `npm run bench -- analysis` for one of them.
 * A new benchmark is one file in `bench/` and one line here.
 */
import { analysisFigures } from './bench/analysis';
import { editorFigures } from './bench/editor';
import type { Figure } from './bench/figure';
import { Problem, main } from './process.mjs';

const benchmarks: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  analysis: analysisFigures,
  editor: editorFigures,
};

void main(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in benchmarks));
  if (unknown !== undefined) {
    throw new Problem(`There is no benchmark "${unknown}"; there are ${Object.keys(benchmarks).join(' and ')}.`);
  }
  for (const [name, measure] of Object.entries(benchmarks).filter(([name]) => asked.length === 0 || asked.includes(name))) {
    console.log(name);
    for (const { what, value, unit } of await measure()) {
      console.log(`  ${value.toFixed(1).padStart(9)} ${unit.padEnd(20)} ${what}`);
    }
  }
  return 0;
});
