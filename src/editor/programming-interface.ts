import type * as vscode from 'vscode';
import type { Estimate, NoEstimate } from '../assess/estimate';
import type { ReportModel } from '../assess/report-model';
import type { Finding } from '../rules/finding';
import type { Checker } from './check/checker';
import type { Forecasts } from './forecast/forecasts';
import type { StatusBar } from './forecast/status-bar';
import type { ReportView } from './report/report-view';

/** What other extensions get from `activate`. It changes in incompatible ways only with `version`. */
export interface JoulewiseApi {
  readonly version: 1;
  /** Findings of an open Python file or notebook as its text stands; undefined where Joulewise does not read it. */
  readonly findings: (uri: vscode.Uri) => Promise<readonly Finding[] | undefined>;
  /** Footprint of the first training of an open script on the chosen hardware; undefined where there is none. */
  readonly estimate: (uri: vscode.Uri) => Promise<Estimate | NoEstimate | undefined>;
  /** The report of the active editor. */
  readonly report: () => Promise<ReportModel>;
  /** What the status bar shows for the active editor; undefined while it is hidden. */
  readonly statusText: () => string | undefined;
}

export function programmingInterface(checker: Checker, forecasts: Forecasts, report: ReportView, status: StatusBar): JoulewiseApi {
  return {
    version: 1,
    findings: async (uri) => (await checker.settled(uri.toString()))?.findings,
    estimate: async (uri) => {
      const checked = await checker.settled(uri.toString());
      return checked === undefined ? undefined : forecasts.estimate(checked);
    },
    report: () => report.model(),
    statusText: () => status.text,
  };
}
