import type { Configuration } from '../assess/configuration';
import type { Estimate, NoEstimate } from '../assess/estimate';
import type { RunProfile } from '../profile/run-profile';
import type { SourceDocument } from '../python/source/document';
import type { Reference } from '../reference/reference';
import type { Finding, ProfileChange, TextEdit } from '../rules/finding';
import type { Alternative, AlternativeVerb, MachineChange } from './alternative';

export type Change = ProfileChange & { readonly machine?: MachineChange };

/** One run as it stands, and the means to try it otherwise. */
export interface AdviceRequest {
  readonly run: RunProfile;
  readonly present: Estimate;
  readonly configuration: Configuration;
  readonly reference: Reference;
  readonly findings: readonly Finding[];
  /** The text that facts were read from. */
  readonly document: SourceDocument;
  readonly reestimate: (change: Change) => Estimate | NoEstimate;
}

/** What might be done, before it is known what it saves. */
export interface Proposal {
  readonly id: string;
  readonly topic: Alternative['topic'];
  readonly title: string;
  /** One line: what changes, in figures of this script. */
  readonly detail: (changed: Estimate) => string;
  readonly verb: AlternativeVerb;
  readonly change: Change;
  readonly accuracy: string;
  readonly source: string;
  readonly edits: readonly TextEdit[];
  readonly quantity: 'energy' | 'carbon';
  /** Natural logarithm of P90 over P50 of the ratio between changed and present run: what both share has cancelled. */
  readonly ratioLogWidth: number;
}

/** One kind of alternative. Proposals that save nothing are dropped later. */
export type Adviser = (request: AdviceRequest) => readonly Proposal[];
