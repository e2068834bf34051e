import type { Estimate } from '../assess/estimate';
import type { FactName } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { Finding, TextEdit } from '../rules/finding';
import type { Alternative } from './alternative';
import { count, time } from './figures';
import type { AdviceRequest, Proposal } from './request';
import { ratioLogWidths, stepLogWidth } from './saving';

/** The id of the alternative that a finding stands for, with the others of its rule that change the same. */
export function findingAlternativeId({ rule, cell, line, column }: Finding): string {
  return `${rule}:${cell === null ? '' : `${cell}:`}${line}:${column}`;
}

/** Findings whose fix changes what is forecast: precision, data loading, search. Three loaders without workers are one change. */
export function fromFindings({ findings, run, present }: AdviceRequest): readonly Proposal[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings.filter((one) => changesRun(one, run))) {
    const key = `${finding.rule} ${JSON.stringify(finding.change)}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => proposals(group, run, present));
}

function proposals(group: readonly Finding[], run: AdviceRequest['run'], present: Estimate): readonly Proposal[] {
  const [finding] = group;
  const change = finding?.change ?? {};
  const names = Object.keys(change) as FactName[];
  const [first] = names;
  if (finding === undefined || first === undefined) {
    return [];
  }
  const edits = together(group);
  const places = group.length === 1 ? '' : ` in ${count(group.length)} places`;
  return [
    {
      id: findingAlternativeId(finding),
      topic: topicOf(first),
      title: `${finding.fixes[0]?.title ?? headline(finding)}${places}`,
      detail: (changed) =>
        `${names.map((name) => `${name} ${shown(factValue(run, name))} → ${shown(change[name])}`).join(', ')}; ${time(changed, present)}`,
      verb: edits.length > 0 ? 'edit-code' : 'compare',
      change,
      accuracy: accuracyOf(first),
      source: finding.saving?.source ?? 'the forecast of this script',
      edits,
      quantity: 'energy',
      ratioLogWidth: widthOf(first, present),
    },
  ];
}

/** A finding that asks for what this run already has is about another run. */
function changesRun({ change }: Finding, run: AdviceRequest['run']): boolean {
  return (
    change !== null &&
    (Object.keys(change) as FactName[]).some((name) => JSON.stringify(factValue(run, name)) !== JSON.stringify(change[name]))
  );
}

/** The first fixes of all; of edits that several need, such as an import, one. */
function together(group: readonly Finding[]): readonly TextEdit[] {
  const edits = new Map(group.flatMap(({ fixes }) => fixes[0]?.edits ?? []).map((edit) => [JSON.stringify(edit), edit]));
  return [...edits.values()];
}

function headline({ message }: Finding): string {
  return message.split(/[.:;]\s/u)[0]?.replace(/\.$/u, '') ?? message;
}

const topics: Readonly<Partial<Record<FactName, Alternative['topic']>>> = {
  precision: 'precision',
  numWorkers: 'loading',
  pinMemory: 'loading',
  dataLoading: 'loading',
  folds: 'search',
  seeds: 'search',
  trials: 'search',
  epochs: 'budget',
  maxSteps: 'budget',
  pretrained: 'transfer-learning',
};

function topicOf(name: FactName): Alternative['topic'] {
  return topics[name] ?? 'budget';
}

function accuracyOf(name: FactName): string {
  switch (topicOf(name)) {
    case 'precision':
      return 'No effect on accuracy is expected: BERT-base on GLUE scores the same in mixed precision.';
    case 'loading':
      return 'The same samples in the same model: accuracy stays.';
    case 'search':
      return 'A shorter search may end at a slightly worse setting.';
    default:
      return 'What it does to accuracy is not measured.';
  }
}

function widthOf(name: FactName, present: Estimate): number {
  switch (topicOf(name)) {
    case 'precision':
      return ratioLogWidths.precision;
    case 'search':
    case 'budget':
      return ratioLogWidths.none;
    default:
      return stepLogWidth(present);
  }
}

function shown(value: unknown): string {
  return value === undefined ? '?' : typeof value === 'number' ? count(value) : typeof value === 'string' ? value : JSON.stringify(value);
}
