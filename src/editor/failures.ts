import * as vscode from 'vscode';

/** Where unexpected errors go: always to the log; to a message only where a person waits for an answer. */
export class Failures {
  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** For work that nobody asked for at this moment. */
  note(doing: string, error: unknown): void {
    if (isCancellation(error)) {
      return;
    }
    this.log.error(`${doing}: ${describe(error)}`);
  }

  /** For work that a person started and waits for. */
  async tell(doing: string, error: unknown): Promise<void> {
    if (isCancellation(error)) {
      return;
    }
    this.note(doing, error);
    const showLog = vscode.l10n.t('Show Log');
    const message = vscode.l10n.t('Joulewise hit an unexpected error; the log has the details.');
    if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) {
      this.log.show();
    }
  }

  /** Runs work that nobody waits for, so that no rejection is lost. */
  inBackground(doing: string, work: () => PromiseLike<unknown>): void {
    void Promise.resolve()
      .then(work)
      .catch((error: unknown) => {
        this.note(doing, error);
      });
  }
}

function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
