import type * as vscode from 'vscode';
import type { Choice } from '../engine';

export type ChoiceItem = vscode.QuickPickItem & { readonly id: string };

/** Rows of a reference table that were found for what a person typed; the quick pick shows them all, as it knows no aliases. */
export function choiceItems(choices: readonly Choice[]): readonly ChoiceItem[] {
  return choices.map(({ id, name, detail, aliases }) => ({
    id,
    label: name,
    description: [detail, ...aliases.filter((alias) => !name.includes(alias)).slice(0, 4)].filter((part) => part !== '').join(' · '),
    alwaysShow: true,
  }));
}
