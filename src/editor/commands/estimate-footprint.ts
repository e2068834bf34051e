import * as vscode from 'vscode';
import type { Checked, Checker } from '../check/checker';
import type { Overrides } from '../../assess/overrides';
import type { EngineSource } from '../engine';
import { ask } from '../forecast/ask';
import type { Forecasts } from '../forecast/forecasts';
import type { OverrideStore } from '../forecast/overrides';
import { asOverrides, openQuestions, type Answer } from '../forecast/questions';
import type { ReportView } from '../report/report-view';
import type { ActiveScript } from '../script/active-script';
import { configurationOf, type SettingsReader } from '../settings/settings';
import { settledScript } from './settled-script';

/** Asks for what the code does not say, remembers the answers for this script, and shows the report. */
export class EstimateFootprint {
  constructor(
    private readonly checker: Checker,
    private readonly active: ActiveScript,
    private readonly forecasts: Forecasts,
    private readonly overrides: OverrideStore,
    private readonly settings: SettingsReader,
    private readonly engine: EngineSource,
    private readonly report: ReportView,
  ) {}

  async run(): Promise<void> {
    const checked = await settledScript(this.checker, this.active);
    if (checked === undefined) {
      return;
    }
    if ((await this.forecasts.runs(checked)).length > 0) {
      const answers = await this.askWhatIsOpen(checked);
      if (Object.keys(answers).length > 0) {
        await this.overrides.answer(checked.script.key, answers);
      }
    }
    await this.report.reveal();
  }

  /** Goes through the open questions; an answer may open or close others. Giving up keeps what was answered. */
  private async askWhatIsOpen(checked: Checked): Promise<Overrides> {
    const engine = await this.engine();
    const configuration = configurationOf(this.settings.read(checked.script.uri), checked.analysis);
    const remembered = this.overrides.answers(checked.script.key);
    const given: Answer[] = [];
    const passed: string[] = [];
    const order: ('given' | 'passed')[] = [];
    for (;;) {
      const answers = { ...remembered, ...asOverrides(given) };
      const result = await this.forecasts.estimate(checked, this.report.selectedRun, answers);
      const open = result === undefined ? [] : openQuestions(result, configuration, answers).filter(({ key }) => !passed.includes(key));
      const [question] = open;
      if (question === undefined) {
        return asOverrides(given);
      }
      const step = { title: vscode.l10n.t('Estimate Footprint'), number: order.length + 1, total: order.length + open.length };
      const reply = await ask(question, step, engine);
      switch (reply.kind) {
        case 'answer':
          given.push([question.key, reply.value]);
          order.push('given');
          break;
        case 'assume':
          passed.push(question.key);
          order.push('passed');
          break;
        case 'back':
          (order.pop() === 'given' ? given : passed).pop();
          break;
        case 'cancel':
          return asOverrides(given);
      }
    }
  }
}
