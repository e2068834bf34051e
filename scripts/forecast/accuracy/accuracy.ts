/**
 * Writes docs/accuracy.md and its plots: `npm run accuracy -- --folds FILE`, where FILE is what `npm run fit -- --folds FILE` wrote. The measured
 * runs are not part of the repository; JOULEWISE_MEASURED_RUNS names their file. Parts that other measurements write, docs/accuracy/*.part.md,
 * are appended as they stand.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ForecastConstants } from '../../../src/forecast/constants';
import { readMeasuredRuns } from '../measured-runs';
import { prepare } from '../prepared-run';
import { referenceTables } from '../reference-tables';
import { page } from './page';
import { coverageByClass, errorsByClass, measuredAgainstForecast } from './plots';
import { scoreRuns } from './scored-run';

const at = process.argv.indexOf('--folds');
const foldsFile = at < 0 ? undefined : process.argv[at + 1];
if (foldsFile === undefined) {
  console.error('Name the constants out of fold: npm run accuracy -- --folds FILE, written by npm run fit -- --folds FILE.');
  process.exitCode = 2;
} else {
  const tables = referenceTables();
  const outOfFold = JSON.parse(readFileSync(foldsFile, 'utf8')) as ForecastConstants[];
  const scored = scoreRuns(prepare(readMeasuredRuns(), tables), tables, outOfFold);
  const pictures = path.join('docs', 'accuracy');
  mkdirSync(pictures, { recursive: true });
  writeFileSync(path.join(pictures, 'by-class.svg'), errorsByClass(scored));
  writeFileSync(path.join(pictures, 'hours.svg'), measuredAgainstForecast(scored));
  writeFileSync(path.join(pictures, 'coverage.svg'), coverageByClass(scored));
  const parts = readdirSync(pictures)
    .filter((name) => name.endsWith('.part.md'))
    .sort()
    .map((name) => readFileSync(path.join(pictures, name), 'utf8').trim());
  writeFileSync(path.join('docs', 'accuracy.md'), page(scored, tables, outOfFold, parts));
}
