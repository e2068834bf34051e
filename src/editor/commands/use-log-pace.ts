import * as vscode from 'vscode';
import { overridesOf, paceOfFile } from '../../assess/log-overrides';
import { paceOfLog, type LogPace } from '../../ledger/log-pace';
import type { Checked, Checker } from '../check/checker';
import type { RunProfile } from '../../profile/run-profile';
import type { Forecasts } from '../forecast/forecasts';
import type { OverrideStore } from '../forecast/overrides';
import type { ReportView } from '../report/report-view';
import type { ActiveScript } from '../script/active-script';
import { printedBy } from '../script/cell-outputs';
import { settledScript } from './settled-script';

/** Puts the pace that a log or the outputs of the notebook show in the place of the forecast one, and shows the report. */
export class UseLogPace {
  constructor(
    private readonly checker: Checker,
    private readonly active: ActiveScript,
    private readonly forecasts: Forecasts,
    private readonly overrides: OverrideStore,
    private readonly report: ReportView,
  ) {}

  /** `given` is the address of a log, for callers that know it; without it a person picks one. */
  async run(given?: unknown): Promise<void> {
    const checked = await settledScript(this.checker, this.active);
    if (checked === undefined) {
      return;
    }
    const source = given instanceof vscode.Uri ? { kind: 'file' as const, uri: given } : await pickSource(checked);
    if (source === undefined) {
      return;
    }
    const pace = source.kind === 'outputs' ? source.pace : paceOfFile(await readText(source.uri));
    const read =
      pace === null ? { problem: vscode.l10n.t('The log shows no pace of a training.') } : used(pace, await this.forecasts.runs(checked));
    if ('problem' in read) {
      void vscode.window.showWarningMessage(read.problem);
      return;
    }
    await this.overrides.answer(checked.script.key, read.overrides);
    await this.report.reveal();
  }
}

type Used = { readonly overrides: NonNullable<ReturnType<typeof overridesOf>> } | { readonly problem: string };

function used(pace: LogPace, [run, ...others]: readonly RunProfile[]): Used {
  if (run === undefined || others.length > 0) {
    return {
      problem:
        run === undefined
          ? vscode.l10n.t('No training was recognised in this script.')
          : vscode.l10n.t('The log is of one run, and this script has {0}. State secondsPerStep in a comment.', others.length + 1),
    };
  }
  const overrides = overridesOf(pace, run);
  return overrides === null ? { problem: vscode.l10n.t('The log shows the pace of epochs, not of steps.') } : { overrides };
}

type Source = { readonly kind: 'outputs'; readonly pace: LogPace } | { readonly kind: 'file'; readonly uri: vscode.Uri };

/** Asks where the pace is written, unless it can only be a file. */
async function pickSource({ script }: Checked): Promise<Source | undefined> {
  const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.toString() === script.uri.toString());
  const pace = notebook === undefined ? null : paceOfLog(outputsOf(notebook));
  if (pace !== null) {
    const outputs = { label: vscode.l10n.t('Outputs of This Notebook') };
    const picked = await vscode.window.showQuickPick([outputs, { label: vscode.l10n.t('A Log File…') }], {
      title: vscode.l10n.t('Use Pace From Log'),
    });
    if (picked === undefined || picked === outputs) {
      return picked === undefined ? undefined : { kind: 'outputs', pace };
    }
  }
  const [uri] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Use Pace From Log'), defaultUri: script.uri })) ?? [];
  return uri === undefined ? undefined : { kind: 'file', uri };
}

/** What the cells printed, in their order. */
function outputsOf(notebook: vscode.NotebookDocument): string {
  return notebook.getCells().map(printedBy).join('\n');
}

async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
