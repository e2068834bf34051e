import { readFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from '../build.mjs';
import { Problem, root, run } from '../process.mjs';
import type { Figure } from './figure';

/** How long a person waits in a real VS Code: the durations of the tests in `test/integration/bench`. */
export async function editorFigures(): Promise<readonly Figure[]> {
  await build({ production: true });
  const file = path.join(root, 'out', 'test', 'bench.json');
  await mkdir(path.dirname(file), { recursive: true });
  const { status, output } = await run(path.join(root, 'node_modules', '.bin', 'tsx'), ['test/integration/launch.ts', 'bench'], {
    env: { MOCHA_COUNTS: file },
  });
  if (status !== 0) {
    throw new Problem(output);
  }
  const { durations } = JSON.parse(await readFile(file, 'utf8')) as { readonly durations: Readonly<Record<string, number>> };
  return Object.entries(durations).map(([what, value]) => ({ what, value, unit: 'ms' }));
}
