import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Analysis } from '../../../src/assess/analysis';
import { fileDocument } from '../../../src/python/source/document';
import { randomNumbers } from '../python/snippets';
import { engine, noFiles } from './engine';

const folder = path.join(import.meta.dirname, '..', '..', '..', 'examples');
const editsOfScript = 8;

/** Lines moved, doubled, taken away, cut off or written anew, one edit after the other. */
function edited(text: string, random: () => number): string {
  const lines = text.split('\n');
  const at = Math.floor(random() * lines.length);
  const other = Math.floor(random() * lines.length);
  const line = lines[at] ?? '';
  const changed: readonly (readonly string[])[] = [
    [],
    [line, line],
    [lines[other] ?? '', line],
    [line.slice(0, Math.floor(random() * (line.length + 1)))],
    ['', line],
    [line, `edited = ${String(at)}`],
  ];
  lines.splice(at, 1, ...(changed[Math.floor(random() * changed.length)] ?? []));
  return lines.join('\n');
}

function shown({ findings, profile, exhausted, syntaxBroken }: Analysis): string {
  return JSON.stringify({ findings, profile, exhausted, syntaxBroken });
}

describe('analysis after an edit', () => {
  it('says what an analysis of the whole text says', async function () {
    this.timeout(60_000);
    const [writer, reader] = [await engine(), await engine()];
    const random = randomNumbers(7);
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.py'))) {
      let text = readFileSync(path.join(folder, name), 'utf8');
      for (let round = 0; round < editsOfScript; round++) {
        text = edited(text, random);
        const after = shown(writer.analyze(fileDocument('edited.py', text), noFiles, { remember: true, weigh: 'as-before' }));
        const whole = shown(reader.analyze(fileDocument('edited.py', text), noFiles, { weigh: 'as-before' }));
        reader.forget('edited.py');
        assert.equal(after, whole, `${name}, round ${String(round)}`);
      }
      writer.forget('edited.py');
    }
  });
});
