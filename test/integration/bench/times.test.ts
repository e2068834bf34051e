import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Small, and costly in a way that every version of the rules knows. */
const script = `import torch
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

data = datasets.CIFAR10('data', train=True, transform=transforms.ToTensor())
loader = DataLoader(data, batch_size=64)
device = torch.device('cuda')
`;

/** The next change of a document's findings. */
function nextFindings(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((changed) => changed.toString() === uri.toString())) {
        subscription.dispose();
        resolve(vscode.languages.getDiagnostics(uri));
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
    const findings = nextFindings(document.uri);
    await vscode.window.showTextDocument(document);
    assert.ok((await findings).length > 0);
  });

  it('findings after an edit', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(5, 39), ', num_workers=4');
    const before = vscode.languages.getDiagnostics(document.uri).length;
    const findings = nextFindings(document.uri);
    await vscode.workspace.applyEdit(edit);
    assert.ok((await findings).length < before);
  });
});
