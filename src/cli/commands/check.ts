import { performance } from 'node:perf_hooks';
import path from 'node:path';
import type { Assessor } from '../../assess/assess';
import type { SourceDocument } from '../../python/source/document';
import { nearest } from '../../assess/read-fact';
import type { CheckOptions } from '../../rules/check';
import type { Finding, Severity } from '../../rules/finding';
import { rules } from '../../rules/index';
import { analyzeWithModules, loadAssessor } from '../analyze';
import { oneOf, textOf, textsOf, type Command, type ExitStatus, type Given } from '../command';
import { findScripts } from '../find-scripts';
import { ModuleTexts } from '../module-texts';
import { standardInputName } from '../one-script';
import { Paths } from '../paths';
import { Progress } from '../progress';
import { readSourceFile, sourceOf } from '../read-source';
import { readAll, write, type Streams } from '../streams';
import { checkFormats, renderCheck, type CheckReport, type ReadError } from '../render-check';
import { UsageError } from '../usage-error';

const levels = ['warning', 'information', 'hint'] as const satisfies readonly Severity[];

export const check: Command = {
  name: 'check',
  summary: 'costly patterns in scripts, notebooks and folders',
  help: `Usage: joulewise check PATH... [options]

Finds costly patterns. Folders are walked for *.py and *.ipynb; .gitignore is respected. - reads standard input.

  --format text|json|sarif|github  (default text)
  --select RULE                    only these rules (repeat, or separate by commas)
  --ignore RULE                    not these rules
  --level warning|information|hint lowest severity that is shown (default information; hint runs every rule)
  --stdin-filename NAME            name of what is read from standard input

Exit status: 0 nothing found, 1 findings at or above the level, 2 nothing could be read or a usage error.
`,
  options: {
    format: { type: 'string' },
    select: { type: 'string', multiple: true },
    ignore: { type: 'string', multiple: true },
    level: { type: 'string' },
    'stdin-filename': { type: 'string' },
  },
  run,
};

async function run(given: Given, streams: Streams): Promise<ExitStatus> {
  const format = oneOf(given, 'format', checkFormats, 'text');
  const level = oneOf(given, 'level', levels, 'information');
  if (given.positionals.length === 0) {
    throw new UsageError('Name what to check: a script, a notebook, a folder, or - for standard input.');
  }
  const options: CheckOptions = { level, ...named(given, 'select'), ...named(given, 'ignore') };
  const started = performance.now();
  const scan = await checkAll(given, streams, await loadAssessor(), options);
  if (scan.files === 0 && scan.errors.length > 0) {
    throw new UsageError(scan.errors.map(({ path: file, message }) => `${file}: ${message}`).join('\n'));
  }
  const report: CheckReport = { version: 1, ...scan, durationMs: Math.round((performance.now() - started) * 10) / 10 };
  await write(streams.stdout, renderCheck(format, report));
  return report.findings.length > 0 ? 1 : 0;
}

async function checkAll(
  given: Given,
  streams: Streams,
  assessor: Assessor,
  options: CheckOptions,
): Promise<Omit<CheckReport, 'version' | 'durationMs'>> {
  const paths = new Paths(streams.cwd, !given.positionals.every((one) => path.isAbsolute(one)));
  const modules = new ModuleTexts();
  const progress = new Progress(streams.stderr);
  const findings: Finding[] = [];
  const errors: ReadError[] = [];
  let files = 0;
  for await (const read of documents(given, streams, paths)) {
    if ('message' in read) {
      errors.push(read);
      continue;
    }
    files++;
    progress.show(`${files} ${files === 1 ? 'file' : 'files'} checked`);
    const shown = paths.shown(read.path);
    const analysis = analyzeWithModules(assessor, read, modules, { only: 'findings', rules: options });
    findings.push(...analysis.findings.map((finding) => asShown(finding, paths)));
    errors.push(...(analysis.problems ?? []).map(({ message, line }) => ({ path: shown, message: `Line ${line}: ${message}` })));
    if (analysis.exhausted) {
      errors.push({ path: shown, message: 'It is so large that not all of its values were worked out; findings may be missing.' });
    }
  }
  progress.end();
  return { findings, files, errors };
}

async function* documents(given: Given, streams: Streams, paths: Paths): AsyncGenerator<SourceDocument | ReadError> {
  for (const one of given.positionals.filter((name) => name === '-').slice(0, 1)) {
    const name = textOf(given, 'stdin-filename') ?? standardInputName;
    const read = sourceOf(paths.absolute(name), Buffer.from(await readAll(streams.stdin)));
    yield read.ok ? read.document : { path: one, message: read.problem };
  }
  for await (const found of findScripts(
    given.positionals.filter((name) => name !== '-'),
    streams.cwd,
  )) {
    if (found.kind === 'error') {
      yield { path: found.path, message: found.message };
      continue;
    }
    const absolute = paths.absolute(found.path);
    const read = await readSourceFile(absolute);
    yield read.ok ? read.document : { path: paths.shown(absolute), message: read.problem };
  }
}

function asShown(finding: Finding, paths: Paths): Finding {
  return {
    ...finding,
    path: paths.shown(finding.path),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, path: paths.shown(edit.path) })) })),
  };
}

function named(given: Given, flag: 'select' | 'ignore'): Partial<Record<typeof flag, ReadonlySet<string>>> {
  const asked = textsOf(given, flag)
    .flatMap((text) => text.split(','))
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
  const known = rules.map(({ meta }) => meta.id);
  for (const rule of asked) {
    if (!known.includes(rule)) {
      const near = nearest(rule, known);
      throw new UsageError(
        `No rule is called "${rule}".${near === undefined ? ' "joulewise list rules" names them all.' : ` Did you mean ${near}?`}`,
      );
    }
  }
  return asked.length === 0 ? {} : { [flag]: new Set(asked) };
}
