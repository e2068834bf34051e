import type { CallSite } from '../../python/program/call-site';
import { addKeyword } from '../../python/program/edits';
import type { FixProposal } from '../rule';

export const stoppingTitle = 'Stop when the evaluation score no longer improves';

/** One more keyword of a call, by which a library stops boosting. */
export function keywordFix(site: CallSite, name: string, value: string): FixProposal | undefined {
  const edits = addKeyword(site, name, value);
  return edits.length === 0 ? undefined : { title: stoppingTitle, safe: false, edits };
}
