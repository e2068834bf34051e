import * as vscode from 'vscode';
import { Checker } from './editor/check/checker';
import { StoredCache } from './editor/check/stored-cache';
import { DocumentWatch } from './editor/check/watch';
import { CheckFile } from './editor/commands/check-file';
import { CheckWorkspace } from './editor/commands/check-workspace';
import { Choose } from './editor/commands/choose';
import { ChooseLaunch } from './editor/commands/choose-launch';
import { EstimateFootprint } from './editor/commands/estimate-footprint';
import { ExplainLine } from './editor/commands/explain-line';
import { registerCommands } from './editor/commands/register-commands';
import { UseLogPace } from './editor/commands/use-log-pace';
import { engineSource } from './editor/engine-source';
import { Failures } from './editor/failures';
import { CodeActions } from './editor/findings/code-actions';
import { Diagnostics } from './editor/findings/diagnostics';
import { Forecasts } from './editor/forecast/forecasts';
import { FindingHover } from './editor/forecast/hover';
import { Launches } from './editor/forecast/launches';
import { OverrideStore } from './editor/forecast/overrides';
import { StatusBar } from './editor/forecast/status-bar';
import { programmingInterface, type JoulewiseApi } from './editor/programming-interface';
import { PageRequests } from './editor/report/page-requests';
import { ReportView } from './editor/report/report-view';
import { ActiveScript } from './editor/script/active-script';
import { ModuleTexts } from './editor/script/module-texts';
import { ConfigurationFiles } from './editor/settings/configuration-files';
import { SettingsReader } from './editor/settings/settings';

/** Composes the extension; features register themselves, and load parser and tables when they are first used. */
export function activate(context: vscode.ExtensionContext): JoulewiseApi {
  const log = vscode.window.createOutputChannel('Joulewise', { log: true });
  context.subscriptions.push(log);
  const failures = new Failures(log);
  const settings = new SettingsReader(log);
  const modules = new ModuleTexts(log);
  const engine = engineSource(context, log);
  const checker = new Checker(engine, modules, settings, log, failures);
  const active = new ActiveScript(failures);
  const overrides = new OverrideStore(context.workspaceState);
  const launches = new Launches(context.workspaceState, engine, modules);
  const forecasts = new Forecasts(engine, settings, overrides, launches, log);
  const diagnostics = new Diagnostics(checker, settings);
  const requests = new PageRequests(overrides, engine, forecasts, launches, checker, log);
  const report = new ReportView(context.extensionUri, checker, active, forecasts, overrides, launches, settings, requests, log, failures);
  const status = new StatusBar(checker, active, forecasts, overrides, launches, settings, failures);
  const estimate = new EstimateFootprint(checker, active, forecasts, overrides, settings, engine, report);
  const checkFile = new CheckFile(checker, active, settings);
  const checkWorkspace = new CheckWorkspace(checker, diagnostics, modules, settings, engine, new StoredCache(context), log, failures);
  const explainLine = new ExplainLine(checker, modules, settings, engine);
  const choose = new Choose(active, settings, engine);
  const chooseLaunch = new ChooseLaunch(checker, active, launches);
  const usePaceFromLog = new UseLogPace(checker, active, forecasts, overrides, report);
  const codeActions = new CodeActions(checker, settings, failures);
  const hover = new FindingHover(checker, forecasts, settings, failures);
  const configurationFiles = new ConfigurationFiles(checker, engine, failures);
  const watch = new DocumentWatch(checker, modules, settings);
  const features = [
    settings,
    modules,
    checker,
    active,
    overrides,
    launches,
    forecasts,
    diagnostics,
    report,
    status,
    checkWorkspace,
    explainLine,
    codeActions,
    hover,
    configurationFiles,
    watch,
  ];
  features.forEach((feature) => {
    feature.register(context);
  });
  const handlers = {
    estimateFootprint: () => estimate.run(),
    checkFile: () => checkFile.run(),
    checkWorkspace: () => checkWorkspace.run(),
    explainLine: (line?: unknown) => explainLine.run(line),
    openReport: () => report.reveal(),
    chooseHardware: () => choose.hardware(),
    chooseRegion: () => choose.region(),
    chooseLaunch: (given?: unknown) => chooseLaunch.run(given),
    usePaceFromLog: (log?: unknown) => usePaceFromLog.run(log),
    showLog: () => {
      log.show();
    },
  };
  registerCommands(context, handlers, failures);
  return programmingInterface(checker, forecasts, report, status);
}
