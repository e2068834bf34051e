/**
 * Writes the tables of rules into `docs/rules/README.md` (all) and `README.md` (those on by default): `npm run rule-tables`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rules } from '../src/rules/index';
import { main, root } from './process.mjs';

/** Replaces the rows of the table whose header starts with `| rule |`. */
async function rewrite(file: string, rows: readonly string[]): Promise<void> {
  const absolute = path.join(root, file);
  const lines = (await readFile(absolute, 'utf8')).split('\n');
  const header = lines.findIndex((line) => line.startsWith('| rule |'));
  const end = lines.findIndex((line, index) => index > header && !line.startsWith('|'));
  await writeFile(absolute, [...lines.slice(0, header + 2), ...rows, ...lines.slice(end)].join('\n'));
}

void main(async () => {
  const metas = rules.map(({ meta }) => meta);
  await rewrite(
    'docs/rules/README.md',
    metas.map(({ id, title, severity, saving }) => `| [${id}](${id}.md) | ${title} | ${severity} | ${saving.evidence} |`),
  );
  await rewrite(
    'README.md',
    metas
      .filter(({ severity }) => severity !== 'hint')
      .map(({ id, title, severity }) => `| [${id}](docs/rules/${id}.md) | ${title} | ${severity} |`),
  );
  return 0;
});
