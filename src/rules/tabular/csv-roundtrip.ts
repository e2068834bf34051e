import { isInTest } from '../../ml/file-role';
import { constantArgument } from '../../ml/surroundings';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { namePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

const message =
  'This table is written as text and parsed again by the same program. Keep it in memory, or write it in a binary format: to_parquet and read_parquet are several times faster on large tables, and keep the types.';

/** A table goes through CSV on its way to the same program. */
export const csvRoundtrip: Rule = {
  meta: {
    id: 'csv-roundtrip',
    topic: 'tabular',
    title: 'A table is written as CSV and read again',
    severity: 'hint',
    frameworks: ['pandas'],
    markers: ['to_csv'],
    saving: {
      energyShare: null,
      evidence: 'energy',
      source:
        'creedengo GCI99 (2025): reading 100 million rows as CSV emits about 6 times what it does as Parquet; nothing to be seen below a million rows',
    },
  },
  *check(program) {
    const reads = ['pandas.read_csv', 'pandas.read_table']
      .flatMap((name) => program.callsOf(name))
      .filter(({ context }) => !isInTest(context));
    if (reads.length === 0) {
      return;
    }
    for (const [site, calls] of bySite(program, program.callsNamed('to_csv'))) {
      if (calls.some((call) => isReadLater(program, call, reads))) {
        yield { place: namePlace(site), message, confidence: 'medium', fixes: [] };
      }
    }
  },
};

/** Files that are the outcome of a program and have to be written, whether or not it looks into them once more. */
const results = /submi|result|output|predict|score|report|final/i;

function isReadLater(program: Program, write: Activation, reads: readonly Activation[]): boolean {
  const path = constantArgument(write, 'path_or_buf', 0);
  const isWhole = !write.arguments.keywords.has('mode') && !isInTest(write.context);
  return (
    typeof path === 'string' &&
    !results.test(path) &&
    isWhole &&
    reads.some(
      (read) => read.order > write.order && constantArgument(read, 'filepath_or_buffer', 0) === path && program.isHere(read.site.place),
    ) &&
    // Data that was there before the program is updated, not passed on.
    !reads.some((read) => read.order < write.order && constantArgument(read, 'filepath_or_buffer', 0) === path)
  );
}
