import assert from 'node:assert/strict';
import { LineIndex } from '../../../src/python/source/lines';
import { isForeignCell, maskMagics } from '../../../src/python/source/magics';
import { readNotebook } from '../../../src/python/source/notebook';
import { notebook, parser, programOf, sourceAt, used } from './support';

const code = (source: string | readonly string[]): unknown => ({ cell_type: 'code', source, metadata: {}, outputs: [] });
const markdown = { cell_type: 'markdown', source: '# Title' };

describe('reading notebooks', () => {
  const read = (book: unknown) => readNotebook('a.ipynb', JSON.stringify(book));
  const texts = (book: unknown): readonly (readonly [number | null, string])[] => {
    const reading = read(book);
    return reading.ok ? reading.document.fragments.map(({ cell, text }) => [cell, text] as const) : [];
  };

  it('takes the code cells in order, with their index among all cells', () => {
    assert.deepEqual(texts({ nbformat: 4, cells: [markdown, code('a = 1'), markdown, code(['b = 2\n', 'c = 3'])] }), [
      [1, 'a = 1'],
      [3, 'b = 2\nc = 3'],
    ]);
  });

  it('reads nbformat 3', () => {
    const cells = [{ cell_type: 'code', input: ['a = 1'], language: 'python' }];
    assert.deepEqual(texts({ nbformat: 3, worksheets: [{ cells }] }), [[0, 'a = 1']]);
  });

  it('reads nothing from notebooks of other languages', () => {
    for (const metadata of [
      { kernelspec: { language: 'R', name: 'ir' } },
      { language_info: { name: 'julia' } },
      { kernelspec: { name: 'ir' } },
    ]) {
      const reading = read({ metadata, cells: [code('x <- 1')] });
      assert.deepEqual(reading.ok ? [reading.python, reading.document.fragments.length] : [], [false, 0]);
    }
  });

  it('takes a kernel of any name for Python when it does not say otherwise', () => {
    for (const metadata of [
      undefined,
      {},
      { kernelspec: { name: 'conda-env-ml-py' } },
      { kernelspec: { display_name: 'x', name: 'my-venv' } },
    ]) {
      assert.equal(texts({ metadata, cells: [code('a = 1')] }).length, 1);
    }
  });

  it('says what is wrong with a file that is no notebook', () => {
    for (const text of ['{', '[]', '1', '{"cells": 5}', '{}', 'null']) {
      const reading = readNotebook('a.ipynb', text);
      assert.match(reading.ok ? '' : reading.problem, /^a\.ipynb is not a notebook: /, text);
    }
  });

  it('survives cells that are none', () => {
    assert.deepEqual(texts({ cells: [null, 5, { cell_type: 'code' }, { cell_type: 'code', source: [1, 'a'] }] }), [
      [2, ''],
      [3, 'a'],
    ]);
  });

  it('reads a text with a byte order mark', () => {
    assert.equal(readNotebook('a.ipynb', `\uFEFF${JSON.stringify({ cells: [] })}`).ok, true);
  });
});

