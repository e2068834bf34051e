import type { Alternative } from '../advice/alternative';
import { findingAlternativeId } from '../advice/from-findings';
import type { Finding } from '../rules/finding';
import { rules } from '../rules/index';
import type { FindingMeasure, Measure } from './report-model';

/** Findings and alternatives as one list, best first; an alternative that a finding already stands for gives it its saving. */
export function rankedMeasures(findings: readonly Finding[], alternatives: readonly Alternative[]): readonly Measure[] {
  const byId = new Map(alternatives.map((alternative) => [alternative.id, alternative]));
  const own = findingMeasures(findings).map((measure): Measure => {
    const id = findingAlternativeId(measure.finding);
    const saving = byId.get(id)?.saving ?? null;
    byId.delete(id);
    return { ...measure, saving };
  });
  const others = [...byId.values()].map((alternative): Measure => ({ kind: 'alternative', alternative }));
  return [...own, ...others].sort((a, b) => weight(b) - weight(a));
}

/** Findings by themselves, in source order, each under the heading of its rule. */
export function findingMeasures(findings: readonly Finding[]): readonly FindingMeasure[] {
  return findings.map((finding, index) => ({ kind: 'finding', title: titleOf(finding), finding, saving: null, index }));
}

function titleOf({ rule }: Finding): string {
  return rules.find(({ meta }) => meta.id === rule)?.meta.title ?? rule;
}

/** The share saved; of what was not re-estimated, the middle of what the rule's source states. */
function weight(measure: Measure): number {
  if (measure.kind === 'alternative') {
    return -measure.alternative.saving.p50;
  }
  const { saving, finding } = measure;
  const published = finding.saving?.energyShare ?? null;
  return saving !== null ? -saving.p50 : published === null ? severityWeights[finding.severity] : (published.low + published.high) / 2;
}

/** Findings without any figure stand behind those with one, the graver first. */
const severityWeights: Readonly<Record<Finding['severity'], number>> = { warning: 0.002, information: 0.001, hint: 0 };
