import type { CommandWord, Processes } from '../../python/world';
import type { Place } from '../../python/values/trail';
import type { Launch } from './launch';
import { interpreter, interpreterValues, launchers, type LaunchOption, type Launcher } from './launchers';
import type { ShellCommand, ShellWord } from './shell-words';

/** What a batch system was asked for, which a launcher under it takes over. */
export interface Allocation {
  readonly nodes: number | null;
  readonly tasks: number | null;
  readonly tasksPerNode: number | null;
  readonly gpusPerNode: number | null;
  /** What the accelerators may be called, the most particular first. */
  readonly accelerators: readonly string[];
}

export const noAllocation: Allocation = { nodes: null, tasks: null, tasksPerNode: null, gpusPerNode: null, accelerators: [] };

/** What surrounds a command. */
export interface LaunchContext {
  readonly unit: Place['unit'] | null;
  readonly line: (offset: number) => number;
  readonly allocation: Allocation;
  /** Text of a file that a launcher is given. */
  readonly accelerateConfig: (path: string) => AccelerateConfig | null;
}

/** What a configuration file of accelerate says. */
export interface AccelerateConfig {
  readonly processes: number | null;
  readonly nodes: number | null;
  readonly mixedPrecision: string | null;
}

interface Gathered {
  readonly given: Map<LaunchOption, string>;
  startsProcesses: boolean;
  isTask: boolean;
}

/** The launch that a command is, when it starts the script; null when it starts something else. */
export function launchIn(
  { variables, words }: ShellCommand,
  isScript: (word: string, isModule: boolean) => boolean,
  context: LaunchContext,
): Launch | null {
  const gathered: Gathered = { given: new Map(), startsProcesses: false, isTask: false };
  let rest = words;
  const environment = new Map(variables);
  for (let depth = 0; depth < 6; depth++) {
    const started = scriptIn(rest, isScript, gathered);
    if (started !== null) {
      return launchOf(rest, started, gathered, environment, words, context);
    }
    const next = commandWithin(rest, gathered, environment);
    if (next === null) {
      return null;
    }
    rest = next;
  }
  return null;
}

/** The index of the first word after the script, where the command runs the script. */
function scriptIn(words: readonly ShellWord[], isScript: (word: string, isModule: boolean) => boolean, gathered: Gathered): number | null {
  const [program] = words;
  if (program === undefined) {
    return null;
  }
  if (isInterpreter(program)) {
    for (let index = 1; index < words.length; index++) {
      const word = words[index]?.text ?? '';
      if (word === '-m') {
        return isScript(words[index + 1]?.text ?? '', true) ? index + 2 : null;
      }
      if (interpreterValues.has(word)) {
        index++;
      } else if (!word.startsWith('-')) {
        return isScript(word, false) ? index + 1 : null;
      }
    }
    return null;
  }
  const launcher = launcherOf(words);
  if (launcher !== null && !launcher.of.takesCommand) {
    // A launcher under srun is one task of each node, which makes the processes.
    gathered.given.delete('processes');
    gathered.given.delete('perNode');
    const { script, isModule } = skipOptions(words, launcher.length, launcher.of, gathered.given);
    gathered.startsProcesses = true;
    return isScript(words[script]?.text ?? '', isModule) ? script + 1 : null;
  }
  return isScript(program.text, false) && program.text.includes('/') ? 1 : null;
}

/** The command that a launcher passes on, or that `python -m launcher` is. */
function commandWithin(words: readonly ShellWord[], gathered: Gathered, environment: Map<string, string>): readonly ShellWord[] | null {
  const [program] = words;
  if (program !== undefined && isInterpreter(program)) {
    const at = words.findIndex(({ text }) => text === '-m');
    const module = words[at + 1];
    return at > 0 && module !== undefined && Object.hasOwn(launchers, module.text) ? words.slice(at + 1) : null;
  }
  const launcher = launcherOf(words);
  if (launcher?.of.takesCommand !== true) {
    return null;
  }
  const { script } = skipOptions(words, launcher.length, launcher.of, gathered.given);
  gathered.isTask ||= launcher.of.startsProcesses;
  let from = script;
  for (let [, name, value] = /^(\w+)=(.*)$/s.exec(words[from]?.text ?? '') ?? []; name !== undefined;) {
    environment.set(name, value ?? '');
    [, name, value] = /^(\w+)=(.*)$/s.exec(words[++from]?.text ?? '') ?? [];
  }
  return words.slice(from);
}

