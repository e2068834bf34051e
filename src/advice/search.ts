/** Successive halving in place of an exhaustive grid: most settings are judged on few samples. */
import { factValue } from '../profile/run-profile';
import { count, time } from './figures';
import { findingAlternativeId } from './from-findings';
import type { AdviceRequest, Proposal } from './request';
import { ratioLogWidths } from './saving';

/** What scikit-learn's HalvingGridSearchCV does unless told otherwise: a third of the settings go on, with three times the samples. */
const factor = 3;
const fewestTrials = 10;

export function smarterSearches({ run, findings, present }: AdviceRequest): readonly Proposal[] {
  const finding = findings.find(({ rule }) => rule === 'grid-search-exhaustive');
  const trials = factValue(run, 'trials');
  if (finding === undefined || trials === undefined || trials < fewestTrials || factValue(run, 'framework') !== 'scikit-learn') {
    return [];
  }
  const equivalent = Math.ceil(halvingTrials(trials));
  const edits = finding.fixes[0]?.edits ?? [];
  return [
    {
      id: findingAlternativeId(finding),
      topic: 'search',
      title: finding.fixes[0]?.title ?? 'Search by successive halving',
      detail: (changed) => `${count(trials)} settings for the work of ${count(equivalent)}; ${time(changed, present)}`,
      verb: edits.length > 0 ? 'edit-code' : 'compare',
      change: { trials: equivalent },
      accuracy:
        'The best setting may be dropped early on few samples; scikit-learn finds settings as good as those of the whole grid in its example.',
      source: 'scikit-learn user guide, Searching for optimal parameters with successive halving; time taken as linear in the samples',
      edits,
      quantity: 'energy',
      ratioLogWidth: ratioLogWidths.none,
    },
  ];
}

/** Fits on all samples that successive halving comes to: each round has a third of the settings and three times the samples. */
export function halvingTrials(settings: number): number {
  const rounds = 1 + Math.floor(Math.log(settings) / Math.log(factor) + 1e-9);
  let total = 0;
  for (let round = 0; round < rounds; round++) {
    total += Math.ceil(settings / factor ** round) * factor ** (round - rounds + 1);
  }
  return total;
}
