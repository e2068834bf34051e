import path from 'node:path';

/**
 * Files are read by absolute path with forward slashes, so that modules above the working folder are found, and named in output the
 * way the person named them.
 */
export class Paths {
  private readonly given = new Map<string, string>();

  constructor(
    private readonly cwd: string,
    /** False when every path was given absolutely: then modules are named absolutely too. */
    private readonly relative: boolean,
  ) {}

  /** The absolute path of a file, whose given name is remembered. */
  absolute(file: string): string {
    const absolute = slashed(path.resolve(this.cwd, file));
    this.given.set(absolute, slashed(file));
    return absolute;
  }

  shown(absolute: string): string {
    return this.given.get(absolute) ?? (this.relative ? slashed(path.relative(this.cwd, absolute)) : absolute);
  }
}

export function slashed(file: string): string {
  return path.sep === '/' ? file : file.replaceAll(path.sep, '/');
}
