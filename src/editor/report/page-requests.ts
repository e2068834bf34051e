import * as vscode from 'vscode';
import type { ReportModel } from '../../assess/report-model';
import type { FindingReference, PageAction, PageMessage } from '../../protocol/messages';
import type { Alternative } from '../../advice/alternative';
import type { Checked, Checker } from '../check/checker';
import { commands } from '../contributions';
import { writeLaunch } from '../commands/choose-launch';
import { pickHardware, pickPlace } from '../commands/choose';
import type { InputKey } from '../../assess/overrides';
import type { EngineSource } from '../engine';
import type { Forecasts } from '../forecast/forecasts';
import type { Launches } from '../forecast/launches';
import type { OverrideStore } from '../forecast/overrides';
import { exportReport } from './export-report';
import { aboutFinding, applyFix } from './finding-requests';
import { jump } from './in-editor';
import { links } from './links';

type Ready = Extract<ReportModel, { readonly state: 'ready' }>;

/** Does what a person asked for on the report page, always on the model that the page was given last. */
export class PageRequests {
  constructor(
    private readonly overrides: OverrideStore,
    private readonly engine: EngineSource,
    private readonly forecasts: Forecasts,
    private readonly launches: Launches,
    private readonly checker: Checker,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  async handle(message: PageMessage, checked: Checked | undefined, model: ReportModel | undefined): Promise<void> {
    if (message.type === 'fault') {
      this.log.error(`Report page: ${message.message}`);
      return;
    }
    if (message.type === 'action') {
      await this.act(message.action, checked, model);
      return;
    }
    if (checked === undefined || model === undefined) {
      return;
    }
    if ('finding' in message) {
      await aboutFinding(message, checked);
    } else if (model.state === 'ready') {
      await this.aboutModel(message, checked, model);
    }
  }

  private async act(action: PageAction, checked: Checked | undefined, model: ReportModel | undefined): Promise<void> {
    const run = vscode.commands.executeCommand;
    switch (action) {
      case 'chooseHardware':
        await run(commands.chooseHardware);
        break;
      case 'chooseRegion':
        await run(commands.chooseRegion);
        break;
      case 'chooseLaunch':
        await run(commands.chooseLaunch);
        break;
      case 'resetLaunch':
        if (checked !== undefined) {
          await this.launches.choose(checked, null);
        }
        break;
      case 'writeLaunch':
        if (checked !== undefined) {
          await writeLaunch(checked, this.launches, this.checker);
        }
        break;
      case 'estimate':
        await run(commands.estimateFootprint);
        break;
      case 'showLog':
        await run(commands.showLog);
        break;
      case 'openSettings':
        await run('workbench.action.openSettings', '@ext:joulewise.joulewise');
        break;
      case 'openMethod':
        await vscode.env.openExternal(vscode.Uri.parse(links.method));
        break;
      case 'resetAll':
        if (checked !== undefined) {
          await this.overrides.reset(checked.script.key);
        }
        break;
      case 'export':
        if (model?.state === 'ready' && model.estimate !== null) {
          await exportReport(vscode.workspace.asRelativePath(model.path), model.estimate);
        }
        break;
      case 'pin':
      case 'unpin':
        if (checked !== undefined && model?.state === 'ready') {
          this.forecasts.pin(checked.script.key, action === 'pin' ? model.estimate : null);
        }
        break;
      case 'ready':
        break;
    }
  }

  /** Tries out another machine or place, out of the tables. */
  private async pickInput(key: string, { script }: Checked): Promise<void> {
    if (key !== 'hardware' && key !== 'region') {
      return;
    }
    const present = this.overrides.all(script.key)[key];
    const pick = key === 'hardware' ? pickHardware : pickPlace;
    const picked = await pick(await this.engine(), typeof present === 'string' ? present : null);
    if (picked === 'none') {
      await this.overrides.reset(script.key, key);
    } else if (picked !== undefined) {
      this.overrides.tryOut(script.key, key, picked.id);
    }
  }

  /** Edits the code, or, where the change is not in the code, tries it out in the inputs of the report. */
  private async applyAlternative(checked: Checked, alternative: Alternative | undefined, isPreview: boolean): Promise<void> {
    if (alternative === undefined || alternative.edits.length > 0) {
      await applyFix(checked, alternative, isPreview);
      return;
    }
    const { hardware, count, region, zone } = alternative.change.machine ?? {};
    const place = region ?? zone;
    const changes = { hardware, count, region: place };
    for (const [key, value] of Object.entries(changes)) {
      if (value !== undefined) {
        this.overrides.tryOut(checked.script.key, key as keyof typeof changes, value);
      }
    }
  }

  private async aboutModel(message: Exclude<PageMessage, { finding: FindingReference }>, checked: Checked, model: Ready): Promise<void> {
    switch (message.type) {
      case 'useHardware':
        if (model.typical.some(({ hardware }) => hardware === message.hardware)) {
          await this.overrides.answer(checked.script.key, { hardware: message.hardware });
        }
        break;
      case 'override':
        if (model.inputs.some(({ key }) => key === message.key)) {
          this.overrides.tryOut(checked.script.key, message.key as InputKey, message.value);
        }
        break;
      case 'useLaunch':
        await this.launches.choose(checked, message.launch);
        break;
      case 'useLaunchHardware': {
        const asks = model.launch?.options.find(({ id }) => id === message.launch)?.asks;
        if (asks) {
          await this.overrides.answer(checked.script.key, { hardware: asks.hardware, count: asks.count });
        }
        break;
      }
      case 'jumpToLaunch': {
        const at = model.launch?.options.find(({ id }) => id === message.launch)?.at;
        if (at) {
          await jump(checked, at);
        }
        break;
      }
      case 'reset':
        await this.overrides.reset(checked.script.key, message.key);
        break;
      case 'pickInput':
        await this.pickInput(message.key, checked);
        break;
      case 'jumpToInput': {
        const at = model.inputs.find(({ key }) => key === message.key)?.at;
        if (at) {
          await jump(checked, at);
        }
        break;
      }
      case 'applyAlternative':
      case 'previewAlternative': {
        await this.applyAlternative(checked, alternativeOf(model, message.id), message.type === 'previewAlternative');
        break;
      }
      case 'openSource': {
        const address = /https:\/\/[^\s)]+[^\s).,;]/.exec(alternativeOf(model, message.id)?.source ?? '')?.[0];
        await vscode.env.openExternal(vscode.Uri.parse(address ?? links.sources));
        break;
      }
      case 'selectRun':
      case 'fault':
      case 'action':
        break;
    }
  }
}

function alternativeOf({ measures }: Ready, id: string): Alternative | undefined {
  return measures.flatMap((measure) => (measure.kind === 'alternative' ? [measure.alternative] : [])).find((one) => one.id === id);
}
