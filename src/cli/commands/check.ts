import { performance } from 'node:perf_hooks';
import { rulesNamed, unknownRule } from '../../assess/project/rule-names';
import type { LocatedFinding } from '../../report/findings/findings-report';
import type { CheckOptions } from '../../rules/check';
import type { Severity } from '../../rules/finding';
import { againstBaseline, standardBaseline, type AgainstBaseline } from '../baseline';
import { oneOf, textOf, textsOf, type Command, type ExitStatus, type Given } from '../command';
import { interruptible } from '../interruption';
import { standardInputName } from '../one-script';
import { checkFormats, renderCheck, type CheckReport } from '../render-check';
import { scan, type Scan } from '../scan';
import { writeLines, type Streams } from '../streams';
import { UsageError } from '../usage-error';

const levels = ['warning', 'information', 'hint'] as const satisfies readonly Severity[];

export const check: Command = {
  name: 'check',
  summary: 'costly patterns in scripts, notebooks and folders',
  help: `Usage: joulewise check PATH... [options]

Finds costly patterns. Folders are walked for *.py and *.ipynb; .gitignore is respected. - reads standard input.
Options of the project stand in [tool.joulewise] of pyproject.toml, or in joulewise.toml.

  --format text|json|sarif|github  (default text)
  --select RULE                    only these rules or topics (repeat, or separate by commas)
  --ignore RULE                    not these rules or topics
  --level warning|information|hint lowest severity that is shown (default information; hint runs every rule)
  --fix                            writes safe fixes into the files; --unsafe-fixes those that ask, too
  --baseline [FILE.json]           leaves out the findings that the file holds; writes it where there is none
                                   (default .joulewise-baseline.json)
  --write-baseline                 writes it anew
  --stdin-filename NAME            name of what is read from standard input

Exit status: 0 nothing found, 1 findings at or above the level, 2 nothing could be read or a usage error,
130 stopped with Ctrl-C.
`,
  options: {
    format: { type: 'string' },
    select: { type: 'string', multiple: true },
    ignore: { type: 'string', multiple: true },
    level: { type: 'string' },
    fix: { type: 'boolean' },
    'unsafe-fixes': { type: 'boolean' },
    baseline: { type: 'string' },
    'write-baseline': { type: 'boolean' },
    'stdin-filename': { type: 'string' },
  },
  optionalValues: { baseline: { standard: standardBaseline, isValue: (text) => text.endsWith('.json') } },
  run,
};

async function run(given: Given, streams: Streams): Promise<ExitStatus> {
  const format = oneOf(given, 'format', checkFormats, 'text');
  if (given.positionals.length === 0) {
    throw new UsageError('Name what to check: a script, a notebook, a folder, or - for standard input.');
  }
  const what: Scan = {
    given: given.positionals,
    stdinName: textOf(given, 'stdin-filename') ?? standardInputName,
    rules: { ...levelOf(given), ...named(given, 'select'), ...named(given, 'ignore') },
    ...fixesOf(given),
  };
  return interruptible(streams, async (signal) => {
    const started = performance.now();
    const { findings: found, ...counts } = await scan(what, streams, signal);
    if (counts.files === 0 && counts.errors.length > 0) {
      throw new UsageError(counts.errors.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    }
    const { fresh, ...known } = await comparedWithBaseline(found, given, streams.cwd);
    const findings = fresh.map(({ finding }) => finding);
    const durationMs = Math.round((performance.now() - started) * 10) / 10;
    const report: CheckReport = { version: 1, findings, ...counts, ...known, durationMs };
    await writeLines(streams.stdout, renderCheck(format, report, fresh), signal);
    return findings.length > 0 ? 1 : 0;
  });
}

/** What the baseline does not know; everything where none is asked for. */
async function comparedWithBaseline(
  found: readonly LocatedFinding[],
  given: Given,
  cwd: string,
): Promise<Pick<AgainstBaseline, 'fresh'> & Partial<AgainstBaseline>> {
  const renew = given.values['write-baseline'] === true;
  const file = textOf(given, 'baseline') ?? (renew ? standardBaseline : undefined);
  return file === undefined ? { fresh: found } : againstBaseline(found, file, cwd, renew);
}

function fixesOf(given: Given): Pick<Scan, 'fix'> {
  const all = given.values['unsafe-fixes'] === true;
  if (!all && given.values.fix !== true) {
    return {};
  }
  if (given.positionals.includes('-')) {
    throw new UsageError('--fix writes files, and standard input is none.');
  }
  return { fix: all ? 'all' : 'safe' };
}

/** Without a level on the command line the project's file decides, and else `standardLevel`. */
function levelOf(given: Given): Pick<CheckOptions, 'level'> {
  return textOf(given, 'level') === undefined ? {} : { level: oneOf(given, 'level', levels, 'information') };
}

function named(given: Given, flag: 'select' | 'ignore'): Partial<Record<typeof flag, ReadonlySet<string>>> {
  const asked = textsOf(given, flag)
    .flatMap((text) => text.split(','))
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
  const meant = asked.flatMap((name) => {
    const found = rulesNamed(name);
    if (found === undefined) {
      throw new UsageError(unknownRule(name));
    }
    return found;
  });
  return asked.length === 0 ? {} : { [flag]: new Set(meant) };
}
