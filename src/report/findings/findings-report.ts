/** What the renderers of findings are given. */
import type { Finding } from '../../rules/finding';

export interface FindingsReport {
  readonly findings: readonly Finding[];
  readonly toolVersion: string;
  /** Titles of the rules by id. */
  readonly titles: ReadonlyMap<string, string>;
}
