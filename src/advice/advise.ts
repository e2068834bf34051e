import type { Alternative } from './alternative';
import { architectures } from './architecture';
import { budgets } from './budget';
import { fromFindings } from './from-findings';
import { otherHardware } from './hardware';
import { memoryFormats } from './memory-format';
import { precisionsToTry } from './precision';
import { cleanerRegions } from './region';
import type { AdviceRequest, Adviser, Proposal } from './request';
import { savingOf } from './saving';
import { smarterSearches } from './search';
import { transferLearning } from './transfer-learning';

/** Every kind of alternative. */
export const advisers: readonly Adviser[] = [
  fromFindings,
  architectures,
  transferLearning,
  precisionsToTry,
  memoryFormats,
  budgets,
  smarterSearches,
  cleanerRegions,
  otherHardware,
];

/** Alternatives that save something, each re-estimated for this run, the largest saving first. */
export function advise(request: AdviceRequest): readonly Alternative[] {
  return advisers
    .flatMap((adviser) => adviser(request))
    .flatMap((proposal) => {
      const alternative = weighed(proposal, request);
      return alternative === null ? [] : [alternative];
    })
    .sort((a, b) => a.saving.p50 - b.saving.p50);
}

function weighed(proposal: Proposal, { present, reestimate }: AdviceRequest): Alternative | null {
  const estimate = reestimate(proposal.change);
  if ('error' in estimate || estimate.memory.fits === 'no') {
    return null;
  }
  const saving = savingOf(present, estimate, proposal);
  if (saving === null) {
    return null;
  }
  const { id, topic, title, verb, change, accuracy, source, edits } = proposal;
  return { id, topic, title, detail: proposal.detail(estimate), verb, change, estimate, accuracy, source, edits, saving };
}
