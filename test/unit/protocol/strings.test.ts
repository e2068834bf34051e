import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { strings } from '../../../src/protocol/strings';

describe('the texts of the page', () => {
  it('are all shown somewhere', () => {
    const folder = path.resolve(__dirname, '../../../webview');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const source = files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
    assert.deepEqual(
      Object.keys(strings).filter((key) => !source.includes(`'${key}'`)),
      [],
    );
  });
});
