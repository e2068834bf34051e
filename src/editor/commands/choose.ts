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
  return pick(engine.hardware(), present, {
    title: vscode.l10n.t('Choose Hardware'),
    placeHolder: vscode.l10n.t('What will it train on? Search by name, such as A100 or RTX 3090.'),
  });
}

export function pickPlace(engine: Engine, present: string | null): Promise<Picked<PlaceChoice>> {
  return pick(engine.places(), present, {
    title: vscode.l10n.t('Choose Region'),
    placeHolder: vscode.l10n.t('Where does the electricity come from? Search a country, a grid zone or a cloud region.'),
  });
}

/** The row that was picked, `none` to take a choice back, undefined when a person gave up. */
type Picked<T> = T | 'none' | undefined;

async function pick<T extends Choice>(
  choices: readonly T[],
  present: string | null,
  options: { readonly title: string; readonly placeHolder: string },
): Promise<Picked<T>> {
  const none: ChoiceItem = { id: '', label: vscode.l10n.t('No choice'), alwaysShow: false };
  const items = choiceItems(choices);
  const chosen = items.filter(({ id }) => id === present).map((item) => ({ ...item, label: `$(check) ${item.label}` }));
  const others = items.filter(({ id }) => id !== present);
  const shown = [...chosen, ...others, ...(present === null ? [] : [none])];
  const picked = await vscode.window.showQuickPick(shown, { ...options, matchOnDescription: true });
  return picked === none ? 'none' : choices.find(({ id }) => id === picked?.id);
}
