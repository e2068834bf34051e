import type * as vscode from 'vscode';

/** So many scripts are remembered; the one that was spoken of longest ago is forgotten first. */
const rememberedScripts = 200;

/** What a person said about scripts, by their keys, kept in the workspace. */
export class ScriptMemory<T> {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly storageKey: string,
  ) {}

  get(script: string): T | undefined {
    return this.all()[script];
  }

  /** Undefined forgets the script. */
  async set(script: string, value: T | undefined): Promise<void> {
    const { [script]: before, ...others } = this.all();
    if (before === undefined && value === undefined) {
      return;
    }
    const all: readonly (readonly [string, T | undefined])[] = [...Object.entries(others), [script, value]];
    const kept = all.filter(([, one]) => one !== undefined).slice(-rememberedScripts);
    await this.memory.update(this.storageKey, Object.fromEntries(kept));
  }

  private all(): Readonly<Record<string, T | undefined>> {
    return this.memory.get<Readonly<Record<string, T | undefined>>>(this.storageKey, {});
  }
}
