import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { loadAssessor } from '../../src/cli/analyze';
import { fileDocument } from '../../src/python/source/document';
import type { SourceDocument } from '../../src/python/source/document';
import { root } from '../process.mjs';
import type { Figure } from './figure';

const nothingElse = { read: () => null };

/** How long reading code takes, per 1,000 lines, over the examples and every script in the fixtures. */
export async function analysisFigures(): Promise<readonly Figure[]> {
  const started = performance.now();
  const assessor = await loadAssessor();
  const loading = performance.now() - started;
  const documents = scripts();
  const lines = documents.reduce((sum, document) => sum + linesOf(document), 0);
  const perThousand = (work: (document: SourceDocument) => void): number => {
    const begun = performance.now();
    documents.forEach(work);
    return ((performance.now() - begun) / lines) * 1000;
  };
  const analyze = (document: SourceDocument): void => {
    assessor.analyze(document, nothingElse, { remember: true });
  };
  const cold = perThousand(analyze);
  for (let round = 0; round < 5; round++) {
    documents.forEach(analyze);
    documents.forEach((document) => {
      assessor.forget(document.path);
    });
  }
  const warm = perThousand(analyze);
  const edited = perThousand((document) => {
    analyze(withOneEdit(document));
  });
  return [
    { what: 'parser and tables loaded', value: loading, unit: 'ms' },
    { what: `first analysis of ${String(documents.length)} scripts, ${String(lines)} lines`, value: cold, unit: 'ms per 1,000 lines' },
    { what: 'analysis, warm', value: warm, unit: 'ms per 1,000 lines' },
    { what: 'analysis after one edit', value: edited, unit: 'ms per 1,000 lines' },
    { what: 'resident memory afterwards', value: process.memoryUsage().rss / 2 ** 20, unit: 'MiB' },
  ];
}

function scripts(): readonly SourceDocument[] {
  return ['examples', 'test'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.py'))
      .map((name) => path.join(root, folder, name))
      .map((file) => fileDocument(path.relative(root, file), readFileSync(file, 'utf8'))),
  );
}

/** As if somebody typed one character in the middle of the script. */
function withOneEdit(document: SourceDocument): SourceDocument {
  const text = document.fragments[0]?.text ?? '';
  const middle = text.indexOf('\n', Math.floor(text.length / 2));
  return fileDocument(document.path, middle === -1 ? `${text} ` : `${text.slice(0, middle)} ${text.slice(middle)}`);
}

function linesOf(document: SourceDocument): number {
  return document.fragments.reduce((sum, { text }) => sum + text.split('\n').length, 0);
}
