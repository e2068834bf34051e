import * as vscode from 'vscode';
import type { AskableKey } from './questions';

/** The question for an input, in one sentence. */
export function questionText(key: AskableKey): string {
  const texts: Readonly<Record<AskableKey, string>> = {
    hardware: vscode.l10n.t('What will it train on?'),
    region: vscode.l10n.t('Where does the electricity come from?'),
    epochs: vscode.l10n.t('How many epochs will it train?'),
    maxSteps: vscode.l10n.t('How many optimizer steps will it train?'),
    trainSamples: vscode.l10n.t('How many samples does the training set hold?'),
    batchSizePerDevice: vscode.l10n.t('How many samples are in one batch on one device?'),
    parameters: vscode.l10n.t('How many parameters does the model have?'),
    forwardFlopsPerSample: vscode.l10n.t('How many FLOPs does one forward pass of one sample take?'),
    tokensPerSample: vscode.l10n.t('How many tokens does one sample hold?'),
    secondsPerStep: vscode.l10n.t('How many seconds does one step take?'),
    trials: vscode.l10n.t('How many trials does the search run?'),
    precision: vscode.l10n.t('In which precision does it train?'),
  };
  return texts[key];
}
