import * as vscode from 'vscode';
import { strings } from '../../protocol/strings';

/** The texts of the page in the display language; `test/package/l10n.test.ts` keeps them in the bundle. */
export function pageStrings(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(strings).map(([key, english]) => [key, vscode.l10n.t(english)]));
}
