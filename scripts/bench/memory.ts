import v8 from 'node:v8';
import vm from 'node:vm';
import { loadAssessor } from '../../src/cli/analyze';
import { fileDocument } from '../../src/python/source/document';
import type { Figure } from './figure';
import { allScripts, withOneEdit } from './scripts';

/** Memory that stays after 1,000 and 10,000 analyses of edited scripts, valid and broken ones: the trees of the grammar among it. */
export async function memoryFigures(): Promise<readonly Figure[]> {
  const assessor = await loadAssessor();
  const scripts = allScripts();
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const figures: Figure[] = [];
  for (let round = 1; round <= 10_000; round++) {
    const { path, fragments } = scripts[round % scripts.length] ?? { path: 'a.py', fragments: [] };
    const text = withOneEdit(fragments[0]?.text ?? '', round);
    assessor.analyze(
      fileDocument(path, round % 3 === 0 ? `${text}\nx = (` : text),
      { read: () => null },
      { remember: true, weigh: 'as-before' },
    );
    if (round === 1_000 || round === 10_000) {
      collect();
      const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
      const after = `after ${round.toLocaleString('en')} analyses`;
      figures.push({ what: `heap ${after}`, value: (heapUsed + arrayBuffers) / 2 ** 20, unit: 'MiB' });
      figures.push({ what: `resident ${after}`, value: rss / 2 ** 20, unit: 'MiB' });
    }
  }
  return figures;
}
