import * as vscode from 'vscode';
import type { Configuration } from '../../assess/configuration';
import type { SettingName } from '../contributions';
import { validateSettings, type Settings } from './validate';

/** Reads the settings that hold for a document; values that cannot be right are logged once and replaced by their defaults. */
export class SettingsReader {
  private readonly told = new Set<string>();
  private readonly changed = new vscode.EventEmitter<vscode.ConfigurationChangeEvent>();

  /** Fires when a setting of Joulewise changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: vscode.LogOutputChannel) {}

  register(context: vscode.ExtensionContext): void {
    context.subscriptions.push(
      this.changed,
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('joulewise')) {
          this.changed.fire(event);
        }
      }),
    );
  }

  /** The settings for a document, notebook or folder; those of the window where none is given. */
  read(scope?: vscode.Uri): Settings {
    const configuration = vscode.workspace.getConfiguration('joulewise', scope ?? null);
    const { settings, problems } = validateSettings((name) => configuration.get(name));
    for (const { message } of problems) {
      if (!this.told.has(message)) {
        this.told.add(message);
        this.log.warn(message);
      }
    }
    return settings;
  }

  /** Writes a choice where it already stands, else for the user: nobody finds a changed file in their repository. */
  async write(name: SettingName, value: unknown, scope?: vscode.Uri): Promise<void> {
    const configuration = vscode.workspace.getConfiguration('joulewise', scope ?? null);
    const present = configuration.inspect(name);
    const target =
      present?.workspaceFolderValue !== undefined
        ? vscode.ConfigurationTarget.WorkspaceFolder
        : present?.workspaceValue !== undefined
          ? vscode.ConfigurationTarget.Workspace
          : vscode.ConfigurationTarget.Global;
    await configuration.update(name, value, target);
  }
}

/** The machine and grid that the settings choose. */
export function configurationOf(settings: Settings): Configuration {
  return {
    hardware: settings.hardware,
    count: settings.count,
    nodes: settings.nodes,
    cpuCores: settings.cpuCores,
    memoryGib: settings.memoryGib,
    region: settings.region,
    zone: settings.zone,
    intensityGramsPerKwh: settings.intensityGramsPerKwh,
    pue: settings.pue,
    electricityPricePerKwh: settings.electricityPricePerKwh,
    acceleratorPricePerHour: settings.acceleratorPricePerHour,
    currency: settings.currency,
  };
}