/** `$PYTHON` and its like are what they say. */
function isInterpreter({ text, isOpen }: ShellWord): boolean {
  return interpreter.test(text) || (isOpen && /^\$[({]?\w*(python|pypy)/i.test(text));
}

function launcherOf(words: readonly ShellWord[]): { readonly of: Launcher; readonly length: number } | null {
  const first = (words[0]?.text ?? '').replace(/^.*\//, '');
  const both = `${first} ${words[1]?.text ?? ''}`;
  const pair = launchers[both];
  const single = launchers[first];
  return pair !== undefined ? { of: pair, length: 2 } : single !== undefined ? { of: single, length: 1 } : null;
}

/** Reads the options of a launcher up to what it starts. */
function skipOptions(
  words: readonly ShellWord[],
  from: number,
  { options, switches }: Launcher,
  given: Map<LaunchOption, string>,
): { readonly script: number; readonly isModule: boolean } {
  let isModule = false;
  let index = from;
  for (; index < words.length; index++) {
    const word = words[index];
    if (word?.text.startsWith('-') !== true) {
      break;
    }
    const [flag = '', inline] = word.text.split(/=(.*)/s);
    const option = options[flag];
    if (option === 'module') {
      isModule = true;
      continue;
    }
    const isAlone = inline !== undefined || switches.has(flag) || (flag.length > 2 && !flag.startsWith('--') && option === undefined);
    const value = inline ?? (isAlone ? undefined : words[++index]?.text);
    if (option !== undefined && value !== undefined) {
      given.set(option, value);
    }
  }
  return { script: index, isModule };
}

function launchOf(
  rest: readonly ShellWord[],
  from: number,
  gathered: Gathered,
  environment: Map<string, string>,
  all: readonly ShellWord[],
  context: LaunchContext,
): Launch {
  const { given } = gathered;
  const config = given.get('configFile');
  const stated = config === undefined ? null : context.accelerateConfig(config);
  const precision = given.get('mixedPrecision') ?? stated?.mixedPrecision;
  if (precision !== undefined && precision !== null) {
    environment.set('ACCELERATE_MIXED_PRECISION', precision);
  }
  const [first] = all;
  const words = rest.slice(from).map(({ text, start, end, isOpen }): CommandWord => ({
    text,
    place: context.unit === null ? null : { unit: context.unit, start, end },
    ...(isOpen ? { isOpen } : {}),
  }));
  const processes = processesOf(gathered, stated, context.allocation);
  return {
    words: words.filter((_, index) => rest[from + index]?.text !== '--' || index > 0),
    processes,
    ...askedOf(context.allocation, processes),
    environment,
    text: all.map(({ text }) => (/\s/.test(text) ? `"${text}"` : text)).join(' '),
    at: context.unit === null || first === undefined ? null : placeOf(context.unit, context.line(first.start)),
  };
}

/** Null where one process runs, or where the number cannot be read. */
function processesOf(
  { given, startsProcesses, isTask }: Gathered,
  stated: AccelerateConfig | null,
  allocation: Allocation,
): Processes | null {
  if (!startsProcesses && !isTask) {
    return null;
  }
  const number = (option: LaunchOption): number | null => {
    const text = given.get(option);
    const value = text === undefined ? NaN : Number(/^\d+$/.exec(text.split(':').at(-1) ?? '')?.[0]);
    return Number.isInteger(value) && value > 0 ? value : null;
  };
  const nodes = number('nodes') ?? stated?.nodes ?? allocation.nodes ?? 1;
  const isAll = /^(gpu|auto)$/.test(given.get('perNode') ?? '');
  const perNode = number('perNode') ?? (isAll || !isTask ? allocation.gpusPerNode : allocation.tasksPerNode);
  const total = number('processes') ?? stated?.processes ?? (isTask && !startsProcesses ? allocation.tasks : null);
  const count = total ?? (perNode === null ? null : perNode * nodes);
  return count === null || count < 2 ? null : { count, perNode: perNode ?? Math.max(1, Math.floor(count / nodes)) };
}

function placeOf({ document, fragment }: Place['unit'], line: number): Launch['at'] {
  return { path: document.path, cell: document.fragments[fragment]?.cell ?? null, line };
}

function askedOf({ accelerators, gpusPerNode, nodes }: Allocation, processes: Processes | null): Pick<Launch, 'asks'> {
  const count = gpusPerNode === null ? (processes?.count ?? 1) : gpusPerNode * (nodes ?? 1);
  return accelerators.length === 0 || count < 1 ? {} : { asks: { names: accelerators, count } };
}
