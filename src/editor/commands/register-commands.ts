import * as vscode from 'vscode';
import { commands, type CommandName } from '../contributions';
import type { Failures } from '../failures';

export type CommandHandlers = Readonly<Record<CommandName, (...given: readonly unknown[]) => unknown>>;

/** Registers every command of the manifest; one that is forgotten does not compile. */
export function registerCommands(context: vscode.ExtensionContext, handlers: CommandHandlers, failures: Failures): void {
  for (const name of Object.keys(commands) as CommandName[]) {
    const run = async (...given: readonly unknown[]): Promise<void> => {
      try {
        await handlers[name](...given);
      } catch (error) {
        await failures.tell(commands[name], error);
      }
    };
    context.subscriptions.push(vscode.commands.registerCommand(commands[name], run));
  }
}
