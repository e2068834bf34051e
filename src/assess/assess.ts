/** The one orchestration: a document becomes findings and runs, a run a forecast, alternatives and the report. Pure and synchronous. */
import type { Alternative } from '../advice/alternative';
import { MlView } from '../ml/ml-view';
import type { TrainingWork } from '../ml/training-work';
import type { Launch } from '../profile/launch/launch';
import { launchStated } from '../profile/launch/launch-files';
import { findLaunches, type FoundLaunches } from '../profile/launch/find-launches';
import { disputedFacts, mostLines, withLaunchLines, type LaunchedProfile } from '../profile/launch/launch-lines';
import { readProfile } from '../profile/read-profile';
import { factValue, type Profile, type RunProfile } from '../profile/run-profile';
import type { PythonParser } from '../python/parser';
import { fuelToWeigh } from '../python/evaluate/following';
import type { SourceDocument } from '../python/source/document';
import { inProcesses, type World } from '../python/world';
import type { Reference } from '../reference/reference';
import { mayFind, type CheckOptions } from '../rules/check';
import type { Finding, Severity } from '../rules/finding';
import { adviseRun, savingIn, type AdvisedRun } from './advise-run';
import type { FindingSaving } from './finding-saving';
import { withProfile, withRunsOf, type Analysis } from './analysis';
import type { Configuration } from './configuration';
import { directivesOf, problemOfLaunch } from './directives';
import type { Estimate, NoEstimate } from './estimate';
import { explain, type ExplainRequest } from './explain/explain';
import type { Explanation } from './explain/explanation';
import { Evaluations } from './evaluations';
import { estimateRun, type EstimateOptions } from './estimate-run';
import { withPeers } from './peer-methods';
import { override, type Overrides } from './overrides';
import { besideScript } from './launch-part';
import { processesOn } from './resolve-machine';
import { problemsOfFile } from './project/check-file';
import type { ConfigurationProblem } from './project/configuration-file';
import type { Project } from './project/no-project';
import { Projects, rulesOver } from './project/project';
import { versionsStatedIn } from './project/versions/stated-in-script';
import { reportModel } from './report';
import type { ReportModel, TypicalMachine } from './report-model';
import { withLaunch } from '../profile/launch/with-launch';
import { withStatedFacts } from './stated-facts';
import { shownFindings } from './shown-findings';
import { trainingWorks } from './training-works';
import { typicalMachines } from './typical';
import { Worlds } from './worlds';
import { once } from '../reference/once';

/** Texts of other files as the host has loaded them: a text, null for "no such file", undefined for "not loaded yet". */
export interface Workspace {
  read(path: string): string | null | undefined;
}

export interface AnalyzeOptions {
  /** Keeps the syntax trees for the next edit of this document. */
  readonly remember?: boolean;
  /** What the run is given from outside; by default the versions that project and script state, and nothing else. */
  readonly world?: World;
  /** Which rules run, as the person asks at this moment; it goes before what the project's file says. */
  readonly rules?: CheckOptions;
  /** The lowest severity where neither person nor project states one; every finding when absent. */
  readonly standardLevel?: Severity;
  /** How the script is started, as the person says at this moment; it goes before what a comment of the script says. */
  readonly launch?: Launch;
  /** Leaves out the half that is not needed. */
  readonly only?: 'findings' | 'profile';
  /**
   * How rules learn how heavy a training is, for which its model has to be counted: now, or, while a person types, from the last time
   * that `weighed` of an analysis of this document was asked. By default now.
   */
  readonly weigh?: 'now' | 'as-before';
}

/** What an analysis was made of, to make it again. */
interface Source {
  readonly document: SourceDocument;
  readonly workspace: Workspace;
  readonly world: World;
  readonly asksForProcesses: boolean;
  /** What launches of the repository say beside the code. */
  readonly lines?: readonly LaunchedProfile[];
}

