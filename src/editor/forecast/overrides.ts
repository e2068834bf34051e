import * as vscode from 'vscode';
import type { InputKey, Overrides } from '../../assess/overrides';
import type { InputValue } from '../engine';
import { ScriptMemory } from '../script/script-memory';

/**
 * What a person said about the inputs of a script, over what its code and the settings say: answers to questions are remembered
 * in the workspace, what-ifs live as long as the window.
 */
export class OverrideStore {
  private readonly whatIfs = new Map<string, Overrides>();
  private readonly changed = new vscode.EventEmitter<string>();

  /** Fires with the key of the script. */
  readonly onDidChange = this.changed.event;

  private readonly remembered: ScriptMemory<Overrides>;

  constructor(memory: vscode.Memento) {
    this.remembered = new ScriptMemory(memory, 'joulewise.answers');
  }

  register(context: vscode.ExtensionContext): void {
    context.subscriptions.push(this.changed);
  }

  /** The answers alone: they hold for the status bar and hovers too. */
  answers(script: string): Overrides {
    return this.remembered.get(script) ?? {};
  }

  /** Answers with the what-ifs of the report over them. */
  all(script: string): Overrides {
    return { ...this.answers(script), ...this.whatIfs.get(script) };
  }

  /** True while the report shows something else than code, settings and answers say. */
  isTryingOut(script: string): boolean {
    return Object.keys(this.whatIfs.get(script) ?? {}).length > 0;
  }

  async answer(script: string, answers: Overrides): Promise<void> {
    await this.remembered.set(script, { ...this.answers(script), ...answers });
    this.changed.fire(script);
  }

  tryOut(script: string, key: InputKey, value: InputValue): void {
    this.whatIfs.set(script, { ...this.whatIfs.get(script), [key]: value });
    this.changed.fire(script);
  }

  /** Goes back to what code and settings say, for one input or for all. */
  async reset(script: string, key?: string): Promise<void> {
    this.whatIfs.set(script, without(this.whatIfs.get(script) ?? {}, key));
    const left = without(this.answers(script), key);
    await this.remembered.set(script, Object.keys(left).length === 0 ? undefined : left);
    this.changed.fire(script);
  }
}

function without(overrides: Overrides, key: string | undefined): Overrides {
  return key === undefined ? {} : Object.fromEntries(Object.entries(overrides).filter(([name]) => name !== key));
}
