import type * as vscode from 'vscode';
import { loadAssets } from './assets';
import type { Engine, EngineSource } from './engine';

/** Loads parser and tables at the first call; a failed load is tried again at the next. */
export function engineSource(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): EngineSource {
  let loading: Promise<Engine> | undefined;
  const load = async (): Promise<Engine> => {
    const started = performance.now();
    // The tables of libraries and the parser are evaluated when they are first needed, not at activation.
    const { assessorEngine } = await import('./assessor-engine');
    const engine = await assessorEngine(await loadAssets(context.extensionUri));
    context.subscriptions.push(engine);
    log.debug(`Parser and tables loaded in ${Math.round(performance.now() - started).toString()} ms.`);
    return engine;
  };
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
