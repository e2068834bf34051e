/** The view model of the report: everything the page shows, computed by the host. The page formats numbers and nothing else. */
import type { Alternative } from '../advice/alternative';
import type { FactName, FactOrigin, SourceRange } from '../profile/run-profile';
import type { Finding } from '../rules/finding';
import type { Estimate, NoEstimate } from './estimate';

/** One row of the inputs table, which is "read from your code" and "what if" in one. */
export interface InputRow {
  /** A fact of the run, or a part of the machine or grid. */
  readonly key: FactName | 'hardware' | 'count' | 'region' | 'pue' | 'cpuCores';
  readonly label: string;
  readonly value: string | number | boolean | null;
  readonly display: string;
  /** `modelled`: computed by the forecast, until a measured value is given. */
  readonly origin: FactOrigin | 'setting' | 'modelled' | 'unknown';
  readonly at: SourceRange | null;
  /** Other values the code holds, with their condition. */
  readonly alternatives: readonly { readonly display: string; readonly when: string }[];
  readonly editor: 'number' | 'choice' | 'text' | 'pick' | 'none';
  readonly choices: readonly string[];
  /** True when the value in force is the person's what-if, which can be reset. */
  readonly overridden: boolean;
  /** Why the last value that was entered here cannot be used, in one sentence. */
  readonly problem?: string;
}

/** One way to start the script. */
export interface LaunchOption {
  /** Names it in messages. */
  readonly id: string;
  /** A command of a file, the one that a comment of the script states, or the code alone. */
  readonly kind: 'launch' | 'comment' | 'none';
  /** The command on one line; empty for the code alone. */
  readonly text: string;
  /** `scripts/run.sh:3`; empty for the code alone. */
  readonly place: string;
  readonly at: SourceRange | null;
  /** All processes together. */
  readonly processes: number;
  readonly nodes: number;
  /** The precision that its launcher gives the script. */
  readonly precision: string | null;
  /** Accelerators that its batch system is asked for: a suggestion, which holds once the person takes it. */
  readonly asks: { readonly hardware: string; readonly name: string; readonly count: number } | null;
}

/** How the script is started, as far as the files around it and its comments say. */
export interface LaunchPart {
  readonly options: readonly LaunchOption[];
  /** Id of the option that the figures hold for; null while it is left open, and inputs show where launches differ. */
  readonly inForce: string | null;
  /** True when the person chose it here, so that it can be taken back or written into the script. */
  readonly isChosen: boolean;
  /** The command of a choice that no file states any more. */
  readonly lost: string | null;
  /** True when a comment in the script can say what was chosen. */
  readonly canWrite: boolean;
}

/** The figures that a what-if is held against: the code as written, or the variant that was pinned. */
export interface Comparison {
  readonly basis: 'written' | 'pinned';
  readonly estimate: Estimate;
}

/** With no hardware chosen, typical machines stand side by side. */
export interface TypicalMachine {
  readonly hardware: string;
  readonly name: string;
  readonly estimate: Estimate;
}

export type ReportModel =
  | {
      readonly state: 'empty';
      readonly reason: 'no-editor' | 'not-python' | 'no-training' | 'loading';
      readonly fileName: string | null;
      readonly findings: readonly FindingMeasure[];
    }
  | { readonly state: 'error'; readonly fileName: string; readonly message: string }
  | {
      readonly state: 'ready';
      readonly fileName: string;
      readonly path: string;
      readonly runs: readonly { readonly id: string; readonly label: string }[];
      readonly selectedRun: number;
      /** Null while hardware is not chosen (see `typical`) or facts are missing. */
      readonly estimate: Estimate | null;
      readonly problem: NoEstimate | null;
      readonly typical: readonly TypicalMachine[];
      readonly inputs: readonly InputRow[];
      /** The file's findings and the alternatives, one list, best first. */
      readonly measures: readonly Measure[];
      readonly syntaxBroken: boolean;
      /** True when the code is so large that not all of its values were worked out. */
      readonly exhausted: boolean;
      /** Null or absent where there is nothing to choose from. */
      readonly launch?: LaunchPart | null;
      /** True while the report shows something else than code, settings and answers say. */
      readonly whatIf?: boolean;
      /** Present while an input is overridden or a variant is pinned. */
      readonly comparedWith?: Comparison | null;
    };

export interface FindingMeasure {
  readonly kind: 'finding';
  /** Of the rule, as a heading; the finding's message says the rest. */
  readonly title: string;
  readonly finding: Finding;
  readonly saving: Alternative['saving'] | null;
  readonly index: number;
}

export type Measure = FindingMeasure | { readonly kind: 'alternative'; readonly alternative: Alternative };
