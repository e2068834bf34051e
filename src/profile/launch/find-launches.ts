import { foldersAbove } from '../../python/source/folders';
import type { Launch } from './launch';
import { launchesIn, type ReadText } from './launch-files';
import { longestLaunchFile, mayHoldLaunches } from './launch-names';

/** How many folders above the script are searched; the root of a repository ends the search. */
const parentsSearched = 4;
/** Folders beside a script, or beside the folders it stands in, where people keep what starts it. */
const usualFolders = ['.vscode', 'bin', 'examples', 'experiments', 'jobs', 'launch', 'run', 'scripts', 'script', 'sh', 'slurm', 'tools'];
/** Files that are read at most. */
const mostFiles = 60;
/** Different launches that are kept at most, so that a person can still choose among them. */
const mostLaunches = 60;

export interface FoundLaunches {
  /** Different launches in the order they were found; those nearest to the script first. */
  readonly launches: readonly Launch[];
  /** Folders and files that were not loaded. */
  readonly wants: readonly string[];
}

/**
 * Launches of a script that the files around it state. Reading a path that ends in a slash gives the names in that folder, one a line.
 * Folders above one that is not loaded are not asked for yet: it may be the root.
 */
export function findLaunches(script: string, read: ReadText): FoundLaunches {
  const wants: string[] = [];
  const textOf = (path: string): string | null => {
    const text = read(path);
    if (text === undefined) {
      wants.push(path);
    }
    return text ?? null;
  };
  const namesIn = (folder: string): readonly string[] => (textOf(folder) ?? '').split('\n').filter((name) => name !== '');
  const launches = new Map<string, Launch>();
  const above = foldersAbove(script).slice(0, parentsSearched + 1);
  /** A file that a launcher is given is named from where the command is typed: beside it, or in a folder above the script. */
  const near =
    (folder: string): ReadText =>
    (file) =>
      file.startsWith('/')
        ? textOf(file)
        : [...new Set([...above, folder])].reduce<string | null>((found, from) => found ?? textOf(from + file), null);
  const stem = script.slice(script.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  let files = 0;
  const search = (folder: string, names: readonly string[]): void => {
    for (const name of names) {
      if (!mayHoldLaunches(name) || files >= mostFiles) {
        continue;
      }
      files++;
      const text = textOf(folder + name);
      if (text === null || text.length > longestLaunchFile || !text.includes(stem)) {
        continue;
      }
      for (const launch of launchesIn(folder + name, text, script, near(folder))) {
        const key = keyOf(launch) + JSON.stringify(launch.asks ?? null);
        if (launches.has(key) || launches.size < mostLaunches) {
          launches.set(key, launches.get(key) ?? launch);
        }
      }
    }
  };
  for (const folder of above) {
    if (folder === '' || folder === '/') {
      break;
    }
    const names = namesIn(folder);
    search(folder, names);
    for (const inner of usualFolders.filter((name) => names.includes(name))) {
      search(`${folder}${inner}/`, namesIn(`${folder}${inner}/`));
    }
    if (names.includes('.git') || wants.includes(folder)) {
      break;
    }
  }
  return { launches: [...launches.values()], wants };
}

/** The same for launches that start the script alike, wherever they stand. */
export function keyOf({ words, processes, environment }: Launch): string {
  return JSON.stringify([words.map(({ text }) => text), processes, environment.get('ACCELERATE_MIXED_PRECISION')]);
}
