import { isTestPath } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import type { Program } from '../../python/program/program';
import { LineIndex } from '../../python/source/lines';
import { Locator } from '../../python/source/locator';
import { checkProgram, reaches, type CheckOptions } from '../../rules/check';
import { rules } from '../../rules/index';
import type { Rule } from '../../rules/rule';
import type { Suppression } from '../directives';
import type { Project } from '../project/no-project';
import { unsuppressed } from '../suppressions';
import { activationsOn, calleeText, describedArgument, describedCalls, describedLoop, loopsOn, type Line } from './describe-code';
import type { ExplainedArgument, ExplainedFinding, Explanation, SilentRule } from './explanation';
import { traceRule, type TracedRule } from './traced-rules';
import type { Finding } from '../../rules/finding';

export interface ExplainRequest extends Line {
  /** Only this rule; it is spoken of even where it looked at nothing on the line. */
  readonly rule?: string;
}

/** Everything that led rules to speak or be silent at one line. */
export function explain(
  ml: MlView,
  request: ExplainRequest,
  options: CheckOptions,
  suppressions: readonly Suppression[],
  project: Project,
  versions: Readonly<Record<string, string>>,
): Explanation {
  const { program } = ml;
  const locator = new Locator();
  const activations = activationsOn(program, request, locator);
  const here = rules.filter(({ meta }) => request.rule === undefined || meta.id === request.rule);
  const findings = findingsOn(ml, request, here, options, suppressions);
  const traced = isTestPath(program.document.path) ? [] : here.map((rule) => traceRule(rule, ml, activations));
  const spoke = new Set(findings.map(({ rule }) => rule));
  const silent = traced.filter(({ rule }) => !spoke.has(rule.meta.id)).map((one) => silentRule(one, program, locator));
  const fragment = program.document.fragments.find(({ cell }) => cell === request.cell);
  return {
    version: 1,
    path: program.document.path,
    cell: request.cell,
    line: request.line,
    text: new LineIndex(fragment?.text ?? '').lineText(request.line),
    world: { versions, configuration: project.file === null ? null : { path: project.file } },
    calls: describedCalls(program, activations, locator),
    loops: loopsOn(program, request, locator).map((loop) => describedLoop(program, loop, locator)),
    findings,
    silent: silent.filter(({ sawCalls, asked, rule }) => sawCalls.length > 0 || asked.length > 0 || rule === request.rule),
    remarks: remarksOn(program),
  };
}

/** Findings of the line whether or not they are shown, with the reason where not. */
function findingsOn(
  ml: MlView,
  { cell, line }: Line,
  here: readonly Rule[],
  options: CheckOptions,
  suppressions: readonly Suppression[],
): readonly ExplainedFinding[] {
  const all = checkProgram(ml.program, { select: new Set(here.map(({ meta }) => meta.id)) }, ml).filter(
    (finding) => finding.cell === cell && finding.line <= line && line <= finding.endLine,
  );
  // A finding that goes over many lines is about the one it begins on.
  const starting = all.filter((finding) => finding.line === line);
  return (starting.length > 0 ? starting : all).map((finding) => {
    const severity = options.severities?.[finding.rule] ?? finding.severity;
    const { rule, confidence, message, path, column, endLine, endColumn } = finding;
    const at = { path, cell: finding.cell, line: finding.line, column, endLine, endColumn };
    return {
      rule,
      severity: severity === 'off' ? finding.severity : severity,
      confidence,
      at,
      message,
      hidden: hiddenBecause({ ...finding, severity: severity === 'off' ? finding.severity : severity }, options, suppressions),
    };
  });
}

function hiddenBecause(finding: Finding, options: CheckOptions, suppressions: readonly Suppression[]): string | null {
  if (
    options.severities?.[finding.rule] === 'off' ||
    options.ignore?.has(finding.rule) === true ||
    options.select?.has(finding.rule) === false
  ) {
    return 'the rule is switched off';
  }
  if (!reaches(finding.severity, options.level ?? 'hint')) {
    return `it is below the level ${options.level ?? 'hint'}`;
  }
  const [silencing] = unsuppressed([finding], suppressions).used.keys();
  return silencing === undefined ? null : `the comment of line ${String(silencing.at.line)} silences it`;
}

function silentRule({ rule, sawCalls, asked }: TracedRule, program: Program, locator: Locator): SilentRule {
  const described = new Map<string, SilentRule['asked'][number]>();
  for (const { activation, parameter, answer } of asked) {
    const of = calleeText(activation.callee);
    described.set(`${of} ${parameter}`, { of, ...describedArgument(parameter, answer, locator) });
  }
  const answers = [...described.values()];
  return { rule: rule.meta.id, sawCalls: [...sawCalls], asked: answers, why: whySilent(rule, program, sawCalls.size > 0, answers) };
}

function whySilent({ meta }: Rule, program: Program, saw: boolean, asked: readonly ExplainedArgument[]): string {
  if (isTestPath(program.document.path)) {
    return 'Rules do not run in tests.';
  }
  if (!program.document.fragments.some(({ text }) => meta.markers.some((marker) => text.includes(marker)))) {
    return `The text holds none of ${meta.markers.join(', ')}, so there is nothing for it to find.`;
  }
  const doubts = asked.flatMap((one) => doubtsAbout(one));
  if (doubts.length > 0) {
    return `It speaks only of what is certain, and ${doubts.join(', ')}.`;
  }
  if (asked.length > 0) {
    return `It read ${asked.map(({ name }) => name).join(', ')}, and what it found there, or around the call, is no reason to speak.`;
  }
  return saw ? 'It looked at this call, and what surrounds it is no reason to speak.' : 'It looked at no call of this line.';
}

function doubtsAbout({ name, from, value }: ExplainedArgument): readonly string[] {
  if (from === 'unknown') {
    return [`${name} may be passed through a * or ** that cannot be resolved`];
  }
  const why = value?.options.find(({ unknown }) => unknown !== undefined)?.unknown;
  if (why !== undefined) {
    return [`${name} is unknown (${why})`];
  }
  return value?.closed === false ? [`${name} may have other values than those that were seen`] : [];
}

function remarksOn(program: Program): readonly string[] {
  return [
    ...(isTestPath(program.document.path) ? ['This is a test, where rules do not run.'] : []),
    ...(program.broken ? ['The text has syntax errors; what could be read was read.'] : []),
    ...(program.exhausted ? ['The text is so large that not all of its values were worked out.'] : []),
  ];
}
