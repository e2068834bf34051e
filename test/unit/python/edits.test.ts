import assert from 'node:assert/strict';
import {
  addKeyword,
  appendToLine,
  applyEdits,
  deleteStatement,
  insertBehind,
  insertImport,
  replaceArgument,
  wrapInWith,
  type SpanEdit,
} from '../../../src/python/program/edits';
import type { Program } from '../../../src/python/program/program';
import type { SourceDocument, Span } from '../../../src/python/source/document';
import { notebook, parser, programOf } from './support';

type Edit = (program: Program) => readonly SpanEdit[];

/** The text after an edit, which must parse where the text before did. */
function edited(source: string | SourceDocument, edit: Edit): string {
  const program = programOf(source);
  const texts = applyEdits(program.document, edit(program));
  const fragments = program.document.fragments.map((fragment, index) => ({ ...fragment, text: texts[index] ?? '' }));
  const after = parser().parse({ ...program.document, fragments }, false);
  assert.equal(after.broken, program.broken, `The result does not parse:\n${texts.join('\n---\n')}`);
  return texts.join('\n---\n');
}

function spanOf(program: Program, text: string, fragment = 0): Span {
  const start = program.document.fragments[fragment]?.text.indexOf(text) ?? -1;
  assert.notEqual(start, -1);
  return { document: program.document, fragment, start, end: start + text.length };
}

describe('adding a keyword to a call', () => {
  const workers: Edit = (program) => program.callsNamed('f').flatMap(({ site }) => addKeyword(site, 'n', '4'));
  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    ['to a call without arguments', 'f()', 'f(n=4)'],
    ['behind the last argument', 'f(a, b=1)', 'f(a, b=1, n=4)'],
    ['behind a trailing comma', 'f(a,)', 'f(a, n=4,)'],
    ['on a line of its own where every argument has one', 'f(\n    a,\n    b,\n)', 'f(\n    a,\n    b,\n    n=4,\n)'],
    ['on a line of its own without trailing comma', 'f(\n    a,\n    b\n)', 'f(\n    a,\n    b,\n    n=4\n)'],
    ['behind the comment of the last argument', 'f(\n    a,\n    b,  # two\n)', 'f(\n    a,\n    b,  # two\n    n=4,\n)'],
    ['behind a comment that no comma precedes', 'f(\n    a,\n    b  # two\n)', 'f(\n    a,\n    b,  # two\n    n=4\n)'],
    ['to the line where continued arguments share it', 'f(a,\n  b, c)', 'f(a,\n  b, c, n=4)'],
    ['before an unpacked dict', 'f(a, **kw)', 'f(a, n=4, **kw)'],
    ['before an unpacked dict on its own line', 'f(\n    a,\n    **kw,\n)', 'f(\n    a,\n    n=4,\n    **kw,\n)'],
    ['behind an unpacked list', 'f(*a)', 'f(*a, n=4)'],
    ['to a call of a bare generator', 'f(x for x in y)', 'f((x for x in y), n=4)'],
    ['by a new value where it is passed already', 'f(a, n=0)', 'f(a, n=4)'],
    ['with the line breaks of the file', 'f(\r\n    a,\r\n)', 'f(\r\n    a,\r\n    n=4,\r\n)'],
    ['to both of two nested calls', 'f(f(1))', 'f(f(1, n=4), n=4)'],
    ['not to a call that is not closed', 'f(a', 'f(a'],
  ];
  for (const [what, before, after] of cases) {
    it(what, () => {
      assert.equal(edited(before, workers), after);
    });
  }

  it('changes nothing the second time', () => {
    const once = edited('f(a)', workers);
    assert.equal(edited(once, workers), once);
  });
});

describe('replacing an argument', () => {
  it('replaces the value and keeps the name', () => {
    const edit: Edit = (program) => program.callsNamed('f').flatMap(({ site }) => replaceArgument(site.arguments[1]!, '8'));
    assert.equal(edited('f(a, n = 0 )', edit), 'f(a, n = 8 )');
  });
});

