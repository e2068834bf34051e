import * as vscode from 'vscode';
import type { Choice, Engine, EngineSource, PlaceChoice } from '../engine';
import { choiceItems, type ChoiceItem } from '../forecast/choice-items';
import type { ActiveScript } from '../script/active-script';
import type { SettingsReader } from '../settings/settings';

/** Lets a person pick hardware or place from the reference tables and keeps the choice in the settings. */
export class Choose {
  constructor(
    private readonly active: ActiveScript,
    private readonly settings: SettingsReader,
    private readonly engine: EngineSource,
  ) {}

  async hardware(): Promise<void> {
    const picked = await pickHardware(await this.engine(), this.settings.read(this.scope).hardware);
    if (picked !== undefined) {
      await this.settings.write('hardware', picked === 'none' ? undefined : picked.id, this.scope);
    }
  }

  async region(): Promise<void> {
    const { region, zone } = this.settings.read(this.scope);
    const picked = await pickPlace(await this.engine(), region ?? zone);
    if (picked === undefined) {
      return;
    }
    const isRegion = picked !== 'none' && picked.kind === 'region';
    await this.settings.write('region', picked !== 'none' && isRegion ? picked.id : undefined, this.scope);
    await this.settings.write('zone', picked !== 'none' && !isRegion ? picked.id : undefined, this.scope);
  }

  private get scope(): vscode.Uri | undefined {
    const { current } = this.active;
    return current.kind === 'script' ? current.owner.uri : undefined;
  }
}

export function pickHardware(engine: Engine, present: string | null): Promise<Picked<Choice>> {
  return pick((typed) => engine.hardware(typed), present, {
    title: vscode.l10n.t('Choose Hardware'),
    placeholder: vscode.l10n.t('What will it train on? Search by name, such as A100 or RTX 3090.'),
  });
}

export function pickPlace(engine: Engine, present: string | null): Promise<Picked<PlaceChoice>> {
  return pick((typed) => engine.places(typed), present, {
    title: vscode.l10n.t('Choose Region'),
    placeholder: vscode.l10n.t('Where does the electricity come from? Search a country, a grid zone or a cloud region.'),
  });
}

/** The row that was picked, `none` to take a choice back, undefined when a person gave up. */
type Picked<T> = T | 'none' | undefined;

async function pick<T extends Choice>(
  search: (typed: string) => readonly T[],
  present: string | null,
  texts: { readonly title: string; readonly placeholder: string },
): Promise<Picked<T>> {
  const none: ChoiceItem = { id: '', label: vscode.l10n.t('No choice') };
  const itemsFor = (typed: string): readonly ChoiceItem[] => {
    const items = choiceItems(search(typed));
    const chosen = items.filter(({ id }) => id === present).map((item) => ({ ...item, label: `$(check) ${item.label}` }));
    return [...chosen, ...(present === null ? [] : [none]), ...items.filter(({ id }) => id !== present)];
  };
  const input = vscode.window.createQuickPick<ChoiceItem>();
  Object.assign(input, texts);
  input.items = itemsFor('');
  const picked = await new Promise<ChoiceItem | undefined>((resolve) => {
    input.onDidChangeValue((typed) => {
      input.items = itemsFor(typed);
    });
    input.onDidAccept(() => {
      resolve(input.selectedItems[0]);
    });
    input.onDidHide(() => {
      resolve(undefined);
    });
    input.show();
  });
  input.dispose();
  return picked?.id === none.id ? 'none' : search('').find(({ id }) => id === picked?.id);
}
