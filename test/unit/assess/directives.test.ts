import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commentsOf } from '../../../src/python/source/comments';
import { directivesOf } from '../../../src/assess/directives';
import { unsuppressed } from '../../../src/assess/suppressions';
import { fileDocument } from '../../../src/python/source/document';
import type { Finding } from '../../../src/rules/finding';

const comments = (text: string): readonly string[] => commentsOf({ index: 0, cell: null, text }).map((comment) => comment.text);

describe('comments', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['stand behind code and alone', 'x = 1  # one\n# two\n', ['# one', '# two']],
    ['do not begin inside strings', 'a = "# no"\nb = \'# no\' # yes', ['# yes']],
    ['do not begin inside triple quotes, over lines', 'a = """\n# no \'\'\' # no\n""" # yes', ['# yes']],
    ['do not begin behind an escaped quote', 'a = "\\" # no"\n', []],
    ['do not begin inside raw strings with a backslash', 'a = r"\\" # no"', []],
    ['begin anew on the next line after a string that is not closed', 'a = "open\n# yes', ['# yes']],
    ['hold quotes', "# it's one\nx = 1 # two", ["# it's one", '# two']],
    ['end at any line break', 'x # one\r\ny # two\rz', ['# one', '# two']],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => {
      assert.deepEqual(comments(text), expected);
    });
  }

  it('are not looked for in cells of another language', () => {
    assert.deepEqual(commentsOf({ index: 0, cell: 0, text: '%%bash\necho # joulewise: ignore-file' }), []);
  });
});

function finding(line: number, endLine = line, rule = 'step-host-sync', cell: number | null = null): Finding {
  return {
    rule,
    cell,
    line,
    endLine,
    column: 1,
    endColumn: 2,
    path: 'a.py',
    severity: 'warning',
    confidence: 'high',
    message: '',
    docs: '',
    saving: null,
    change: null,
    fixes: [],
  };
}

function kept(text: string, ...findings: readonly Finding[]): readonly Finding[] {
  return unsuppressed(findings, directivesOf(fileDocument('a.py', text)).suppressions).findings;
}

describe('suppression comments', () => {
  const one = finding(2);

  it('silence their rule on their line, with or without a reason', () => {
    assert.deepEqual(kept('\nx # joulewise: ignore[step-host-sync]', one), []);
    assert.deepEqual(kept('\nx # joulewise: ignore[other, step-host-sync] we need the number', one), []);
  });

  it('silence the last line of a finding, where a long call leaves room', () => {
    assert.deepEqual(kept('\nf(\n  1) # joulewise: ignore[step-host-sync]', finding(2, 3)), []);
  });

  it('silence the next line where they stand alone', () => {
    assert.deepEqual(kept('# joulewise: ignore[step-host-sync]\nx', one), []);
    assert.deepEqual(kept('y # joulewise: ignore[step-host-sync]\nx', one), [one]);
  });

  it('silence neither other rules nor other lines', () => {
    assert.deepEqual(kept('\nx # joulewise: ignore[other]', one), [one]);
    assert.deepEqual(kept('\n\nx # joulewise: ignore[step-host-sync]', one), [one]);
  });

  it('silence every rule without a list, and a whole file', () => {
    assert.deepEqual(kept('\nx # joulewise: ignore', one), []);
    assert.deepEqual(kept('\nx\n\n# joulewise: ignore-file generated', one, finding(3)), []);
    assert.deepEqual(kept('# joulewise: ignore-file[other]\nx', one), [one]);
  });

  it('stand beside other comments of their line', () => {
    assert.deepEqual(kept('\nx # noqa: E501  # joulewise: ignore[step-host-sync] why # type: ignore', one), []);
  });

  it('silence the rules of a topic', () => {
    assert.deepEqual(kept('\nx # joulewise: ignore[loops]', one), []);
    assert.deepEqual(kept('\nx # joulewise: ignore[precision]', one), [one]);
  });

  it('that name no rule say so', () => {
    const { problems } = directivesOf(fileDocument('a.py', 'x # joulewise: ignore[step-host-snyc]'));
    assert.deepEqual(problems, [
      { message: 'No rule or topic is called "step-host-snyc". Did you mean step-host-sync?', cell: null, line: 1 },
    ]);
  });

  it('silence nothing from inside a string', () => {
    assert.deepEqual(kept('\nx = "# joulewise: ignore"', one), [one]);
  });

  it('hold for their own cell of a notebook', () => {
    const document = {
      path: 'a.ipynb',
      fragments: [
        { index: 0, cell: 1, text: 'x # joulewise: ignore' },
        { index: 1, cell: 3, text: 'x' },
      ],
    };
    const other = finding(1, 1, 'step-host-sync', 3);
    assert.deepEqual(unsuppressed([finding(1, 1, 'step-host-sync', 1), other], directivesOf(document).suppressions).findings, [other]);
  });
});

describe('fact comments', () => {
  const read = (text: string) => directivesOf(fileDocument('a.py', text));

  it('state facts of the right type, with the place of the value', () => {
    const { facts, problems } = read('x = 1\ntrain()  # joulewise: epochs=90, sampleShape=[3, 32, 32], model="resnet50"');
    assert.deepEqual(problems, []);
    assert.deepEqual(
      facts.map(({ fact }) => fact),
      [
        { name: 'epochs', value: 90 },
        { name: 'sampleShape', value: [3, 32, 32] },
        { name: 'model', value: 'resnet50' },
      ],
    );
    assert.deepEqual(facts[0]?.at, { path: 'a.py', cell: null, line: 2, column: 30, endLine: 2, endColumn: 32 });
  });

  it('that name no fact, or no value of it, say so with their line', () => {
    assert.deepEqual(read('\n# joulewise: epoch=3').problems, [
      { message: 'No fact is called "epoch". Did you mean epochs?', cell: null, line: 2 },
    ]);
    assert.deepEqual(
      read('# joulewise: precision=half').problems.map(({ message }) => message),
      ['precision must be one of fp32, tf32-conv-only, tf32, amp-fp16, amp-bf16, fp16, bf16, fp8, fp64, not "half".'],
    );
    assert.match(read('# joulewise: ignroe[x]').problems[0]?.message ?? '', /says neither ignore\[rule\], ignore-file nor a fact/u);
  });

  it('are not prose about Joulewise', () => {
    assert.deepEqual(read('# Joulewise says 3 kWh\n'), { suppressions: [], facts: [], launch: null, problems: [] });
  });
});
