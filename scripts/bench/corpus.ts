import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from '../build.mjs';
import { Problem, root } from '../process.mjs';
import type { Figure } from './figure';
import { median } from './timing';

const runs = 3;
/** Deeply nested files overflow the stack that ruff gives its threads. */
const ruffStack = String(2 ** 28);
/** Rules of another linter that read as much of the code as ours. */
const otherRules = 'E,F,PERF,PD,NPY';

/** How fast the command checks all files of a folder, beside ruff where it is installed. */
export async function corpusFigures(folder: string | undefined): Promise<readonly Figure[]> {
  if (folder === undefined) {
    throw new Problem('Name a folder: npm run bench -- corpus PATH');
  }
  await build({ production: true });
  const command = [process.execPath, path.join(root, 'dist', 'cli.js'), 'check', folder, '--format', 'json'];
  const ours = secondsOf(command);
  const { files } = JSON.parse(ours.output) as { readonly files: number };
  const ruff = process.env.RUFF ?? 'ruff';
  const other = [ruff, 'check', '--isolated', '--no-cache', '--quiet', '--exit-zero', '--select', otherRules, folder];
  const isInstalled = spawnSync(ruff, ['--version']).status === 0;
  const theirs = isInstalled ? secondsOf(other) : null;
  return [
    { what: `files of ${folder}`, value: files, unit: 'files' },
    { what: 'all of them checked, median', value: ours.seconds, unit: 's' },
    { what: 'speed', value: files / ours.seconds, unit: 'files/s' },
    ...(theirs === null
      ? []
      : [
          { what: `ruff check --select ${otherRules}, median`, value: theirs.seconds, unit: 's' },
          { what: 'against ruff', value: ours.seconds / theirs.seconds, unit: 'times' },
        ]),
  ];
}

function secondsOf([program = '', ...given]: readonly string[]): { readonly seconds: number; readonly output: string } {
  const all: number[] = [];
  let output = '';
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    const { stdout, status, error } = spawnSync(program, given, {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      env: { ...process.env, RUST_MIN_STACK: ruffStack },
    });
    if (error !== undefined || status === null || status > 1) {
      throw new Problem(`${program} could not check the folder.`);
    }
    all.push((performance.now() - started) / 1000);
    output = stdout;
  }
  return { seconds: median(all), output };
}
