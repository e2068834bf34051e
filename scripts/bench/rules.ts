import { createSemantics } from '../../src/libraries/semantics';
import { loadParser } from '../../src/cli/assets';
import { MlView } from '../../src/ml/ml-view';
import { Program } from '../../src/python/program/program';
import { fileDocument } from '../../src/python/source/document';
import { rules } from '../../src/rules/index';
import type { Figure } from './figure';
import { allScripts, longScript } from './scripts';

const rounds = 20;

/** What each rule takes of the time of an analysis, the largest first. What several rules share is counted with the first of them. */
export async function ruleFigures(): Promise<readonly Figure[]> {
  const parser = await loadParser();
  const semantics = createSemantics();
  const documents = [...allScripts(), fileDocument('long.py', longScript())];
  const times = new Map<string, number>();
  let total = 0;
  for (let round = 0; round < rounds; round++) {
    const isWarm = round >= rounds / 4;
    for (const document of documents) {
      const started = performance.now();
      const program = Program.evaluate(parser.parse(document, false), semantics, (module) => parser.parse(module, false));
      const ml = new MlView(program);
      for (const rule of rules) {
        const begun = performance.now();
        for (const proposal of rule.check(program, ml)) {
          program.span(proposal.place);
        }
        if (isWarm) {
          times.set(rule.meta.id, (times.get(rule.meta.id) ?? 0) + performance.now() - begun);
        }
      }
      total += isWarm ? performance.now() - started : 0;
    }
  }
  parser.dispose();
  const shares = [...times].map(([what, time]) => ({ what, value: (100 * time) / total, unit: '% of analysis' }));
  shares.sort((a, b) => b.value - a.value);
  return shares.map((share, index) => (index === 0 ? { ...share, what: `${share.what} (the largest)` } : share));
}
