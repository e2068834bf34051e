import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReportModel } from '../../../src/assess/report-model';
import { commands } from '../../../src/editor/contributions';
import { closeAll, joulewise, until, withSettings } from '../support/editor';
import { training } from '../support/snippets';

const machine = { hardware: 'A100', region: 'us-east-1', pue: 1.2 };

const script = `import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=90)
args = parser.parse_args()
${training.replace('range(90)', 'range(args.epochs)')}`;

const files: Readonly<Record<string, string>> = {
  'launched/train.py': script,
  'launched/scripts/run.sh': '#!/bin/sh\n#SBATCH --gres=gpu:h100:4\ntorchrun --nproc_per_node 4 train.py --epochs 3\n',
  'launched/.vscode/launch.json': '{"configurations": [{"program": "${workspaceFolder}/train.py", "args": ["--epochs", "7"]}]}',
};

type Ready = Extract<ReportModel, { readonly state: 'ready' }>;

function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first);
  return first.uri;
}

async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), path), new TextEncoder().encode(text));
}

async function reportWith(what: string, holds: (model: Ready) => boolean): Promise<Ready> {
  const { report } = await joulewise();
  return until(what, async () => {
    const model = await report();
    return model.state === 'ready' && holds(model) ? model : undefined;
  });
}

function epochsOf({ inputs }: Ready): readonly unknown[] {
  const row = inputs.find(({ key }) => key === 'epochs');
  return [row?.value, row?.origin, ...(row?.alternatives ?? []).map(({ display, when }) => `${display} ${when}`)];
}

describe('launches', () => {
  beforeEach(async () => {
    for (const [path, text] of Object.entries(files)) {
      await write(path, text);
    }
  });

  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'launched'), { recursive: true });
  });

  it('around a script stand in its report, are chosen, taken back, and written into the script', async () => {
    await withSettings(machine, async () => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), 'launched/train.py'));
      await vscode.window.showTextDocument(document);
      const open = await reportWith('the launches', ({ launch }) => launch?.inForce === null);
      assert.deepEqual(
        open.launch?.options.map(({ id }) => id),
        ['.vscode/launch.json:1', 'scripts/run.sh:3', 'none'],
      );
      assert.equal(open.launch.options[1]?.asks?.count, 4);
      assert.deepEqual(epochsOf(open), [90, 'argparse-default', '7 launched as .vscode/launch.json:1', '3 launched as scripts/run.sh:3']);

      await vscode.commands.executeCommand(commands.chooseLaunch, 'scripts/run.sh:3');
      const chosen = await reportWith('the choice', ({ launch }) => launch?.isChosen === true);
      assert.deepEqual(epochsOf(chosen), [3, 'launcher']);
      assert.equal(chosen.estimate?.machine.count, 4);
      const estimate = await (await joulewise()).estimate(document.uri);
      assert.ok(estimate !== undefined && 'durationHours' in estimate);
      assert.deepEqual(estimate.durationHours, chosen.estimate.durationHours);

      await vscode.commands.executeCommand(commands.chooseLaunch, 'none');
      const alone = await reportWith('the code alone', ({ launch }) => launch?.inForce === 'none');
      assert.deepEqual(epochsOf(alone), [90, 'argparse-default']);

      await vscode.commands.executeCommand(commands.chooseLaunch, 'scripts/run.sh:3');
      await vscode.commands.executeCommand(commands.chooseLaunch, 'write');
      const stated = await reportWith('the comment', ({ launch }) => launch?.inForce === 'comment');
      assert.equal(document.lineAt(0).text, '# joulewise: launch="torchrun --nproc_per_node 4 train.py --epochs 3"');
      assert.deepEqual([stated.launch?.isChosen, stated.estimate?.machine.count], [false, 4]);
      assert.deepEqual(epochsOf(stated), [3, 'launcher']);
    });
  });

  it('follow the files that state them', async () => {
    await withSettings(machine, async () => {
      const uri = vscode.Uri.joinPath(folder(), 'launched/train.py');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      await reportWith('the launches', ({ launch }) => launch?.options.length === 3);
      await write('launched/scripts/long.sh', 'python train.py --epochs 300\n');
      const model = await reportWith('a new file', ({ launch }) => launch?.options.length === 4);
      assert.ok(epochsOf(model).includes('300 launched as scripts/long.sh:1'));
    });
  });
});
