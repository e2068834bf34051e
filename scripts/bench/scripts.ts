import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileDocument, type SourceDocument } from '../../src/python/source/document';
import { root } from '../process.mjs';

/** The examples and every script in the fixtures. */
export function allScripts(): readonly SourceDocument[] {
  return ['examples', 'test'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.py'))
      .map((name) => path.join(root, folder, name))
      .map((file) => fileDocument(path.relative(root, file), readFileSync(file, 'utf8'))),
  );
}

/** One script of a thousand lines: the examples one after the other, as often as it takes. */
export function longScript(): string {
  const examples = readdirSync(path.join(root, 'examples'))
    .filter((name) => name.endsWith('.py'))
    .map((name) => readFileSync(path.join(root, 'examples', name), 'utf8').split('\n'));
  const lines: string[] = [];
  for (let next = 0; lines.length < 1000; next++) {
    lines.push(...(examples[next % examples.length] ?? []));
  }
  return lines.join('\n');
}

/** A script after a statement was added, each time in front of another one. */
export function withOneEdit(text: string, round: number): string {
  const starts = [...text.matchAll(/^(?=[a-zA-Z_]\w* = )/gm)].map(({ index }) => index);
  const at = starts[(round * 7) % Math.max(starts.length, 1)] ?? text.length;
  return `${text.slice(0, at)}edited = ${String(round)}\n${text.slice(at)}`;
}

export function linesOf({ fragments }: SourceDocument): number {
  return fragments.reduce((sum, { text }) => sum + text.split('\n').length, 0);
}