describe('masking what is not Python', () => {
  const cases: readonly (readonly [what: string, cell: string, masked: string])[] = [
    ['a line magic', '%matplotlib inline\nx = 1', 'pass              \nx = 1'],
    ['a shell command', '!pip install torch\nx = 1', 'pass              \nx = 1'],
    ['a short magic', '%pdb', 'pass'],
    ['a very short magic', '!ls\nx', '0  \nx'],
    ['an indented command', 'if x:\n    !ls -l\n    y = 1', 'if x:\n    pass  \n    y = 1'],
    ['help', 'torch.nn?\nx = 1', 'pass     \nx = 1'],
    ['more help', 'torch.nn??', 'pass      '],
    ['help before the name', '?torch\nx', 'pass  \nx'],
    ['a timed statement', '%time x = f()', 'pass; x = f()'],
    ['a timed statement with options', '%timeit -n 10 f()', 'pass;         f()'],
    ['an assigned command', 'files = !ls\nx = 1', 'files = 0  \nx = 1'],
    ['an assigned magic', 'out = %sql select 1', 'out = 0            '],
    ['a continued command', '!pip install \\\n  torch\nx = 1', 'pass          \n       \nx = 1'],
    ['a cell that times itself', '%%time\nx = 1', '      \nx = 1'],
    ['a cell of another language', '%%bash\nls\necho "x"', '      \n  \n        '],
    ['a cell that writes a file', '%%writefile train.py\nx = 1', '                    \n     '],
    ['an operator at the start of a continued line', 'x = (a\n% b)', 'x = (a\n% b)'],
    ['a percent sign in a text', 's = """\n%d\n!x\n"""', 's = """\n%d\n!x\n"""'],
    ['a comment that looks like a command', '#! pip install x', '#! pip install x'],
    ['inequality', 'x = a != b\ny = a % b', 'x = a != b\ny = a % b'],
    ['line breaks of Windows', '!ls -l\r\nx = 1\r\n', 'pass  \r\nx = 1\r\n'],
  ];
  for (const [what, cell, masked] of cases) {
    it(what, () => {
      assert.equal(maskMagics(cell), masked);
      assert.equal(maskMagics(cell).length, cell.length);
    });
  }

  it('leaves plain Python as it is', () => {
    const text = 'x = 1\nprint(x)\n';
    assert.equal(maskMagics(text), text);
  });

  it('tells cells of other languages', () => {
    assert.deepEqual(['%%bash\nls', '%%html\n<p>', '%%time\nx', 'x = 1', '  %%sh\nls'].map(isForeignCell), [
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  it('keeps what runs under a magic, at its place', () => {
    const program = programOf(notebook('%matplotlib inline\n!pip install x', '%%time\n%time use(1)\nuse(2)'));
    assert.equal(program.broken, false);
    assert.deepEqual(
      program.callsNamed('use').map(({ site }) => sourceAt(program.span(site.place))),
      ['use(1)', 'use(2)'],
    );
  });

  it('touches files never: a percent sign there is a mistake of their author', () => {
    assert.equal(programOf('%magic\nx = 1').broken, true);
  });

  it('lets names flow from cell to cell', () => {
    assert.equal(used(notebook('n = 1', '%%bash\nn=2', 'use(n)')), '1');
  });
});

describe('lines and columns', () => {
  it('count from 1, whatever the line breaks', () => {
    const lines = new LineIndex('a\nbc\r\nd\re');
    assert.equal(lines.lineCount, 4);
    assert.deepEqual(
      [0, 1, 2, 4, 6, 8].map((at) => lines.position(at)),
      [
        { line: 1, column: 1 },
        { line: 1, column: 2 },
        { line: 2, column: 1 },
        { line: 2, column: 3 },
        { line: 3, column: 1 },
        { line: 4, column: 1 },
      ],
    );
  });

  it('count characters beyond the basic plane as two', () => {
    assert.deepEqual(new LineIndex('"😀"x').position(4), { line: 1, column: 5 });
  });

  it('stay inside the text', () => {
    const lines = new LineIndex('ab\n');
    assert.deepEqual(
      [lines.position(-5), lines.position(99)],
      [
        { line: 1, column: 1 },
        { line: 2, column: 1 },
      ],
    );
    assert.equal(lines.lineText(1), 'ab');
    assert.equal(lines.lineText(7), '');
    assert.equal(lines.lineStart(2), 3);
  });
});

describe('a byte order mark', () => {
  it('is no part of the first statement', () => {
    const program = programOf('\uFEFFuse(1)');
    assert.equal(program.broken, false);
    assert.equal(program.callsNamed('use').length, 1);
    assert.equal(parser().parse({ path: 'x', fragments: [] }, false).broken, false);
  });
});
