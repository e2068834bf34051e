/** One table that is both "read from your code" and "what if": value, origin, jump, change in place, reset. */
import type { Assumption } from '../../src/assess/estimate';
import type { InputRow } from '../../src/assess/report-model';
import type { StringKey } from '../../src/protocol/strings';
import { h, linkButton } from '../dom';
import type { Child } from '../dom';
import type { Page } from '../page';
import { assumptionsKey, inputFocusKey } from './arithmetic';
import { assumptionOf, assumptionsBesides, isAssumed } from './assumed';
import type { Ready } from './header';
import { inputValue, startEditing } from './input-value';
import { placeLink } from './place';
import { section } from './section';

export function renderInputs(page: Page, model: Ready): Element {
  const assumptions = model.estimate?.assumptions ?? [];
  return section(
    { id: 'inputs', title: page.t('sectionInputs'), action: headAction(page, model) },
    h(
      'table',
      { class: 'inputs' },
      h(
        'thead',
        { class: 'visually-hidden' },
        h('tr', {}, ...(['input', 'origin', 'value', 'place'] as const).map((key) => h('th', { scope: 'col' }, page.t(key)))),
      ),
      h('tbody', {}, ...model.inputs.flatMap((input) => inputRows(page, input, assumptions, model.path))),
    ),
    besides(assumptionsBesides(model.inputs, assumptions)),
  );
}

function headAction(page: Page, model: Ready): Child {
  if (model.estimate === null) return null;
  const links: Element[] = [];
  if (model.inputs.some((input) => input.overridden)) links.push(actionLink(page, 'resetAll', 'resetAll'));
  const isPinned = model.comparedWith?.basis === 'pinned';
  links.push(isPinned ? actionLink(page, 'unpin', 'unpinVariant') : actionLink(page, 'pin', 'pinVariant', 'pinTitle'));
  return h('span', { class: 'head-actions' }, ...links);
}

function actionLink(page: Page, action: 'resetAll' | 'pin' | 'unpin', label: StringKey, title?: StringKey): Element {
  return linkButton(page.t(label), {
    key: action,
    ...(title === undefined ? {} : { title: page.t(title) }),
    onClick: () => {
      page.act(action);
    },
  });
}

function inputRows(page: Page, input: InputRow, assumptions: readonly Assumption[], script: string): Child[] {
  const assumed = isAssumed(input);
  const state = input.overridden ? 'overridden' : assumed ? 'assumed' : '';
  const notes = notesOf(page, input, assumptions);
  return [
    h(
      'tr',
      { class: notes.length > 0 ? `${state} has-note` : state },
      h('th', { scope: 'row' }, input.label),
      ...valueCells(page, input),
      h('td', { class: 'place-cell' }, placeCell(page, input, script)),
    ),
    notes.length > 0 && h('tr', { class: 'note-row' }, h('td', { colSpan: 4 }, ...notes)),
  ];
}

function notesOf(page: Page, input: InputRow, assumptions: readonly Assumption[]): Element[] {
  const key = input.display === '' ? 'onlyWhen' : 'alsoWhen';
  const notes = input.alternatives.map(({ display, when }) => h('span', { class: 'note' }, page.t(key, { value: display, when })));
  const why = isAssumed(input) ? assumptionOf(input, assumptions)?.why : undefined;
  if (why !== undefined) notes.push(h('span', { class: 'note' }, why));
  const invalid = page.edit?.key === input.key && page.edit.invalid;
  const problem = invalid ? page.t('notANumber', { example: exampleOf(input) }) : input.problem;
  if (problem !== undefined) notes.push(h('span', { class: 'note problem', role: 'alert' }, problem));
  return notes;
}

function exampleOf(input: InputRow): string {
  return typeof input.value === 'number' ? String(input.value) : '64';
}

/** A value that stands in the code needs no word beside the link to its line, except for those who cannot see the link. */
function valueCells(page: Page, input: InputRow): Child[] {
  if (input.origin === 'literal' && input.at !== null && !input.overridden) {
    const origin = h('span', { class: 'visually-hidden' }, page.t(originTexts.literal), ' ');
    return [h('td', { class: 'value', colSpan: 2 }, origin, inputValue(page, input))];
  }
  return [h('td', { class: 'origin' }, originCell(page, input)), h('td', { class: 'value' }, inputValue(page, input))];
}

function originCell(page: Page, input: InputRow): Child {
  if (input.overridden) {
    return linkButton(page.t('reset'), {
      key: `reset ${input.key}`,
      aria: { label: page.t('resetInput', { label: input.label }) },
      onClick: () => {
        page.post({ type: 'reset', key: input.key });
        page.focus(inputFocusKey(input.key));
      },
    });
  }
  return page.t(originTexts[input.origin]);
}

const originTexts: Readonly<Record<InputRow['origin'], StringKey>> = {
  literal: 'originLiteral',
  constant: 'originConstant',
  'argparse-default': 'originArgparse',
  'dataclass-default': 'originDataclass',
  'function-default': 'originFunction',
  'config-file': 'originConfig',
  launcher: 'originLauncher',
  'framework-default': 'originFramework',
  catalogue: 'originCatalogue',
  counted: 'originCounted',
  user: 'originUser',
  assumed: 'originAssumed',
  setting: 'originSetting',
  modelled: 'originModelled',
  unknown: 'originUnknown',
};

function placeCell(page: Page, input: InputRow, script: string): Child {
  if (input.at !== null) {
    const onJump = (): void => {
      page.post({ type: 'jumpToInput', key: input.key });
    };
    return placeLink(page, input.at, `jump ${input.key}`, onJump, script);
  }
  const isOpen = input.origin === 'assumed' || input.origin === 'unknown';
  if (!isOpen || input.editor === 'none' || input.overridden) return null;
  return linkButton(page.t('set'), {
    key: `set ${input.key}`,
    aria: { label: page.t('setInput', { label: input.label }) },
    onClick: () => {
      startEditing(page, input);
    },
  });
}

/** What is assumed besides the rows: quantities of the model that no input stands for. */
function besides(assumptions: readonly Assumption[]): Element | null {
  if (assumptions.length === 0) return null;
  return h(
    'ul',
    { class: 'assumptions', key: assumptionsKey, tabIndex: -1 },
    ...assumptions.map(({ quantity, value, why }) =>
      h('li', {}, h('span', { class: 'assumed' }, `${quantity} ${value}`), h('span', { class: 'note' }, why)),
    ),
  );
}
