/** The value of an input, changed where it stands: a list to choose from, a field to type into, or the host's own pick. */
import type { InputRow } from '../../src/assess/report-model';
import { dropdown, markInvalid, textField } from '../components';
import { h } from '../dom';
import type { Page } from '../page';
import { inputFocusKey } from './arithmetic';

export function inputValue(page: Page, input: InputRow): Element {
  const choices = choicesOf(page, input);
  if (input.editor === 'none') return h('span', { key: inputFocusKey(input.key), tabIndex: -1 }, displayOf(page, input));
  if (choices.length > 0) return choiceList(page, input, choices);
  if (page.edit?.key === input.key) return editingField(page, input);
  return h(
    'button',
    {
      type: 'button',
      class: 'edit',
      key: inputFocusKey(input.key),
      aria: { label: page.t('changeInput', { label: input.label, value: displayOf(page, input) }) },
      onClick: () => {
        startEditing(page, input);
      },
    },
    h('span', {}, displayOf(page, input)),
  );
}

/** Starts to change an input, in whatever way it is changed. */
export function startEditing(page: Page, input: InputRow): void {
  const key = inputFocusKey(input.key);
  if (input.editor === 'pick') page.post({ type: 'pickInput', key: input.key });
  else if (choicesOf(page, input).length > 0) page.focus(key);
  else page.setEdit({ key: input.key, draft: input.value === null ? '' : String(input.value), invalid: false }, key);
}

function displayOf(page: Page, input: InputRow): string {
  return input.display === '' ? page.t('notKnown') : input.display;
}

interface Choice {
  readonly label: string;
  readonly value: string | boolean;
}

function choicesOf(page: Page, input: InputRow): readonly Choice[] {
  if (input.editor !== 'choice') return [];
  if (typeof input.value === 'boolean') {
    return [
      { label: page.t('yes'), value: true },
      { label: page.t('no'), value: false },
    ];
  }
  return input.choices.map((choice) => ({ label: choice, value: choice }));
}

function choiceList(page: Page, input: InputRow, choices: readonly Choice[]): Element {
  const current = choices.findIndex(({ value }) => value === input.value);
  // A value that is none of the choices still has to be shown: it leads the list.
  const options = current >= 0 ? choices : [{ label: displayOf(page, input), value: null }, ...choices];
  return dropdown({
    name: input.label,
    key: inputFocusKey(input.key),
    options: options.map(({ label }) => label),
    selected: Math.max(0, current),
    onSelect: (index) => {
      const value = options[index]?.value ?? null;
      if (value !== null) page.post({ type: 'override', key: input.key, value });
    },
  });
}

function editingField(page: Page, input: InputRow): Element {
  const { edit } = page;
  const focusKey = inputFocusKey(input.key);
  const field = textField({
    name: page.t('newValue', { label: input.label }),
    key: focusKey,
    value: edit?.draft ?? '',
    onInput: (draft) => {
      if (edit !== null) edit.draft = draft;
    },
  });
  markInvalid(field, edit?.invalid ?? false);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') commit(page, input, focusKey);
    else if (event.key === 'Escape') page.setEdit(null, focusKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener('focusout', () => {
    if (!page.isRendering && page.edit?.key === input.key) leave(page, input);
  });
  return field;
}

function commit(page: Page, input: InputRow, focusKey: string): void {
  const draft = page.edit?.draft.trim() ?? '';
  const value = input.editor === 'number' ? readNumber(draft) : draft;
  if (value === null || value === '') {
    page.setEdit({ key: input.key, draft, invalid: true }, focusKey);
    return;
  }
  page.setEdit(null, focusKey);
  if (value !== input.value) page.post({ type: 'override', key: input.key, value });
}

/** Leaving the field takes a usable value over and forgets any other. */
function leave(page: Page, input: InputRow): void {
  const draft = page.edit?.draft.trim() ?? '';
  const value = input.editor === 'number' ? readNumber(draft) : draft;
  page.setEdit(null, '');
  if (value !== null && value !== '' && value !== input.value) page.post({ type: 'override', key: input.key, value });
}

/** A number as people type it; 1,000 and 1 000 are refused or read alike everywhere, so no locale can change a value by 1000. */
function readNumber(text: string): number | null {
  const plain = text.replaceAll(/[\s_]/g, '');
  if (!/^\d*\.?\d+(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
