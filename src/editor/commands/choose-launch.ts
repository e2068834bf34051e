import * as vscode from 'vscode';
import type { LaunchOption, LaunchPart } from '../../assess/report-model';
import type { Checked, Checker } from '../check/checker';
import type { Launches } from '../forecast/launches';
import { apply, jump } from '../report/in-editor';
import type { ActiveScript } from '../script/active-script';
import { settledScript } from './settled-script';

/** Lets a person say how the active script is started: one of the launches that were found, or the code alone. */
export class ChooseLaunch {
  constructor(
    private readonly checker: Checker,
    private readonly active: ActiveScript,
    private readonly launches: Launches,
  ) {}

  /** `given` is the id of an option, or `write` or `reset`, for callers that know it; without it a person picks one. */
  async run(given?: unknown): Promise<void> {
    const checked = await settledScript(this.checker, this.active);
    if (checked === undefined) {
      return;
    }
    const { part } = await this.launches.started(checked);
    if (part === null) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'No launch of this script was found: no shell script, Makefile, notebook, launch.json or tasks.json beside it starts it.',
        ),
      );
      return;
    }
    const answer = typeof given === 'string' ? given : await pick(part, (option) => option.at !== null && void jump(checked, option.at));
    if (answer === 'write') {
      await writeLaunch(checked, this.launches, this.checker);
    } else if (answer !== undefined) {
      await this.launches.choose(checked, answer === 'reset' ? null : answer);
    }
  }
}

/** Writes the choice into the script. The comment holds from then on; until it is read, the choice does, so that no figure changes. */
export async function writeLaunch(checked: Checked, launches: Launches, checker: Checker): Promise<void> {
  const edit = await launches.comment(checked);
  if (edit === null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('A comment cannot say this launch.'));
    return;
  }
  const isDone = await apply(checked.script, [edit], vscode.l10n.t('State the launch in a comment'), false);
  const after = isDone ? await checker.settled(checked.script.key) : undefined;
  if (after !== undefined) {
    await launches.choose(after, null);
  }
}

/** `answer` is the id of an option, or what is to be done with the choice. */
type Item = vscode.QuickPickItem & { readonly answer?: string; readonly option?: LaunchOption };

function pick(part: LaunchPart, open: (option: LaunchOption) => void): Promise<string | undefined> {
  const input = vscode.window.createQuickPick<Item>();
  input.title = vscode.l10n.t('Choose Launch');
  input.placeholder = vscode.l10n.t('How is this script started?');
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = itemsOf(part);
  const inForce = input.items.filter(({ option }) => option?.id === part.inForce);
  if (inForce.length > 0) {
    input.activeItems = inForce;
  }
  return new Promise<string | undefined>((resolve) => {
    input.onDidAccept(() => {
      resolve(input.selectedItems[0]?.answer);
    });
    input.onDidTriggerItemButton(({ item }) => {
      if (item.option !== undefined) {
        open(item.option);
      }
    });
    input.onDidHide(() => {
      resolve(undefined);
    });
    input.show();
  }).finally(() => {
    input.dispose();
  });
}

function itemsOf(part: LaunchPart): readonly Item[] {
  const options = part.options.map((option) => itemOf(option, option.id === part.inForce));
  const reset: Item = { label: vscode.l10n.t('Leave Open'), detail: vscode.l10n.t('Take the choice back.'), answer: 'reset' };
  const write: Item = {
    label: vscode.l10n.t('Write as Comment'),
    detail: vscode.l10n.t('State the chosen launch in the script, where others see it too.'),
    answer: 'write',
  };
  const about = [...(part.isChosen || part.lost !== null ? [reset] : []), ...(part.canWrite ? [write] : [])];
  return about.length === 0 ? options : [...options, { label: '', kind: vscode.QuickPickItemKind.Separator }, ...about];
}

function itemOf(option: LaunchOption, isInForce: boolean): Item {
  const mark = isInForce ? '$(check) ' : '';
  // What a comment states is the absence of a choice.
  const answer = option.kind === 'comment' ? 'reset' : option.id;
  if (option.kind === 'none') {
    return { label: `${mark}${vscode.l10n.t('No Launch')}`, detail: vscode.l10n.t('What the code says alone.'), answer, option };
  }
  const name = option.kind === 'comment' ? vscode.l10n.t('Comment in Line {0}', option.at?.line ?? 1) : option.place;
  return {
    label: mark + name,
    description: givesText(option),
    detail: option.text,
    buttons: [{ iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: vscode.l10n.t('Go to {0}', option.place) }],
    answer,
    option,
  };
}

/** What the launcher gives beside the arguments, which the command shows. */
function givesText({ processes, nodes, precision, asks }: LaunchOption): string {
  return [
    processes > 1 ? vscode.l10n.t('{0} processes', processes) : '',
    nodes > 1 ? vscode.l10n.t('{0} nodes', nodes) : '',
    precision ?? '',
    asks === null ? '' : vscode.l10n.t('asks for {0} × {1}', asks.count, asks.name),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
