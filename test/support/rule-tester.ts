import assert from 'node:assert/strict';
import type { Confidence, Finding, Fix, ProfileChange, Severity } from '../../src/rules/finding';
import { analyze, edited, marked, unmarked, type Source, type Surroundings } from './analysis';

/** What is expected of a finding beside its range; what is absent is not compared. */
export interface Expectation {
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly change?: ProfileChange | null;
  readonly message?: RegExp;
  /** Titles of the fixes. */
  readonly fixes?: readonly string[];
}

export interface ExpectedFix {
  readonly title: string;
  readonly safe: boolean;
  /** The whole text afterwards. */
  readonly gives: Source;
}

export interface RuleTester {
  /** The rule says nothing. */
  readonly silent: (name: string, source: Source, around?: Surroundings) => void;
  /**
   * The rule finds exactly the ranges between «guillemets». Each fix it offers must leave text that parses, in which the finding is
   * gone, and must stay in the finding's own cell.
   */
  readonly finds: (name: string, source: Source, expected?: Expectation, around?: Surroundings) => void;
  /** The first finding's fix of this title gives exactly this text. */
  readonly repairs: (name: string, source: Source, fix: ExpectedFix, around?: Surroundings) => void;
}

const ranks: Readonly<Record<Severity, number>> = { warning: 2, information: 1, hint: 0 };

/** Specifies one rule by source text in, findings and changed text out. */
export function ruleTester(rule: string): RuleTester {
  const check = (source: Source, around?: Surroundings): readonly Finding[] => {
    const { findings, syntaxBroken } = analyze(source, { select: new Set([rule]) }, around);
    assert(!syntaxBroken, `The code does not parse:\n${shown(source)}`);
    return findings;
  };
  return {
    silent(name, source, around) {
      it(name, () => {
        assert.equal(shown(marked(source, check(source, around))), shown(source));
      });
    },
    finds(name, source, expected = {}, around) {
      it(name, () => {
        const text = unmarked(source);
        const findings = check(text, around);
        assert.equal(shown(marked(text, findings)), shown(source));
        assert(findings.length > 0, 'Nothing is marked: use silent.');
        for (const finding of findings) {
          compare(finding, expected);
          for (const fix of finding.fixes) {
            assertRepairs(text, finding, fix, findings, (fixed) => check(fixed, around));
          }
        }
      });
    },
    repairs(name, source, { title, safe, gives }, around) {
      it(name, () => {
        const text = unmarked(source);
        const findings = check(text, around);
        assert.equal(shown(marked(text, findings)), shown(source));
        const [finding] = findings;
        const fix = finding?.fixes.find((one) => one.title === title);
        assert(
          finding !== undefined && fix !== undefined,
          `No fix “${title}” among: ${findings.flatMap(({ fixes }) => fixes.map((one) => one.title)).join('; ')}`,
        );
        assert.equal(shown(edited(text, fix.edits)), shown(gives));
        assert.equal(fix.safe, safe);
        assertRepairs(text, finding, fix, findings, (fixed) => check(fixed, around));
      });
    },
  };
}

function compare(finding: Finding, { message, fixes, ...rest }: Expectation): void {
  for (const [key, value] of Object.entries(rest)) {
    assert.deepEqual(finding[key as keyof typeof rest], value, key);
  }
  if (message !== undefined) {
    assert.match(finding.message, message);
  }
  if (fixes !== undefined) {
    assert.deepEqual(
      finding.fixes.map(({ title }) => title),
      fixes,
    );
  }
}

/** A fix is done once: the rule no longer finds what it found, at least not as gravely. */
function assertRepairs(
  text: Source,
  finding: Finding,
  fix: Fix,
  before: readonly Finding[],
  check: (fixed: Source) => readonly Finding[],
): void {
  assert(fix.edits.length > 0, `“${fix.title}” changes nothing.`);
  assert(
    fix.edits.every(({ cell }) => cell === finding.cell),
    `“${fix.title}” leaves its cell.`,
  );
  const fixed = edited(text, fix.edits);
  const asGrave = (one: Finding): boolean => ranks[one.severity] >= ranks[finding.severity];
  const after = check(fixed);
  assert(
    after.filter(asGrave).length < before.filter(asGrave).length,
    `“${fix.title}” does not end the finding:\n${shown(marked(fixed, after))}`,
  );
  assert(
    !after.some((one) => one.fixes.some(({ title }) => title === fix.title)) || after.length < before.length,
    `“${fix.title}” is offered again:\n${shown(fixed)}`,
  );
}

/** A notebook as text, its cells apart. */
function shown(source: Source): string {
  return typeof source === 'string' ? source : source.join('\n# %%\n');
}
