import * as vscode from 'vscode';

/** Small, and costly in a way that every version of the rules knows. */
const script = `import torch
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

data = datasets.CIFAR10('data', train=True, transform=transforms.ToTensor())
loader = DataLoader(data, batch_size=64)
device = torch.device('cuda')
`;

/** Resolves when the findings of a document have become what is waited for. */
function findings(uri: vscode.Uri, isReached: (found: readonly vscode.Diagnostic[]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const subscription = vscode.languages.onDidChangeDiagnostics(() => {
      if (isReached(vscode.languages.getDiagnostics(uri))) {
        subscription.dispose();
        resolve();
      }
    });
  });
}

/** The title of each is what `npm run bench` prints beside its duration. */
describe('', () => {
  let document: vscode.TextDocument;

  it('activation', async () => {
    await vscode.extensions.getExtension('joulewise.joulewise')?.activate();
  });

  it('first findings of a script', async () => {
    document = await vscode.workspace.openTextDocument({ language: 'python', content: script });
    const found = findings(document.uri, ({ length }) => length > 0);
    await vscode.window.showTextDocument(document);
    await found;
  });

  it('findings after an edit', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(5, 39), ', num_workers=4');
    const before = vscode.languages.getDiagnostics(document.uri).length;
    const fewer = findings(document.uri, ({ length }) => length < before);
    await vscode.workspace.applyEdit(edit);
    await fewer;
  });
});
