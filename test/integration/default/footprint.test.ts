import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/contributions';
import { closeAll, joulewise, openPython, pause, until, withSettings } from '../support/editor';
import { debugSwitch, training } from '../support/snippets';

const machine = { hardware: 'A100', count: 1, region: 'us-east-1', pue: 1.2 };

describe('footprint', () => {
  afterEach(closeAll);

  it('of a training stands in the status bar', async () => {
    const { statusText } = await joulewise();
    await withSettings(machine, async () => {
      await openPython(training);
      assert.match(
        await until('the figure', () => /Wh/.exec(statusText() ?? '')?.input),
        /^\$\(zap\) ~[\d.,]+\s[kM]?Wh · [\d.,]+\s(g|kg|t)\sCO₂e$/,
      );
    });
  });

  it('is not shown for a script that trains nothing', async () => {
    const { statusText, findings } = await joulewise();
    await withSettings(machine, async () => {
      const { uri } = await openPython(debugSwitch);
      await findings(uri);
      await pause(100);
      assert.equal(statusText(), undefined);
    });
  });

  it('is not shown where the status bar is switched off', async () => {
    const { statusText } = await joulewise();
    await withSettings(machine, async () => {
      await openPython(training);
      await until('the figure', statusText);
      await withSettings({ 'statusBar.enable': false }, async () => {
        await until('the end of the figure', () => statusText() === undefined);
      });
    });
  });

  it('adds up in the report, which the command opens', async () => {
    const { report } = await joulewise();
    await withSettings(machine, async () => {
      await openPython(training);
      await vscode.commands.executeCommand(commands.estimateFootprint);
      const model = await report();
      assert.ok(model.state === 'ready' && model.estimate !== null, JSON.stringify(model));
      const { energyKwh, carbonKg, grid } = model.estimate;
      assert.ok(Math.abs((energyKwh.p50 * grid.intensityGramsPerKwh) / 1000 - carbonKg.p50) < 1e-9);
      assert.equal(model.inputs.find(({ key }) => key === 'epochs')?.value, 90);
    });
  });

  it('asks for machine and place where nobody chose them, and shows typical machines when Enter is the answer', async () => {
    const { report } = await joulewise();
    await openPython(training);
    let isDone = false;
    const run = vscode.commands.executeCommand(commands.estimateFootprint).then(() => {
      isDone = true;
    });
    await until('the last step', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await pause(300);
      return isDone;
    });
    await run;
    const model = await report();
    assert.ok(model.state === 'ready');
    assert.ok(model.typical.length > 1);
  });

  it('names the nearest hardware where the setting is not known', async () => {
    const { estimate } = await joulewise();
    await withSettings({ ...machine, hardware: 'A1000000' }, async () => {
      const { uri } = await openPython(training);
      const result = await estimate(uri);
      assert.ok(result !== undefined && 'error' in result);
      assert.match(result.error, /A1000000.*A100/);
    });
  });

  it('takes the pace that a log shows', async () => {
    const { report } = await joulewise();
    await withSettings(machine, async () => {
      await openPython(training);
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder !== undefined);
      const log = vscode.Uri.joinPath(folder.uri, 'train.log');
      await vscode.workspace.fs.writeFile(log, new TextEncoder().encode('Epoch 0:  5%|▌  | 50/1000 [01:40<31:40,  2.00s/it]\n'));
      await vscode.commands.executeCommand(commands.usePaceFromLog, log);
      const pace = async (): Promise<unknown> => {
        const model = await report();
        return model.state === 'ready' ? model.inputs.find(({ key }) => key === 'secondsPerStep')?.value : undefined;
      };
      assert.equal(await until('the pace of the log', async () => ((await pace()) === 2 ? 2 : undefined)), 2);
      await vscode.workspace.fs.delete(log);
    });
  });

  it('has a report that follows the active editor', async () => {
    const { report } = await joulewise();
    assert.deepEqual(await report(), { state: 'empty', reason: 'no-editor', fileName: null, findings: [] });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content: '# Notes' }));
    const model = await until('the other editor', async () => {
      const shown = await report();
      return shown.state === 'empty' && shown.reason === 'not-python' ? shown : undefined;
    });
    assert.match(model.fileName ?? '', /Untitled/);
  });
});
