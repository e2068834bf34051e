/** How the script is started, as the report shows it: what was found, what is in force, and the comment that keeps a choice. */
import { isForeignCell } from '../python/source/magics';
import type { SourceDocument } from '../python/source/document';
import type { Launch } from '../profile/launch/launch';
import { placeOfLaunch } from '../profile/launch/launch-lines';
import { launchStated, type ReadText } from '../profile/launch/launch-files';
import { typedLaunch } from '../profile/launch/typed-launch';
import type { TextEdit } from '../rules/finding';
import type { Workspace } from './assess';
import { directivesOf } from './directives';
import type { LaunchOption, LaunchPart } from './report-model';

/** What a person chose among the launches of a script: one of them, or the code alone. */
export type LaunchChoice = { readonly kind: 'none' } | { readonly kind: 'launch'; readonly path: string; readonly text: string };

/**
 * The launch of a choice: where it was, or, since files are renamed, one that reads the same. Undefined where it is no longer there, or
 * where none was chosen.
 */
export function chosenLaunch(launches: readonly Launch[], choice: LaunchChoice | undefined): Launch | undefined {
  if (choice?.kind !== 'launch') {
    return undefined;
  }
  const alike = launches.filter(({ text }) => text === choice.text);
  return alike.find(({ at }) => at?.path === choice.path) ?? alike[0];
}

/** The accelerator of this name; null where none is known. */
export type KnownHardware = (name: string) => { readonly id: string; readonly name: string } | null;

/** Files that a command names, read as if it were typed in the folder of the script. */
export function besideScript({ path }: SourceDocument, workspace: Workspace): ReadText {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return (file) => workspace.read(file.startsWith('/') ? file : folder + file);
}

/** Null where there is nothing to choose from. */
export function launchPart(
  document: SourceDocument,
  workspace: Workspace,
  launches: readonly Launch[],
  choice: LaunchChoice | undefined,
  hardware: KnownHardware,
): LaunchPart | null {
  const stated = statedLaunch(document, workspace);
  const chosen = chosenLaunch(launches, choice);
  const found = optionsOf(document, launches, hardware);
  const lost = choice?.kind === 'launch' && chosen === undefined;
  if (found.length === 0 && stated === null && !lost) {
    return null;
  }
  const codeAlone: LaunchOption = {
    id: 'none',
    kind: 'none',
    text: '',
    place: '',
    at: null,
    processes: 1,
    nodes: 1,
    precision: null,
    asks: null,
  };
  const picked = chosen === undefined ? undefined : found[launches.indexOf(chosen)]?.id;
  const isNone = choice?.kind === 'none' && stated === null;
  return {
    options: stated === null ? [...found, codeAlone] : [stated, ...found],
    inForce: picked ?? (isNone ? 'none' : stated === null ? null : 'comment'),
    isChosen: picked !== undefined || isNone,
    lost: lost ? choice.text : null,
    canWrite: chosen !== undefined && launchEdit(document, workspace, chosen) !== null,
  };
}

/** The launch that a comment states, where it starts the script. */
function statedLaunch(document: SourceDocument, workspace: Workspace): LaunchOption | null {
  const { launch: comment } = directivesOf(document);
  const launch = comment === null ? null : launchStated(comment.text, document.path, besideScript(document, workspace));
  return comment === null || launch === null
    ? null
    : {
        id: 'comment',
        kind: 'comment',
        text: comment.text,
        place: `:${String(comment.line)}`,
        at: comment.at,
        ...givenBy(launch),
        asks: null,
      };
}

/** The first of its names that the tables know. */
function askedBy({ asks }: Launch, hardware: KnownHardware): LaunchOption['asks'] {
  const known = asks?.names.map((name) => hardware(name)).find((one) => one !== null);
  return asks === undefined || known === undefined ? null : { hardware: known.id, name: known.name, count: asks.count };
}

/** What the launcher gives beside the words. */
function givenBy({ processes, environment }: Launch): Pick<LaunchOption, 'processes' | 'nodes' | 'precision'> {
  return {
    processes: processes?.count ?? 1,
    nodes: processes === null ? 1 : Math.max(1, Math.round(processes.count / processes.perNode)),
    precision: environment.get('ACCELERATE_MIXED_PRECISION') ?? null,
  };
}

function optionsOf({ path }: SourceDocument, launches: readonly Launch[], hardware: KnownHardware): readonly LaunchOption[] {
  const seen = new Map<string, number>();
  return launches.map((launch): LaunchOption => {
    const { at, text } = launch;
    const place = placeOfLaunch(launch, path);
    const before = seen.get(place) ?? 0;
    seen.set(place, before + 1);
    return {
      id: `${place.slice(-250)}${before === 0 ? '' : ` ${String(before + 1)}`}`,
      kind: 'launch',
      text,
      place,
      at: at === null ? null : { ...at, column: 1, endLine: at.line, endColumn: 1 },
      ...givenBy(launch),
      asks: askedBy(launch, hardware),
    };
  });
}

/** Writes a launch into the script, where it stays when the choice of a window is gone; null where no comment can say it. */
export function launchEdit(document: SourceDocument, workspace: Workspace, launch: Launch): TextEdit | null {
  const command = typedLaunch(launch, document, besideScript(document, workspace));
  const value = command === null ? undefined : [`"${command}"`, `'${command}'`].find((quoted) => isReadAs(quoted, command));
  if (value === undefined) {
    return null;
  }
  const { launch: stated } = directivesOf(document);
  if (stated !== null) {
    return { ...stated.at, text: value };
  }
  const fragment = document.fragments.find(({ text }) => !isForeignCell(text));
  if (fragment === undefined) {
    return null;
  }
  const line = firstLineOf(fragment.text);
  return {
    path: document.path,
    cell: fragment.cell,
    line,
    column: 1,
    endLine: line,
    endColumn: 1,
    text: `# joulewise: launch=${value}\n`,
  };
}

/** Whether a comment with this value says the command, and nothing else. */
function isReadAs(value: string, command: string): boolean {
  const { launch, facts, problems } = directivesOf({
    path: '',
    fragments: [{ index: 0, cell: null, text: `# joulewise: launch=${value}` }],
  });
  return launch?.text === command && facts.length === 0 && problems.length === 0;
}

/** Behind the lines that must stand first: the interpreter, the encoding (PEP 263) and magics of a cell. */
function firstLineOf(text: string): number {
  const lines = text.split(/\r\n|\r|\n/u);
  const isHead = (line: string, index: number): boolean =>
    (index === 0 && /^(?:#!|%%)/u.test(line)) || (index < 2 && /^[ \t\f]*#.*?coding[:=]/u.test(line));
  const first = lines.findIndex((line, index) => !isHead(line, index));
  return first === -1 ? 1 : first + 1;
}
