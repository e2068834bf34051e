import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { Language, Parser } from 'web-tree-sitter';
import { loadAssessor } from '../../src/cli/analyze';
import { fileDocument, type SourceDocument } from '../../src/python/source/document';
import type { Figure } from './figure';
import { allScripts, linesOf, longScript, withOneEdit } from './scripts';
import { figuresOf, timed } from './timing';

const nothingElse = { read: () => null };
const rounds = 120;

/** How long reading code takes: one script of 1,000 lines, after an edit of it, and the examples and fixtures. */
export async function analysisFigures(): Promise<readonly Figure[]> {
  const started = performance.now();
  const assessor = await loadAssessor();
  const loading = performance.now() - started;
  const documents = allScripts();
  const lines = documents.reduce((sum, document) => sum + linesOf(document), 0);
  const perThousand = (work: (document: SourceDocument) => void): number => {
    const begun = performance.now();
    documents.forEach(work);
    return ((performance.now() - begun) / lines) * 1000;
  };
  const analyze = (document: SourceDocument): void => {
    assessor.analyze(document, nothingElse, { remember: true, weigh: 'as-before' });
  };
  const cold = perThousand(analyze);
  const text = longScript();
  const grammar = await loadGrammar();
  const byGrammar = timed(rounds, () => {
    grammar.parse(text)?.delete();
  });
  const full = timed(rounds, () => {
    assessor.forget('long.py');
    analyze(fileDocument('long.py', text));
  });
  const edited = timed(rounds, (round) => {
    analyze(fileDocument('long.py', withOneEdit(text, round)));
  });
  const counted = timed(rounds >> 2, (round) => {
    assessor.analyze(fileDocument('long.py', withOneEdit(text, round)), nothingElse, { remember: true, standardLevel: 'information' });
  });
  const inEditor = timed(rounds, (round) => {
    assessor.analyze(fileDocument('long.py', withOneEdit(text, round)), nothingElse, {
      remember: true,
      weigh: 'as-before',
      standardLevel: 'information',
    });
  });
  return [
    { what: 'parser and tables loaded', value: loading, unit: 'ms' },
    { what: `first analysis of ${String(documents.length)} scripts, ${String(lines)} lines`, value: cold, unit: 'ms per 1,000 lines' },
    ...figuresOf('a tree of 1,000 lines by the grammar alone, for comparison', byGrammar),
    ...figuresOf('full analysis of 1,000 lines, median', full),
    ...figuresOf('analysis after an edit, median', edited),
    ...figuresOf('analysis after an edit by the rules that are on by default, median', inEditor),
    ...figuresOf('the same with its models counted, once typing rests, median', counted),
    { what: 'full analysis, against the grammar alone', value: full.processor / byGrammar.processor, unit: 'times' },
  ];
}

async function loadGrammar(): Promise<Parser> {
  const find = createRequire(import.meta.url);
  await Parser.init();
  const grammar = new Parser();
  grammar.setLanguage(await Language.load(readFileSync(find.resolve('tree-sitter-python/tree-sitter-python.wasm'))));
  return grammar;
}
