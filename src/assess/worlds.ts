import type { Launch } from '../profile/launch/launch';
import { worldOfLaunch } from '../profile/launch/world-of-launch';
import { defaultWorld, type World } from '../python/world';

/** Combinations of versions and launches whose signatures are kept. */
const mostWorlds = 100;

/** What runs are given from outside. What is looked up for one world is kept with its object, so that equal ones are one. */
export class Worlds {
  private readonly known = new Map<string, World>();

  of(versions: World['versions'], launch: Launch | null): World {
    const key = JSON.stringify([versions, launch === null ? null : printOf(launch)]);
    const known = this.known.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.known.size >= mostWorlds) {
      this.known.clear();
    }
    const plain: World = { ...defaultWorld, versions };
    const world = launch === null ? plain : worldOfLaunch(plain, launch);
    this.known.set(key, world);
    return world;
  }
}

/** The command may stay as it is while the files that it names or stands in give it other processes or variables. */
function printOf({ text, at, words, processes, environment }: Launch): unknown {
  return [text, at, words.map((word) => [word.text, word.isOpen === true, word.place?.start]), processes, [...environment]];
}
