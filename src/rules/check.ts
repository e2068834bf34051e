import { isTestPath, isTrialPath } from '../ml/file-role';
import { MlView } from '../ml/ml-view';
import type { Program } from '../python/program/program';
import type { SourceDocument } from '../python/source/document';
import { docsUrl } from './docs';
import type { Finding, Severity } from './finding';
import { rules } from './index';
import { MarkerSearch } from './markers';
import { Locator } from '../python/source/locator';
import type { FindingProposal, Rule } from './rule';

export interface CheckOptions {
  /** Rules to run; all when absent. */
  readonly select?: ReadonlySet<string>;
  readonly ignore?: ReadonlySet<string>;
  /** The person's severity by rule; `off` switches it off. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** Findings of a lower severity are left out. */
  readonly level?: Severity;
}

const ranks: Readonly<Record<Severity, number>> = { warning: 2, information: 1, hint: 0 };

/** Whether a severity is at or above a level. */
export function reaches(severity: Severity, level: Severity): boolean {
  return ranks[severity] >= ranks[level];
}

/** Order of the source; of one place, of the rules' names. */
export function inSourceOrder(a: Finding, b: Finding): number {
  return (a.cell ?? 0) - (b.cell ?? 0) || a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

/** Findings of all rules, in source order, one for each rule and place. */
export function checkProgram(program: Program, options: CheckOptions = {}, ml: MlView = new MlView(program)): readonly Finding[] {
  if (isTestPath(program.document.path)) {
    return [];
  }
  const locator = new Locator();
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const rule of rulesFor(program.document, options)) {
    for (const proposal of rule.check(program, ml)) {
      if (!program.isHere(proposal.place)) {
        continue;
      }
      const finding = toFinding(rule, proposal, program, locator, options);
      const key = `${finding.rule}:${String(finding.cell)}:${finding.line}:${finding.column}`;
      if (!seen.has(key) && reaches(finding.severity, options.level ?? 'hint')) {
        seen.add(key);
        findings.push(finding);
      }
    }
  }
  return findings.sort(inSourceOrder);
}

/** Whether any rule that runs may have a finding in a document, as far as its text tells: else it need not be read. */
export function mayFind(document: SourceDocument, options: CheckOptions): boolean {
  return !isTestPath(document.path) && rulesFor(document, options).length > 0;
}

const search = new MarkerSearch(new Set(rules.flatMap(({ meta }) => [...meta.markers, ...(meta.needs ?? []).flat()])));

/** Rules that run and whose markers are in the text. */
function rulesFor(document: SourceDocument, options: CheckOptions): readonly Rule[] {
  const found = search.in(document);
  const isThere = (word: string): boolean => found.has(word);
  return rules.filter(
    (rule) =>
      isSelected(rule, options) &&
      rule.meta.markers.some(isThere) &&
      (rule.meta.needs === undefined || rule.meta.needs.every((words) => words.some(isThere))),
  );
}

/** Whether a rule was asked for, and its findings, which may be of a lower severity than its own but of no higher, are not too quiet. */
function isSelected({ meta }: Rule, { select, ignore, severities, level }: CheckOptions): boolean {
  const severity = severities?.[meta.id] ?? meta.severity;
  return (select?.has(meta.id) ?? true) && ignore?.has(meta.id) !== true && severity !== 'off' && reaches(severity, level ?? 'hint');
}

function toFinding(rule: Rule, proposal: FindingProposal, program: Program, locator: Locator, options: CheckOptions): Finding {
  const { meta } = rule;
  const chosen = options.severities?.[meta.id];
  return {
    rule: meta.id,
    severity:
      chosen !== undefined && chosen !== 'off'
        ? chosen
        : isTrialPath(program.document.path)
          ? 'hint'
          : (proposal.severity ?? meta.severity),
    confidence: proposal.confidence,
    ...locator.range(program.span(proposal.place)),
    message: proposal.message,
    docs: docsUrl(meta.id),
    saving: meta.saving,
    change: proposal.change ?? null,
    fixes: (proposal.fixes ?? []).map((fix) => ({
      title: fix.title,
      safe: fix.safe,
      edits: fix.edits.map((edit) => ({ ...locator.range(edit.span), text: edit.text })),
    })),
  };
}