describe('inserting an import', () => {
  const importTorch =
    (near: string, statement = 'import torch', fragment = 0): Edit =>
    (program) =>
      insertImport(program, statement, spanOf(program, near, fragment))?.edits ?? [];
  const nameFor = (source: string, statement: string): string | undefined => {
    const program = programOf(source);
    return insertImport(program, statement, spanOf(program, 'here'))?.name;
  };

  it('goes behind the last import that stands before', () => {
    assert.equal(
      edited('import os\nimport sys\nx = 1\nhere()\nimport re', importTorch('here')),
      'import os\nimport sys\nimport torch\nx = 1\nhere()\nimport re',
    );
  });

  it('goes behind an import over several lines, and its comment', () => {
    assert.equal(
      edited('from a import (\n    b,\n)  # why\nhere()', importTorch('here')),
      'from a import (\n    b,\n)  # why\nimport torch\nhere()',
    );
  });

  it('goes behind the docstring, with a line between', () => {
    assert.equal(edited('"""Trains."""\n\nhere()', importTorch('here')), '"""Trains."""\n\nimport torch\n\nhere()');
  });

  it('goes behind `__future__` imports', () => {
    assert.equal(
      edited('from __future__ import annotations\nhere()', importTorch('here')),
      'from __future__ import annotations\nimport torch\nhere()',
    );
  });

  it('goes to the start of a file that imports nothing, behind shebang and encoding', () => {
    assert.equal(
      edited('#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nhere()', importTorch('here')),
      '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nimport torch\nhere()',
    );
  });

  it('stays in its notebook cell, behind a cell magic', () => {
    assert.equal(
      edited(notebook('import os', '%%time\nhere()'), importTorch('here', 'import torch', 1)),
      'import os\n---\n%%time\nimport torch\nhere()',
    );
  });

  it('is not needed where an earlier cell imports the module', () => {
    assert.equal(edited(notebook('import torch', 'here()'), importTorch('here', 'import torch', 1)), 'import torch\n---\nhere()');
  });

  it('is needed where only a later cell imports the module', () => {
    assert.equal(edited(notebook('here()', 'import torch'), importTorch('here')), 'import torch\nhere()\n---\nimport torch');
  });

  it('answers with the name under which the module is there', () => {
    assert.equal(nameFor('import torch as t\nhere()', 'import torch'), 't');
    assert.equal(nameFor('from keras.callbacks import EarlyStopping as Stop\nhere()', 'from keras.callbacks import EarlyStopping'), 'Stop');
    assert.equal(nameFor('try:\n    import torch\nexcept ImportError:\n    raise\nhere()', 'import torch'), 'torch');
  });

  it('shares a package with imports of its other modules', () => {
    assert.equal(nameFor('import torch.nn\nhere()', 'import torch.cuda'), 'torch.cuda');
  });

  it('gives up where the name means something else', () => {
    assert.equal(nameFor('torch = None\nhere()', 'import torch'), undefined);
    assert.equal(nameFor('from fake import EarlyStopping\nhere()', 'from keras.callbacks import EarlyStopping'), undefined);
  });
});

describe('wrapping a statement in a with', () => {
  const wrap =
    (statement: string, header = 'with no_grad():'): Edit =>
    (program) =>
      wrapInWith(program, spanOf(program, statement), header);

  it('indents every line of the statement', () => {
    assert.equal(
      edited('def f():\n    for x in y:\n        a(x)\n\n        b(x)\n    return', wrap('for x in y:\n        a(x)\n\n        b(x)')),
      'def f():\n    with no_grad():\n        for x in y:\n            a(x)\n\n            b(x)\n    return',
    );
  });

  it('uses the step of the file', () => {
    assert.equal(edited('if a:\n\tb()\nc()', wrap('c()')), 'if a:\n\tb()\nwith no_grad():\n\tc()');
  });

  it('leaves the inside of long strings as it is', () => {
    assert.equal(edited('f("""a\nb""",\n  1)', wrap('f("""a\nb""",\n  1)')), 'with no_grad():\n    f("""a\nb""",\n      1)');
  });

  it('does nothing where the statement shares its line', () => {
    assert.equal(edited('a(); b()', wrap('b()')), 'a(); b()');
    assert.equal(edited('if x: b()', wrap('b()')), 'if x: b()');
  });

  it('does nothing where the span is no statement', () => {
    assert.equal(edited('x = b()', wrap('b()')), 'x = b()');
  });
});

describe('deleting a statement', () => {
  const remove =
    (statement: string): Edit =>
    (program) =>
      deleteStatement(program, spanOf(program, statement));

  it('takes its lines and its comment', () => {
    assert.equal(edited('a()\nb(\n  1)  # why\nc()', remove('b(\n  1)')), 'a()\nc()');
  });

  it('leaves `pass` in a block that would be empty', () => {
    assert.equal(edited('if x:\n    b()\nc()', remove('b()')), 'if x:\n    pass\nc()');
  });

  it('leaves the others of its line', () => {
    assert.equal(edited('a(); b(); c()', remove('a()')), 'b(); c()');
    assert.equal(edited('a(); b(); c()', remove('c()')), 'a(); b()');
  });
});

describe('inserting behind a statement', () => {
  const insert =
    (statement: string): Edit =>
    (program) =>
      insertBehind(program, spanOf(program, statement), ['if x:', '    b()']);

  it('takes over its indentation, and the step of the text', () => {
    assert.equal(edited('for i in n:\n  a()  # why\nc()', insert('a()')), 'for i in n:\n  a()  # why\n  if x:\n    b()\nc()');
  });

  it('goes behind the last of a line, and behind a statement over several lines', () => {
    assert.equal(edited('if y:\n    z(); a(\n  1)', insert('a(\n  1)')), 'if y:\n    z(); a(\n  1)\n    if x:\n        b()');
  });

  it('does nothing where others follow on the line, or the block stands in it', () => {
    assert.equal(edited('a(); z()', insert('a()')), 'a(); z()');
    assert.equal(edited('if y: a()', insert('a()')), 'if y: a()');
  });
});

describe('appending to a line', () => {
  const comment =
    (text: string): Edit =>
    (program) =>
      appendToLine(program, spanOf(program, text), '  # note');

  it('goes to the end of the line, behind a comment', () => {
    assert.equal(edited('a()\nb()  # why\nc()', comment('b()')), 'a()\nb()  # why  # note\nc()');
  });

  it('goes behind a string that the line opens', () => {
    assert.equal(edited('f("""a\nb""")', comment('f("""a')), 'f("""a\nb""")  # note');
  });

  it('goes behind a line that a backslash continues', () => {
    assert.equal(edited('x = a + \\\n    b\nc', comment('x')), 'x = a + \\\n    b  # note\nc');
  });
});
