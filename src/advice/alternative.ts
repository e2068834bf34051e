/** A changed run, machine or grid, re-estimated for this script. */
import type { Estimate } from '../assess/estimate';
import type { ProfileChange, TextEdit } from '../rules/finding';

/** The verb is true: what pressing the button does. */
export type AlternativeVerb = 'edit-code' | 'change-launch' | 'compare';

export interface MachineChange {
  readonly hardware?: string;
  readonly count?: number;
  readonly region?: string;
  readonly zone?: string;
}

export interface Alternative {
  readonly id: string;
  readonly topic:
    'architecture' | 'transfer-learning' | 'precision' | 'region' | 'hardware' | 'search' | 'loading' | 'compression' | 'budget';
  readonly title: string;
  /** One line under the title: what changes, in figures of this script. */
  readonly detail: string;
  readonly verb: AlternativeVerb;
  readonly change: ProfileChange & { readonly machine?: MachineChange };
  readonly estimate: Estimate;
  /** What it does to accuracy, with figures when published. */
  readonly accuracy: string;
  readonly source: string;
  readonly edits: readonly TextEdit[];
  /** Relative change of energy or carbon against the present estimate, e.g. -0.41, with its range. */
  readonly saving: { readonly quantity: 'energy' | 'carbon'; readonly p10: number; readonly p50: number; readonly p90: number };
}
