/** The only file that knows @vscode/webview-ui-toolkit: what the page needs of it, as functions that return elements. */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeLink,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import type { Button, Dropdown, TextField } from '@vscode/webview-ui-toolkit';

type ButtonElement = HTMLElement & Pick<Button, 'appearance'>;
type DropdownElement = HTMLElement & Pick<Dropdown, 'selectedIndex'>;
type TextFieldElement = HTMLElement & Pick<TextField, 'value'>;

/** Registers the elements; call once, before the first render. */
export function registerComponents(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeDropdown(),
    vsCodeLink(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

export interface ButtonProperties {
  readonly label: string;
  readonly key: string;
  /** The accessible name, where the label alone does not say what is acted on. */
  readonly name?: string;
  readonly primary?: boolean;
  readonly onPress: () => void;
}

export function button(properties: ButtonProperties): HTMLElement {
  const element = document.createElement('vscode-button') as ButtonElement;
  element.appearance = properties.primary === true ? 'primary' : 'secondary';
  if (properties.name !== undefined) element.setAttribute('aria-label', properties.name);
  element.dataset.key = properties.key;
  element.textContent = properties.label;
  element.addEventListener('click', properties.onPress);
  return element;
}

export interface DropdownProperties {
  readonly name: string;
  readonly key: string;
  readonly options: readonly string[];
  readonly selected: number;
  readonly onSelect: (index: number) => void;
}

export function dropdown(properties: DropdownProperties): HTMLElement {
  const element = document.createElement('vscode-dropdown') as DropdownElement;
  element.setAttribute('aria-label', properties.name);
  element.setAttribute('position', 'below');
  element.dataset.key = properties.key;
  properties.options.forEach((label, index) => {
    const option = document.createElement('vscode-option');
    option.textContent = label;
    option.setAttribute('value', String(index));
    if (index === properties.selected) option.setAttribute('selected', '');
    element.append(option);
  });
  element.addEventListener('change', () => {
    if (element.selectedIndex >= 0 && element.selectedIndex !== properties.selected) properties.onSelect(element.selectedIndex);
  });
  return element;
}

export interface TextFieldProperties {
  readonly name: string;
  readonly key: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

export function textField(properties: TextFieldProperties): HTMLElement {
  const element = document.createElement('vscode-text-field') as TextFieldElement;
  nameOnceConnected(element, properties.name);
  element.dataset.key = properties.key;
  element.value = properties.value;
  element.addEventListener('input', () => {
    properties.onInput(element.value);
  });
  return element;
}

/** Marks a text field as wrong for people who hear it; the reason is shown beside it. */
export function markInvalid(field: HTMLElement, invalid: boolean): void {
  field.setAttribute('aria-invalid', String(invalid));
}

/** A link to the web; anything but https is shown as text. */
export function link(href: string, label: string): Node {
  if (!href.startsWith('https://')) return document.createTextNode(label);
  const element = document.createElement('vscode-link');
  element.setAttribute('href', href);
  element.textContent = label;
  return element;
}

export function progressRing(label: string): HTMLElement {
  const element = document.createElement('vscode-progress-ring');
  nameOnceConnected(element, label);
  return element;
}

/** Some elements of the toolkit write a name of their own ("Text field", "Loading") when they are put into the page. */
function nameOnceConnected(element: HTMLElement, name: string): void {
  queueMicrotask(() => {
    element.setAttribute('aria-label', name);
  });
}
