import { enlargedTables, largeDatasets, smallDatasets, smallFiles, smallTables, syntheticDatasets } from '../libraries/table-datasets';
import type { Program } from '../python/program/program';
import { constantOf } from '../python/values/possible';

/** From this many rows on, histograms of feature values beat sorting them (scikit-learn user guide, 1.5, 2024). */
export const manyRows = 10_000;

/** How many rows the program's tables have, as far as it says: by the names and columns of published data sets, and by numbers it writes. */
export function tableSize(program: Program): 'small' | 'large' | 'unknown' {
  const made = syntheticDatasets
    .flatMap((name) => program.callsOf(name))
    .map((call) => {
      const rows = call.arguments.get('n_samples', 0);
      return rows.kind === 'given' || rows.kind === 'default' ? constantOf(rows.possible) : undefined;
    });
  if (largeDatasets.some((name) => program.callsOf(name).length > 0) || made.some((rows) => typeof rows === 'number' && rows >= manyRows)) {
    return 'large';
  }
  const isSmall =
    smallDatasets.some((name) => program.callsOf(name).length > 0) ||
    made.some((rows) => typeof rows === 'number') ||
    hasSmallTable(program) ||
    ['read_csv', 'read_excel', 'read_table', 'load_dataset'].some((name) =>
      program.callsNamed(name).some(({ arguments: given }) => {
        const file = given.positional[0] === undefined ? undefined : constantOf(given.positional[0]);
        const rows = given.get('nrows');
        const limit = rows.kind === 'given' ? constantOf(rows.possible) : undefined;
        return (typeof file === 'string' && smallFiles.test(file)) || (typeof limit === 'number' && limit < manyRows);
      }),
    );
  return isSmall ? 'small' : 'unknown';
}

function hasSmallTable({ document: { fragments } }: Program): boolean {
  return fragments.some(({ text }) => smallTables.test(text)) && !fragments.some(({ text }) => enlargedTables.test(text));
}