export class Assessor {
  private readonly evaluations: Evaluations;
  private readonly projects = new Projects();
  private readonly worlds = new Worlds();
  private loaded: Reference | undefined;
  /** The text an analysis read, for edits that replace a part of it. */
  private readonly sources = new WeakMap<Analysis, Source>();
  /** What the trainings of a document ask of a machine, as it was last counted, by its path. */
  private readonly works = new Map<string, readonly TrainingWork[]>();
  /** Analyses under the processes of a machine, by the analysis that knew of none. */
  private readonly inProcesses = new WeakMap<Analysis, Map<string, Analysis>>();

  constructor(
    parser: PythonParser,
    private readonly loadReference: () => Reference,
  ) {
    this.evaluations = new Evaluations(parser);
  }

  get reference(): Reference {
    return (this.loaded ??= this.loadReference());
  }

  /** What the files around a script say; ask again once its `wants` are loaded. */
  project(path: string, workspace: Workspace): Project {
    return this.projects.of(path, workspace);
  }

  /** What is wrong with a `joulewise.toml` or with `[tool.joulewise]` of a `pyproject.toml`. */
  problemsOfFile(path: string, text: string): readonly ConfigurationProblem[] {
    return problemsOfFile(path, text, () => this.reference);
  }

  /** Reads a document; what it lacks of the workspace stands in `wants`. */
  analyze(document: SourceDocument, workspace: Workspace, options: AnalyzeOptions = {}): Analysis {
    const directives = directivesOf(document);
    const launch = options.launch ?? (directives.launch === null ? null : this.launch(directives.launch.text, document, workspace));
    const { project, world, rules } = this.asked(document, workspace, options, launch);
    const checks = options.only !== 'profile' && project.enable;
    if (options.only === 'findings' && directives.suppressions.length === 0 && !(checks && mayFind(document, rules))) {
      return this.unread(document, workspace, world, project, directives.problems);
    }
    const program =
      options.weigh === 'as-before'
        ? this.evaluations.next(document, workspace, world)
        : this.evaluations.of(document, workspace, world, options.remember);
    const fuel = options.only === 'findings' ? fuelToWeigh : undefined;
    const readRuns = once((): Profile =>
      withStatedFacts(withLaunch(readProfile(program, this.reference, ml, fuel), launch), directives.facts),
    );
    const count = once(() => trainingWorks(readRuns(), this.reference));
    const before = options.weigh === 'as-before' ? (this.works.get(document.path) ?? noWorks) : null;
    const ml: MlView = new MlView(program, before === null ? count : () => before);
    const find = (view: MlView): readonly Finding[] => (checks ? shownFindings(program, rules, directives.suppressions, view) : []);
    const make = (findings: readonly Finding[], weighed?: Analysis['weighed']): Analysis => {
      const analysis = withProfile(options.only === 'findings' ? () => noRuns(document) : readRuns, {
        findings,
        project,
        wants: [...project.wants, ...program.wants],
        syntaxBroken: program.broken,
        exhausted: program.exhausted,
        problems: [...directives.problems, ...(launch === null ? problemOfLaunch(directives) : [])],
        ...(program.remarks.length === 0 ? {} : { remarks: program.remarks }),
        ...(weighed === undefined ? {} : { weighed }),
      });
      this.sources.set(analysis, { document, workspace, world, asksForProcesses: program.asksForProcesses });
      return analysis;
    };
    const findings = find(ml);
    if (before === null || !ml.isWeighed) {
      return make(findings);
    }
    return make(findings, () => {
      this.works.set(document.path, count());
      return JSON.stringify(before) === JSON.stringify(count()) ? null : make(find(new MlView(program, count)));
    });
  }

