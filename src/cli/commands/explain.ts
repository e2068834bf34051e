import path from 'node:path';
import { isRuleId, unknownRule } from '../../assess/project/rule-names';
import { explanationText } from '../../report/explanation/text';
import { analyzeWithModules, loadAssessor } from '../analyze';
import { numberOf, oneOf, textOf, type Command, type ExitStatus, type Given } from '../command';
import { toJson } from '../json';
import { ModuleTexts } from '../module-texts';
import { readDocument } from '../one-script';
import { Paths } from '../paths';
import { write, type Streams } from '../streams';
import { UsageError } from '../usage-error';

export const explain: Command = {
  name: 'explain',
  summary: 'why rules speak or are silent at a line',
  help: `Usage: joulewise explain PATH:LINE [options]

Says what the calls and loops of a line are, the values that were seen and where they come from, and why each rule that
looked at them spoke or was silent.

  --rule RULE         only this rule
  --cell N            the cell of a notebook, counted from 1
  --format text|json  (default text)
`,
  options: { format: { type: 'string' }, rule: { type: 'string' }, cell: { type: 'string' } },
  run,
};

async function run(given: Given, streams: Streams): Promise<ExitStatus> {
  const format = oneOf(given, 'format', ['text', 'json'], 'text');
  const { file, line } = placeIn(given);
  const rule = textOf(given, 'rule');
  if (rule !== undefined && !isRuleId(rule)) {
    throw new UsageError(unknownRule(rule, 'rules'));
  }
  const cellNumber = numberOf(given, 'cell', (value) => Number.isInteger(value) && value >= 1, 'a whole number from 1');
  const paths = new Paths(streams.cwd, !path.isAbsolute(file));
  const document = await readDocument(file, paths, streams);
  const cell = cellNumber === null ? null : cellNumber - 1;
  const fragment = document.fragments.find((one) => one.cell === cell);
  if (fragment === undefined) {
    const cells = document.fragments.map((one) => String((one.cell ?? 0) + 1)).join(', ');
    throw new UsageError(
      cell === null
        ? `${file} is a notebook: name one of its cells of code with --cell (${cells}).`
        : `${file} has no cell of code ${String(cell + 1)}.`,
    );
  }
  const count = fragment.text.split(/\r\n|\r|\n/u).length;
  if (line > count) {
    throw new UsageError(`${file} has ${String(count)} lines, and no line ${String(line)}.`);
  }
  const assessor = await loadAssessor();
  const modules = new ModuleTexts();
  // Loads what the script imports; the explanation then reads the same.
  analyzeWithModules(assessor, document, modules, {});
  const request = { cell, line, ...(rule === undefined ? {} : { rule }) };
  const explanation = JSON.parse(
    toJson(assessor.explain(document, modules, request, { standardLevel: 'information' }), paths),
  ) as ReturnType<typeof assessor.explain>;
  await write(streams.stdout, format === 'json' ? `${JSON.stringify(explanation, null, 2)}\n` : explanationText(explanation));
  return 0;
}

/** `train.py:12`, or `train.py:12:5` as `check` prints it: the column says nothing more. */
function placeIn({ positionals }: Given): { readonly file: string; readonly line: number } {
  const [place, ...rest] = positionals;
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/u.exec(place ?? '') ?? [];
  if (file === undefined || line === undefined || Number(line) < 1 || rest.length > 0) {
    throw new UsageError(
      `Name one line as PATH:LINE, such as train.py:12${place === undefined ? '' : `, not "${positionals.join(' ')}"`}.`,
    );
  }
  return { file, line: Number(line) };
}
