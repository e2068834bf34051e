import type * as vscode from 'vscode';
import { notebookType } from './script';

/** Documents that providers are asked about; `ownerOf` sorts out copies and revisions. */
export const scriptSelector: vscode.DocumentSelector = [{ language: 'python' }, { language: 'python', notebookType }];