  /**
   * The runs as a machine of several accelerators starts them: one process for each, where the script asks how many there are. The
   * analysis itself where that changes nothing.
   */
  launched(analysis: Analysis, configuration: Configuration, overrides: Overrides = {}): Analysis {
    const source = this.sources.get(analysis);
    const { runs } = analysis.profile;
    const [run] = runs;
    const isSpread = source?.asksForProcesses === true || runs.some((one) => factValue(one, 'distributed') === 'dp');
    if (source === undefined || run === undefined || !isSpread) {
      return analysis;
    }
    const changed = override(run, configuration, overrides, () => this.reference);
    const processes = processesOn(changed.run, changed.configuration, () => this.reference);
    if (processes.count === 1 || source.world.processes?.count === processes.count) {
      return analysis;
    }
    const known = this.inProcesses.get(analysis) ?? new Map<string, Analysis>();
    this.inProcesses.set(analysis, known);
    const key = `${processes.count}/${processes.perNode}`;
    const launched = known.get(key) ?? this.inWorld(analysis, source, inProcesses(source.world, processes));
    known.set(key, launched);
    return launched;
  }

  /** Launches of the script that the files around it state; ask again once the `wants` are loaded. */
  launches(analysis: Analysis): FoundLaunches {
    const source = this.sources.get(analysis);
    return source === undefined ? { launches: [], wants: [] } : findLaunches(source.document.path, (path) => source.workspace.read(path));
  }

  /** The same findings with the runs as one launch starts them; what it lacks of the workspace stands in `wants`. */
  launchedAs(analysis: Analysis, launch: Launch): Analysis {
    const source = this.sources.get(analysis);
    if (source === undefined) {
      return analysis;
    }
    const started = this.analyze(source.document, source.workspace, { only: 'profile', launch });
    const launched = withRunsOf(analysis, started);
    this.sources.set(launched, this.sources.get(started) ?? source);
    return launched;
  }

  /**
   * The runs with what the files around the script say of its launches. A launch that a person states leaves no question; the analysis
   * is then the same.
   */
  withLaunchLines(analysis: Analysis, lines: readonly LaunchedProfile[] = this.launchLines(analysis)): Analysis {
    const source = this.sources.get(analysis);
    if (source === undefined || lines.length === 0) {
      return analysis;
    }
    const { profile } = analysis;
    const stated: Analysis = {
      ...analysis,
      profile: withLaunchLines(profile, lines),
      disputed: profile.runs.map((_, index) => disputedFacts(profile, lines, index)),
    };
    this.sources.set(stated, { ...source, lines });
    return stated;
  }

  /** Those launches that are to stand beside the code: none where a person states one, where nothing trains, or where they are many. */
  undecided(analysis: Analysis, launches: readonly Launch[]): readonly Launch[] {
    const isOpen = this.sources.get(analysis)?.world.words === null && launches.length <= mostLines;
    return isOpen && launches.length > 0 && analysis.profile.runs.length > 0 ? launches : [];
  }

  private launchLines(analysis: Analysis): readonly LaunchedProfile[] {
    const { launches } = this.launches(analysis);
    return this.undecided(analysis, launches).map((launch) => ({ launch, profile: this.launchedAs(analysis, launch).profile }));
  }

  /** The same findings with the runs of another world. */
  private inWorld(analysis: Analysis, source: Source, world: World): Analysis {
    const { document, workspace } = source;
    const program = this.evaluations.of(document, workspace, world);
    const profile = withStatedFacts(readProfile(program, this.reference), directivesOf(document).facts);
    if (profile.runs.length !== analysis.profile.runs.length) {
      // What was chosen by its number would be another run.
      return analysis;
    }
    const launched: Analysis = { ...analysis, profile: withLaunchLines(profile, source.lines ?? []) };
    this.sources.set(launched, { ...source, world });
    return launched;
  }

  /** Why rules spoke or were silent at one line. */
  explain(document: SourceDocument, workspace: Workspace, request: ExplainRequest, options: AnalyzeOptions = {}): Explanation {
    const { project, world, rules } = this.asked(document, workspace, options);
    const program = this.evaluations.of(document, workspace, world);
    const { facts, suppressions } = directivesOf(document);
    const ml: MlView = new MlView(program, () =>
      trainingWorks(withStatedFacts(readProfile(program, this.reference, ml), facts), this.reference),
    );
    return explain(ml, request, rules, suppressions, project, world.versions);
  }

