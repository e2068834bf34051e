import * as vscode from 'vscode';
import type { InputKey, Overrides } from '../../assess/overrides';
import type { InputValue } from '../engine';

const storageKey = 'joulewise.answers';
/** Answers of this many scripts are remembered; the one that was answered longest ago is forgotten first. */
const rememberedScripts = 200;

/**
 * What a person said about the inputs of a script, over what its code and the settings say: answers to questions are remembered
 * in the workspace, what-ifs live as long as the window.
 */
export class OverrideStore {
  private readonly whatIfs = new Map<string, Overrides>();
  private readonly changed = new vscode.EventEmitter<string>();

  /** Fires with the key of the script. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: vscode.Memento) {}

  register(context: vscode.ExtensionContext): void {
    context.subscriptions.push(this.changed);
  }

  /** The answers alone: they hold for the status bar and hovers too. */
  answers(script: string): Overrides {
    return this.remembered()[script] ?? {};
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
    const { [script]: before, ...others } = this.remembered();
    await this.remember({ ...others, [script]: { ...before, ...answers } });
    this.changed.fire(script);
  }

  tryOut(script: string, key: InputKey, value: InputValue): void {
    this.whatIfs.set(script, { ...this.whatIfs.get(script), [key]: value });
    this.changed.fire(script);
  }

  /** Goes back to what code and settings say, for one input or for all. */
  async reset(script: string, key?: string): Promise<void> {
    this.whatIfs.set(script, without(this.whatIfs.get(script) ?? {}, key));
    const { [script]: before, ...others } = this.remembered();
    const left = without(before ?? {}, key);
    await this.remember(Object.keys(left).length === 0 ? others : { ...others, [script]: left });
    this.changed.fire(script);
  }

  private remembered(): Readonly<Record<string, Overrides>> {
    return this.memory.get<Readonly<Record<string, Overrides>>>(storageKey, {});
  }

  private async remember(answers: Readonly<Record<string, Overrides>>): Promise<void> {
    await this.memory.update(storageKey, Object.fromEntries(Object.entries(answers).slice(-rememberedScripts)));
  }
}

function without(overrides: Overrides, key: string | undefined): Overrides {
  return key === undefined ? {} : Object.fromEntries(Object.entries(overrides).filter(([name]) => name !== key));
}
