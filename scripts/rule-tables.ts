/**
 * Writes what the rules say of themselves to where it stands again: the tables of `docs/rules/README.md` (all) and `README.md` (those on by
 * default), and the setting `joulewise.rules` of the manifest. `npm run rule-tables`.
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

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { properties?: Readonly<Record<string, unknown>> }>>;
    }[];
  };
}

/** How loud each rule may be, as the setting offers it. */
async function rewriteManifest(ids: readonly string[]): Promise<void> {
  const file = path.join(root, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  const severities = ['off', 'hint', 'information', 'warning'];
  const choice = {
    type: 'string',
    enum: severities,
    enumDescriptions: severities.map((severity) => `%setting.severity.${severity}%`),
  };
  for (const { properties } of manifest.contributes.configuration) {
    const setting = properties['joulewise.rules'];
    if (setting !== undefined) {
      setting.properties = Object.fromEntries([...ids].sort().map((id) => [id, choice]));
    }
  }
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
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
  await rewriteManifest(metas.map(({ id }) => id));
  return 0;
});