  /** What project and person ask for one document: the project, the world it runs in, and the rules. */
  private asked(
    document: SourceDocument,
    workspace: Workspace,
    options: AnalyzeOptions,
    launch: Launch | null = null,
  ): { readonly project: Project; readonly world: World; readonly rules: CheckOptions } {
    const project = this.projects.of(document.path, workspace);
    const world = options.world ?? this.worlds.of({ ...project.versions, ...versionsStatedIn(document) }, launch);
    const rules = rulesOver(project.rules, options.rules ?? {});
    const level = rules.level ?? options.standardLevel;
    return { project, world, rules: level === undefined ? rules : { ...rules, level } };
  }

  /** A document in whose text nothing stands that a rule could find. */
  private unread(document: SourceDocument, workspace: Workspace, world: World, project: Project, problems: Analysis['problems']): Analysis {
    const analysis: Analysis = {
      findings: [],
      profile: noRuns(document),
      project,
      wants: project.wants,
      syntaxBroken: false,
      exhausted: false,
      ...(problems === undefined ? {} : { problems }),
    };
    this.sources.set(analysis, { document, workspace, world, asksForProcesses: false });
    return analysis;
  }

  /** The footprint of one run, or what is missing to tell. */
  estimate(run: RunProfile, configuration: Configuration, overrides: Overrides = {}, options: EstimateOptions = {}): Estimate | NoEstimate {
    const changed = override(run, configuration, overrides, () => this.reference);
    return withPeers(estimateRun(changed.run, changed.configuration, this.reference, options), this.reference);
  }

  /** Alternatives to one run, best first; none while no forecast of it can be made. */
  advise(analysis: Analysis, run: RunProfile, configuration: Configuration, overrides: Overrides = {}): readonly Alternative[] {
    const advised = this.advised(analysis, run, configuration, overrides);
    return advised === null ? [] : adviseRun(advised, this.reference);
  }

  /** What a finding saves of the run it stands in, or of the first one; null while no forecast of it can be made, or no figure is known. */
  saving(analysis: Analysis, finding: Finding, configuration: Configuration, overrides: Overrides = {}): FindingSaving | null {
    const { runs } = this.launched(analysis, configuration, overrides).profile;
    const around = runs.find(({ at }) => at !== undefined && at.line <= finding.line && finding.line <= at.endLine);
    const run = around ?? runs[0];
    const advised = run === undefined ? null : this.advised(analysis, run, configuration, overrides);
    return advised === null ? null : savingIn(advised, finding, this.reference);
  }

  private advised(analysis: Analysis, run: RunProfile, configuration: Configuration, overrides: Overrides): AdvisedRun | null {
    const changed = override(run, configuration, overrides, () => this.reference);
    const present = estimateRun(changed.run, changed.configuration, this.reference);
    const source = this.sources.get(analysis);
    return 'error' in present || source === undefined
      ? null
      : { run: changed.run, configuration: changed.configuration, present, findings: analysis.findings, document: source.document };
  }

  /** Everything the report shows of one run of a document. */
  report(
    document: SourceDocument,
    analysis: Analysis,
    configuration: Configuration,
    overrides: Overrides,
    selectedRun: number,
  ): ReportModel {
    return reportModel(document, this.launched(analysis, configuration, overrides), configuration, overrides, selectedRun, this.reference);
  }

  /** The same run on a few typical machines, for when none is chosen. */
  typical(run: RunProfile, configuration: Configuration, overrides: Overrides = {}): readonly TypicalMachine[] {
    const changed = override(run, configuration, overrides, () => this.reference);
    return typicalMachines(changed.run, changed.configuration, this.reference);
  }

  /** The launch that a person states, in a flag or a comment; null where its command starts something else. */
  launch(text: string, document: SourceDocument, workspace: Workspace): Launch | null {
    return launchStated(text, document.path, besideScript(document, workspace));
  }

  /** Frees what is kept of a document between two analyses. */
  forget(path: string): void {
    this.evaluations.forget(path);
    this.works.delete(path);
  }
}

const noWorks: readonly TrainingWork[] = [];

function noRuns({ path }: SourceDocument): Profile {
  return { version: 1, path, runs: [] };
}
