/** What the editor asks of the analysis. The one implementation is `assessor-engine.ts`; tests give their own. */
import type { Analysis } from '../assess/analysis';
import type { Configuration } from '../assess/configuration';
import type { Estimate, NoEstimate } from '../assess/estimate';
import type { AnalyzeOptions, Workspace } from '../assess/assess';
import type { FindingSaving } from '../assess/finding-saving';
import type { Finding, TextEdit } from '../rules/finding';
import type { LaunchChoice } from '../assess/launch-part';
import type { Overrides } from '../assess/overrides';
import type { ConfigurationProblem } from '../assess/project/configuration-file';
import type { ExplainRequest } from '../assess/explain/explain';
import type { Explanation } from '../assess/explain/explanation';
import type { Project } from '../assess/project/no-project';
import type { LaunchPart, ReportModel } from '../assess/report-model';
import type { FoundLaunches } from '../profile/launch/find-launches';
import type { Launch } from '../profile/launch/launch';
import type { LaunchedProfile } from '../profile/launch/launch-lines';
import type { RunProfile } from '../profile/run-profile';
import type { SourceDocument } from '../python/source/document';

/** Which rules run. */
export type RuleOptions = NonNullable<AnalyzeOptions['rules']>;

export type InputValue = string | number | boolean;

/** One accelerator or place to choose from. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  /** What tells it from its neighbours, in a few words. */
  readonly detail: string;
  readonly aliases: readonly string[];
}

/** A cloud region is stored in `joulewise.region`, a grid zone in `joulewise.zone`. */
export interface PlaceChoice extends Choice {
  readonly kind: 'region' | 'zone';
}

export interface Engine {
  /** What the files around a script say. */
  project(path: string, workspace: Workspace): Project;
  /** What is wrong with a configuration file. */
  problemsOfFile(path: string, text: string): readonly ConfigurationProblem[];
  /** Why rules spoke or were silent at a line. */
  explain(document: SourceDocument, workspace: Workspace, request: ExplainRequest, rules: RuleOptions): Explanation;
  analyze(document: SourceDocument, workspace: Workspace, rules: RuleOptions): Analysis;
  /** The findings alone, of a file that is not open. */
  findings(document: SourceDocument, workspace: Workspace, rules: RuleOptions): Analysis;
  /** The runs as the chosen machine starts them: scripts that ask how many processes there are do other work in each of several. */
  launched(analysis: Analysis, configuration: Configuration, overrides: Overrides): Analysis;
  /** Launches that the files around a script state; ask again once the `wants` are loaded. */
  launches(analysis: Analysis): FoundLaunches;
  /** The runs as one launch starts them; ask again once the `wants` are loaded. */
  launchedAs(analysis: Analysis, launch: Launch): Analysis;
  /** Those launches that are to stand beside the code where nobody chose one. */
  undecided(analysis: Analysis, launches: readonly Launch[]): readonly Launch[];
  /** The runs with what launches say beside the code. */
  withLaunchLines(analysis: Analysis, lines: readonly LaunchedProfile[]): Analysis;
  /** How the script is started, as the report shows it. */
  launchPart(
    document: SourceDocument,
    workspace: Workspace,
    launches: readonly Launch[],
    choice: LaunchChoice | undefined,
  ): LaunchPart | null;
  /** The launch that was chosen, where it still is. */
  chosenLaunch(launches: readonly Launch[], choice: LaunchChoice | undefined): Launch | undefined;
  /** The comment that states a launch in the script; null where none can. */
  launchEdit(document: SourceDocument, workspace: Workspace, launch: Launch): TextEdit | null;
  estimate(run: RunProfile, configuration: Configuration, overrides: Overrides): Estimate | NoEstimate;
  /** What a finding saves of the run it stands in. */
  saving(analysis: Analysis, finding: Finding, configuration: Configuration, overrides: Overrides): FindingSaving | null;
  report(
    document: SourceDocument,
    analysis: Analysis,
    configuration: Configuration,
    overrides: Overrides,
    selectedRun: number,
  ): ReportModel;
  /** Accelerators that a text names, best match first; all for an empty text. */
  hardware(text: string): readonly Choice[];
  /** Grid zones and cloud regions that a text names, zones first; all for an empty text. */
  places(text: string): readonly PlaceChoice[];
  /** Frees what is kept of a document between two analyses. */
  forget(document: SourceDocument): void;
  dispose(): void;
}

/** Loads the engine at the first call and gives the same one afterwards. */
export type EngineSource = () => Promise<Engine>;

export function isEstimate(result: Estimate | NoEstimate): result is Estimate {
  return !('error' in result);
}
