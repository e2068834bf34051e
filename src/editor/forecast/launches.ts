import * as vscode from 'vscode';
import type { Analysis } from '../../assess/analysis';
import type { LaunchChoice } from '../../assess/launch-part';
import type { LaunchOption, LaunchPart } from '../../assess/report-model';
import type { Launch } from '../../profile/launch/launch';
import type { LaunchedProfile } from '../../profile/launch/launch-lines';
import type { TextEdit } from '../../rules/finding';
import type { Checked } from '../check/checker';
import type { EngineSource } from '../engine';
import type { ModuleTexts } from '../script/module-texts';
import { isCurrent } from '../script/readable';
import type { Script } from '../script/script';
import { ScriptMemory } from '../script/script-memory';

/** How often what is wanted is loaded: a search goes up one folder at a time, and a launch may name a file that names another. */
const deepestRounds = 16;

/** A script as it is started. */
export interface Started {
  /** The findings of the check with the runs that the figures are made of. */
  readonly analysis: Analysis;
  /** What can be chosen; null where there is nothing. */
  readonly part: LaunchPart | null;
  readonly launches: readonly Launch[];
}

/**
 * How scripts are started: launches that the files around them state, and what a person chose among them, remembered in the workspace.
 * They are read when a forecast is asked for, never for findings.
 */
export class Launches {
  private readonly choices: ScriptMemory<LaunchChoice>;
  private readonly kept = new WeakMap<Analysis, { readonly print: string; readonly started: Promise<Started> }>();
  private readonly changed = new vscode.EventEmitter<string>();

  /** Fires with the key of a script whose launch was chosen. */
  readonly onDidChange = this.changed.event;

  constructor(
    memory: vscode.Memento,
    private readonly engine: EngineSource,
    private readonly modules: ModuleTexts,
  ) {
    this.choices = new ScriptMemory(memory, 'joulewise.launches');
  }

  register(context: vscode.ExtensionContext): void {
    context.subscriptions.push(this.changed);
  }

  /** The script as it is started, made once for each check and choice. */
  started({ script, analysis }: Checked): Promise<Started> {
    const choice = this.choices.get(script.key);
    const print = JSON.stringify(choice ?? null);
    const kept = this.kept.get(analysis);
    if (kept?.print === print) {
      return kept.started;
    }
    const started = this.start(script, analysis, choice);
    this.kept.set(analysis, { print, started });
    // What failed is tried again when it is asked for again.
    started.catch(() => this.kept.delete(analysis));
    return started;
  }

  /** Takes the option of this id; null takes a choice back. */
  async choose(checked: Checked, id: string | null): Promise<void> {
    const { part } = await this.started(checked);
    const option = part?.options.find((one) => one.id === id);
    if (id === null || option !== undefined) {
      await this.remember(checked, option === undefined ? undefined : choiceOf(option));
    }
  }

  /** The edit that writes the choice into the script as a comment; null where none is chosen, or no comment can say it. */
  async comment(checked: Checked): Promise<TextEdit | null> {
    const engine = await this.engine();
    const { launches } = await this.started(checked);
    const { script } = checked;
    const chosen = engine.chosenLaunch(launches, this.choices.get(script.key));
    return chosen === undefined ? null : engine.launchEdit(script.source, this.modules.seenOnce(script.uri), chosen);
  }

  private async remember({ script }: Checked, choice: LaunchChoice | undefined): Promise<void> {
    await this.choices.set(script.key, choice);
    this.changed.fire(script.key);
  }

  private async start(script: Script, analysis: Analysis, choice: LaunchChoice | undefined): Promise<Started> {
    const engine = await this.engine();
    const settled = async <T extends { readonly wants: readonly string[] }>(ask: () => T): Promise<T> => {
      let result = ask();
      for (let round = 0; round < deepestRounds && (await this.modules.load(script.uri, result.wants)); round++) {
        result = ask();
      }
      return result;
    };
    const { launches } = await settled(() => engine.launches(analysis));
    const part = engine.launchPart(script.source, this.modules.seenOnce(script.uri), launches, choice);
    const chosen = engine.chosenLaunch(launches, choice);
    if (chosen !== undefined) {
      return { analysis: await settled(() => engine.launchedAs(analysis, chosen)), part, launches };
    }
    if (choice?.kind === 'none') {
      return { analysis, part, launches };
    }
    const lines: LaunchedProfile[] = [];
    for (const launch of engine.undecided(analysis, launches)) {
      await breath();
      if (!isCurrent(script)) {
        break;
      }
      const { profile } = await settled(() => engine.launchedAs(analysis, launch));
      lines.push({ launch, profile });
    }
    return { analysis: engine.withLaunchLines(analysis, lines), part, launches };
  }
}

function choiceOf({ kind, text, at }: LaunchOption): LaunchChoice | undefined {
  return kind === 'launch' ? { kind, path: at?.path ?? '', text } : kind === 'none' ? { kind } : undefined;
}

/** Each launch is an analysis of its own; between two of them the host sees to what else is waiting. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
