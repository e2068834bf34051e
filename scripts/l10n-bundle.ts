/** What `l10n/bundle.l10n.json` holds: every text of the extension's code and of the report page, for translators. */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { strings } from '../src/protocol/strings';

const root = path.resolve(__dirname, '..');

export const bundleFile = path.join(root, 'l10n', 'bundle.l10n.json');

/** The bundle as it must be: texts by themselves, in the order of the alphabet. */
export async function localizationBundle(): Promise<string> {
  const folder = path.join(root, 'src', 'editor');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const files = await Promise.all(
    names.map(async (name) => ({ extension: '.ts', contents: await readFile(path.join(folder, name), 'utf8') })),
  );
  const page = Object.fromEntries(Object.values(strings).map((text) => [text, text]));
  const bundle = { ...(await getL10nJson(files)), ...page };
  const sorted = Object.fromEntries(Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}
