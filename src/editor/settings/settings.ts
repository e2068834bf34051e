import * as vscode from 'vscode';
import type { Analysis } from '../../assess/analysis';
import { chosenOver, type Configuration } from '../../assess/configuration';
import type { SettingName } from '../contributions';
import { validateSettings, type Settings } from './validate';

/** Settings as they hold for a document. The level is null where nobody stated one, so that the project's file decides. */
export type SettingsHere = Omit<Settings, 'level'> & { readonly level: Settings['level'] | null };

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
  read(scope?: vscode.Uri): SettingsHere {
    const configuration = vscode.workspace.getConfiguration('joulewise', scope ?? null);
    const { settings, problems } = validateSettings((name) => configuration.get(name));
    for (const { message } of problems) {
      if (!this.told.has(message)) {
        this.told.add(message);
        this.log.warn(message);
      }
    }
    return isStated(configuration.inspect('level')) ? settings : { ...settings, level: null };
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

/** Whether somebody wrote a value in any of the places where settings are written. */
function isStated(found: ReturnType<vscode.WorkspaceConfiguration['inspect']>): boolean {
  return Object.entries(found ?? {}).some(([where, value]) => where.endsWith('Value') && where !== 'defaultValue' && value !== undefined);
}

/** The machine and grid that the settings choose, and for the rest the project's file. */
export function configurationOf(settings: Pick<Settings, keyof Configuration>, { project }: Pick<Analysis, 'project'>): Configuration {
  return chosenOver(project.machine, {
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
  });
}
