/**
 * Fits the constants of the forecast on measured runs and writes them to `src/forecast/constants.generated.ts`:
 * `npx tsx scripts/forecast/fit.ts [--folds FILE]`. With --folds the constants fitted without each fold go to FILE as JSON,
 * for `score-entry.ts --folds FILE` to answer out of fold.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fit } from './fit-constants';
import { fitMemory, memoryErrors } from './fit-memory';
import { fitReading, readingErrors } from './fit-reading';
import { hasMeasuredRuns, readMeasuredRuns } from './measured-runs';
import { prepare } from './prepared-run';
import { startConstants } from './start-constants';
import { referenceTables } from './reference-tables';
import { constantsModule } from './constants-module';

async function main(): Promise<void> {
  if (!hasMeasuredRuns()) {
    console.error(
      'The measured runs are not part of this repository; name their file in JOULEWISE_MEASURED_RUNS. Without them the constants stay as they are.',
    );
    process.exitCode = 2;
    return;
  }
  const tables = referenceTables();
  const measured = readMeasuredRuns();
  const runs = prepare(measured, tables);
  const { constants, outOfFold } = fit(runs, tables, startConstants);
  const reading = fitReading(readingErrors());
  const memory = fitMemory(memoryErrors(tables));
  const accelerators = new Set(runs.map(({ machine }) => machine.accelerator.id)).size;
  const fittedOn = `${String(runs.length)} measured runs on ${String(accelerators)} accelerators from ${String(new Set(runs.map(({ source }) => source)).size)} public sources, 2018–2026; widths from errors out of fold`;
  const generated = fileURLToPath(new URL('../../src/forecast/constants.generated.ts', import.meta.url));
  writeFileSync(generated, await constantsModule({ ...constants, reading, memory, fittedOn }, generated));
  const folds = process.argv.indexOf('--folds');
  const foldsFile = folds < 0 ? undefined : process.argv[folds + 1];
  if (foldsFile !== undefined) writeFileSync(foldsFile, JSON.stringify(outOfFold.map((fold) => ({ ...fold, reading, memory }))));
  console.log(`Fitted on ${fittedOn}; ${String(measured.length - runs.length)} runs on accelerators that the table lacks were left out.`);
}

void main();
