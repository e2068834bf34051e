/** What every part of the page needs: the texts, the way to the host, and what is unfolded or being edited. */
import type { PageAction, PageMessage } from '../src/protocol/messages';
import type { StringKey } from '../src/protocol/strings';

/** The one input that is being typed into. */
export interface InputEdit {
  readonly key: string;
  draft: string;
  invalid: boolean;
}

export interface Page {
  readonly locale: string;
  /** The text of a key, with its `{name}` places filled in. */
  t(key: StringKey, values?: Readonly<Record<string, string | number>>): string;
  post(message: PageMessage): void;
  act(action: PageAction): void;
  readonly unfolded: readonly string[];
  isUnfolded(key: string): boolean;
  fold(key: string, unfolded: boolean): void;
  readonly showsAllMeasures: boolean;
  showAllMeasures(all: boolean): void;
  readonly edit: InputEdit | null;
  /** Starts, changes or (null) ends editing, and renders again with the focus on `focusKey`. */
  setEdit(edit: InputEdit | null, focusKey: string): void;
  /** True while parts are being replaced, when elements lose focus without the person having left them. */
  readonly isRendering: boolean;
  /** Brings an element into view, at the edge that is nearest unless it should be seen with what is around it. */
  focus(key: string, block?: 'nearest' | 'center'): void;
}
