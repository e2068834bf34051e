import type { MlView } from '../ml/ml-view';
import type { Program } from '../python/program/program';
import type { SpanEdit } from '../python/program/edits';
import type { Place } from '../python/values/trail';
import type { Confidence, ProfileChange, Saving, Severity } from './finding';

export type Topic =
  | 'data-loading'
  | 'precision'
  | 'loops'
  | 'evaluation'
  | 'budget'
  | 'architecture'
  | 'transfer-learning'
  | 'search'
  | 'checkpointing'
  | 'distributed'
  | 'classic-ml'
  | 'tabular'
  | 'inference'
  | 'fine-tuning'
  | 'hardware';

/** What is said of a rule before any code is read; the rule's page and the tables of the documentation repeat it. */
export interface RuleMeta {
  readonly id: string;
  readonly topic: Topic;
  /** One line, as a heading: what is wrong. */
  readonly title: string;
  readonly severity: Severity;
  /** Package names as people know them. */
  readonly frameworks: readonly string[];
  /** A file whose text holds none of these cannot have a finding: it is passed over unread. */
  readonly markers: readonly string[];
  /** Where the markers are words of everyday code: of each of these lists, too, one word must stand in the text. */
  readonly needs?: readonly (readonly string[])[];
  readonly saving: Saving;
}

export interface FixProposal {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly SpanEdit[];
}

export interface FindingProposal {
  readonly place: Place;
  readonly message: string;
  readonly confidence: Confidence;
  /** Lower than the rule's own severity where the code gives reason. */
  readonly severity?: Severity;
  readonly change?: ProfileChange;
  readonly fixes?: readonly FixProposal[];
}

/** A rule reads a program and proposes findings; it never reads syntax. */
export interface Rule {
  readonly meta: RuleMeta;
  check(program: Program, ml: MlView): Iterable<FindingProposal>;
}
