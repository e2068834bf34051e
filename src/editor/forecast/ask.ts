import * as vscode from 'vscode';
import type { Choice, Engine, InputValue } from '../engine';
import { choiceItems, type ChoiceItem } from './choice-items';
import { readNumber, type Form, type Question } from './questions';
import { questionText } from './question-texts';

/** A person answered, kept what is assumed, went one step back, or gave up. */
export type Reply =
  | { readonly kind: 'answer'; readonly value: InputValue }
  | { readonly kind: 'assume' }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancel' };

export interface Step {
  readonly title: string;
  readonly number: number;
  readonly total: number;
}

type ReplyItem = vscode.QuickPickItem & { readonly reply: Reply };

/** Asks one question of a multi-step input. */
export function ask(question: Question, step: Step, engine: Engine): Promise<Reply> {
  const { form } = question;
  return form.kind === 'number'
    ? askNumber(question, form, step)
    : askChoice(question, (typed) => replyItems(question, form, engine, typed), step);
}

function askChoice(question: Question, itemsFor: (typed: string) => readonly ReplyItem[], step: Step): Promise<Reply> {
  const input = vscode.window.createQuickPick<ReplyItem>();
  input.placeholder = questionText(question.key);
  input.items = itemsFor('');
  return shown(input, step, (reply) => {
    input.onDidChangeValue((typed) => {
      input.items = itemsFor(typed);
    });
    input.onDidAccept(() => {
      const [selected] = input.selectedItems;
      if (selected !== undefined) {
        reply(selected.reply);
      }
    });
  });
}

function askNumber(question: Question, form: Extract<Form, { kind: 'number' }>, step: Step): Promise<Reply> {
  const input = vscode.window.createInputBox();
  input.prompt =
    question.assumed === null
      ? questionText(question.key)
      : vscode.l10n.t('{question} Press Enter to assume {value}.', { question: questionText(question.key), value: question.assumed });
  const check = (): Reply | null => {
    if (input.value.trim() === '' && question.assumed !== null) {
      return { kind: 'assume' };
    }
    const read = readNumber(input.value, form);
    return read.ok ? { kind: 'answer', value: read.value } : null;
  };
  const wrong = form.integer
    ? vscode.l10n.t('A whole number from {0} to {1}, such as 50,000 or 25M.', form.minimum, form.maximum.toLocaleString('en'))
    : vscode.l10n.t('A number from {0} to {1}.', form.minimum, form.maximum.toLocaleString('en'));
  return shown(input, step, (reply) => {
    input.onDidChangeValue(() => {
      input.validationMessage = check() === null ? wrong : undefined;
    });
    input.onDidAccept(() => {
      const answer = check();
      if (answer === null) {
        input.validationMessage = wrong;
      } else {
        reply(answer);
      }
    });
  });
}

function shown(
  input: vscode.QuickPick<ReplyItem> | vscode.InputBox,
  step: Step,
  listen: (reply: (reply: Reply) => void) => void,
): Promise<Reply> {
  input.title = step.title;
  input.step = step.number;
  input.totalSteps = step.total;
  input.ignoreFocusOut = true;
  input.buttons = step.number > 1 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise<Reply>((resolve) => {
    listen(resolve);
    input.onDidTriggerButton(() => {
      resolve({ kind: 'back' });
    });
    input.onDidHide(() => {
      resolve({ kind: 'cancel' });
    });
    input.show();
  }).finally(() => {
    input.dispose();
  });
}

function replyItems(question: Question, form: Exclude<Form, { kind: 'number' }>, engine: Engine, typed: string): readonly ReplyItem[] {
  const assume: ReplyItem = { label: withoutAnswer(question), reply: { kind: 'assume' } };
  if (form.kind === 'choice') {
    return [assume, ...form.choices.map((label) => ({ label, reply: { kind: 'answer', value: label } as const }))];
  }
  const table: readonly Choice[] = form.kind === 'hardware' ? engine.hardware(typed) : engine.places(typed);
  return [assume, ...choiceItems(table).map((item: ChoiceItem) => ({ ...item, reply: { kind: 'answer', value: item.id } as const }))];
}

/** What happens when a person does not say: the first choice, so that Enter is always an answer. */
function withoutAnswer({ form, assumed }: Question): string {
  if (assumed !== null) {
    return vscode.l10n.t('Assume {0}', assumed);
  }
  switch (form.kind) {
    case 'hardware':
      return vscode.l10n.t('Compare typical machines');
    case 'region':
      return vscode.l10n.t('Assume the average of the world');
    default:
      return vscode.l10n.t('Leave it open');
  }
}
