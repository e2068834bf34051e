import type { Alternative } from '../advice/alternative';
import { advise } from '../advice/advise';
import { changedRun } from '../advice/changed-run';
import type { AdviceRequest, Change } from '../advice/request';
import type { RunProfile } from '../profile/run-profile';
import type { SourceDocument } from '../python/source/document';
import type { Reference } from '../reference/reference';
import type { Finding } from '../rules/finding';
import type { Configuration } from './configuration';
import type { Estimate, NoEstimate } from './estimate';
import { estimateRun } from './estimate-run';
import { savingOfFinding, type FindingSaving } from './finding-saving';

export interface AdvisedRun {
  readonly run: RunProfile;
  readonly present: Estimate;
  readonly configuration: Configuration;
  readonly findings: readonly Finding[];
  readonly document: SourceDocument;
}

/** Alternatives to one run, each estimated the way the run itself is. */
export function adviseRun(advised: AdvisedRun, reference: Reference): readonly Alternative[] {
  return advise(requestOf(advised, reference));
}

/** What one of the findings saves of the run. */
export function savingIn(advised: AdvisedRun, finding: Finding, reference: Reference): FindingSaving | null {
  return savingOfFinding(finding, requestOf(advised, reference));
}

function requestOf(advised: AdvisedRun, reference: Reference): AdviceRequest {
  const { run, configuration } = advised;
  return { ...advised, reference, reestimate: (change) => reestimate(run, configuration, change, reference) };
}

function reestimate(
  run: RunProfile,
  configuration: Configuration,
  { machine, ...facts }: Change,
  reference: Reference,
): Estimate | NoEstimate {
  const changed = Object.keys(facts).length === 0 ? run : changedRun(run, facts, 'user');
  return estimateRun(changed, machine === undefined ? configuration : elsewhere(configuration, machine), reference);
}

/** Another place brings its own grid and its own facility; other hardware stays where it is. */
function elsewhere(configuration: Configuration, { hardware, count, region, zone }: NonNullable<Change['machine']>): Configuration {
  const machine = { ...configuration, hardware: hardware ?? configuration.hardware, count: count ?? configuration.count };
  return region === undefined && zone === undefined
    ? machine
    : { ...machine, region: region ?? null, zone: zone ?? null, intensityGramsPerKwh: null, pue: null };
}
