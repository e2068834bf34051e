import assert from 'node:assert/strict';
import type { ParsedDocument } from '../../../src/python/parser';
import { fileDocument } from '../../../src/python/source/document';
import type { Expression, Statement } from '../../../src/python/syntax/nodes';
import { blocksOf, childrenOf, expressionsOf } from '../../../src/python/syntax/walk';
import { randomNumbers, snippets } from './snippets';
import { argumentsText, notebook, parser, parserMemory, programOf } from './support';

/** Statements and expressions with absolute offsets, as text; what a fresh parse and an incremental one must share. */
function printed(parsed: ParsedDocument): string {
  const expression = (node: Expression): string =>
    `${node.kind}@${String(node.unit.base + node.start)}-${String(node.unit.base + node.end)}(${childrenOf(node).map(expression).join()})`;
  const statement = (node: Statement): string => {
    const blocks = blocksOf(node).map((block) => `{${block.map(statement).join(' ')}}`);
    return `${node.kind}@${String(node.unit.base + node.start)}-${String(node.unit.base + node.end)}[${expressionsOf(node).map(expression).join()}]${blocks.join('')}`;
  };
  return parsed.fragments.map(({ statements, broken }) => `${String(broken)} ${statements.map(statement).join('\n')}`).join('\n---\n');
}

const statementsOf = (text: string): readonly Statement[] =>
  parser().parse(fileDocument('a.py', text), false).fragments[0]?.statements ?? [];

describe('parsing incrementally', () => {
  it('gives what a fresh parse gives, after edits and after taking them back', () => {
    const random = randomNumbers(7);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
    const check = (text: string): void => {
      const incremental = parser().parse(fileDocument('edited.py', text), true);
      const fresh = parser().parse(fileDocument('fresh.py', text), false);
      assert.equal(incremental.broken, fresh.broken, JSON.stringify(text));
      // How the rest of a broken text is read may depend on how it came about.
      if (!fresh.broken) {
        assert.equal(printed(incremental), printed(fresh), JSON.stringify(text));
      }
    };
    for (const snippet of snippets) {
      let text = snippet;
      check(text);
      for (let round = 0; round < 10; round++) {
        const at = Math.floor(random() * (text.length + 1));
        const breaking = pick(['(', '"', "'''", ':', '\n', '    ', 'def ', '😀', '# ', '\t', 'x']);
        check(text.slice(0, at) + breaking + text.slice(at + Math.floor(random() * 5)));
        check(text);
        const lineStarts = [...text.matchAll(/^[ \t]*(?=[a-z]\w* = |return |if |for )/gm)];
        const line = lineStarts[Math.floor(random() * lineStarts.length)];
        if (line === undefined) {
          continue;
        }
        const added = `${line[0]}added${String(round)} = [${String(round)}, x]\n`;
        text = text.slice(0, line.index) + added + text.slice(line.index);
        check(text);
      }
    }
    parser().forget('edited.py');
  });

  it('uses the statements around an edit again', () => {
    const before = parser().parse(fileDocument('a.py', 'a = 1\ndef f():\n    b = 2\n    c = 3\nd = 4\n'), true);
    const after = parser().parse(fileDocument('a.py', 'a = 1\ndef f():\n    b = 25\n    c = 3\nd = 4\n'), true);
    const [a, f, d] = before.fragments[0]?.statements ?? [];
    const [a2, f2, d2] = after.fragments[0]?.statements ?? [];
    assert.equal(a, a2);
    assert.equal(d, d2);
    assert.notEqual(f, f2);
    assert.equal(d2?.unit.base, 'a = 1\ndef f():\n    b = 25\n    c = 3\n'.length);
    parser().forget('a.py');
  });

  it('uses the statements in the blocks around an edit again in broken code', () => {
    const before = parser().parse(fileDocument('a.py', 'a = (\ndef f():\n    b = 2\n    c = 3\nd = 4\n'), true);
    const after = parser().parse(fileDocument('a.py', 'a = (\ndef f():\n    b = 25\n    c = 3\nd = 4\n'), true);
    const bodyOf = ({ fragments }: ParsedDocument): readonly Statement[] =>
      fragments[0]?.statements.flatMap((one) => (one.kind === 'function' ? one.body : [])) ?? [];
    assert.equal(before.broken, true);
    assert.notEqual(bodyOf(before)[0], bodyOf(after)[0]);
    assert.ok(bodyOf(before)[1] !== undefined && bodyOf(before)[1] === bodyOf(after)[1]);
    parser().forget('a.py');
  });

  it('keeps equal statements apart', () => {
    parser().parse(fileDocument('a.py', 'if a:\n    x()\nx()\n'), true);
    const after = parser().parse(fileDocument('a.py', 'x()\nif a:\n    x()\nx()\n'), true);
    const bases = new Set(after.fragments[0]?.statements.flatMap((one) => [one, ...blocksOf(one).flat()]).map(({ unit }) => unit.base));
    assert.equal(bases.size, 4);
    parser().forget('a.py');
  });

  it('parses an unchanged cell of a notebook once, wherever it moves', () => {
    const before = parser().parse(notebook('a = 1', 'b = 2'), true);
    const after = parser().parse(notebook('a = 10', 'b = 2'), true);
    assert.equal(before.fragments[1]?.statements[0], after.fragments[1]?.statements[0]);
    assert.equal(after.fragments[1]?.statements[0]?.unit.document, after.document);
    parser().forget('train.ipynb');
  });

  it('keeps the other cells when one is broken', () => {
    const program = programOf(notebook('x = (', 'use(1)'));
    assert.equal(program.broken, true);
    assert.equal(program.callsNamed('use').length, 1);
  });

  it('frees the trees of what is edited, forgotten or pushed out', () => {
    const text = snippets.slice(0, 4).join('\n');
    const edit = (round: number): void => {
      parser().parse(fileDocument(`edited${String(round % 40)}.py`, `${text}\nx = (${String(round)}\n`), true);
    };
    for (let round = 0; round < 400; round++) {
      edit(round);
    }
    const before = parserMemory();
    for (let round = 400; round < 2000; round++) {
      edit(round);
    }
    assert.ok(before > 0);
    assert.equal(parserMemory() - before, 0);
    for (let round = 0; round < 40; round++) {
      parser().forget(`edited${String(round)}.py`);
    }
  }).timeout(60_000);
});

describe('broken code', () => {
  const cases: readonly (readonly [what: string, line: string])[] = [
    ['an open list', 'config = ["a", '],
    ['an attribute that is being typed', 'model = torch.'],
    ['an open text', 'x = "abc'],
    ['a loop without colon', 'for i in range(10)'],
    ['a lone def', 'def '],
    ['a conflict', '<<<<<<< HEAD'],
    ['Python 2', 'print "x"; exec "y"'],
  ];
  for (const [what, line] of cases) {
    it(`keeps the functions before and behind it: ${what}`, () => {
      const program = programOf(
        `def before():\n    use(1)\n\n${line}\n\ndef behind():\n    a = 1\n    use(2)\n\ndef last():\n    use(3)\n`,
      );
      const found = program.callsNamed('use').map(argumentsText);
      assert.ok(found.includes('1') && found.includes('3'), found.join());
    });
  }
});

describe('lowering', () => {
  /** Every expression stands where its text is. */
  const checkSpans = (text: string): void => {
    const check = (node: Expression | Statement): void => {
      const written = text.slice(node.unit.base + node.start, node.unit.base + node.end);
      if (node.kind === 'name') {
        assert.equal(written, node.id);
      } else if (node.kind === 'constant' && node.type === 'int') {
        assert.match(written, /^[\dxXbBoOa-fA-F_lL]+$/);
      } else if (node.kind === 'attribute') {
        const at = node.unit.base + node.nameStart;
        assert.equal(text.slice(at, at + node.name.length), node.name);
      } else if (node.kind === 'call') {
        assert.equal(text[node.unit.base + node.open], '(');
        assert.equal(text[node.unit.base + node.close - 1], ')');
        node.arguments.forEach((argument) => {
          const source = text.slice(argument.unit.base + argument.start, argument.unit.base + argument.end);
          assert.ok(argument.name === null || source.startsWith(argument.name));
        });
      } else if (node.kind === 'function' || node.kind === 'class') {
        const at = node.unit.base + node.nameStart;
        assert.equal(text.slice(at, at + node.name.length), node.name);
      }
      assert.equal(written, written.trim());
    };
    const visit = (node: Expression): void => {
      check(node);
      childrenOf(node).forEach(visit);
    };
    const walk = (node: Statement): void => {
      check(node);
      expressionsOf(node).forEach(visit);
      blocksOf(node).flat().forEach(walk);
    };
    statementsOf(text).forEach(walk);
  };

  it('puts every node where its text is', () => {
    snippets.forEach(checkSpans);
  });

  const kinds: readonly (readonly [source: string, kinds: string])[] = [
    ['a = 1', 'assign'],
    ['a: int', 'assign'],
    ['a += 1', 'augment'],
    ['f()', 'expression'],
    ['a; b', 'expression expression'],
    ['async def f(): pass', 'function'],
    ['@d\nclass A(B, metaclass=M): pass', 'class'],
    ['if a: pass\nelif b: pass\nelse: pass', 'if'],
    ['async for x in y: pass\nelse: pass', 'for'],
    ['while a: break\nelse: pass', 'while'],
    ['with a as b, c: pass', 'with'],
    ['with (a as b, c as d): pass', 'with'],
    ['try: pass\nexcept* E as e: pass\nelse: pass\nfinally: pass', 'try'],
    ['match a:\n    case {"k": [x, *y]} if z: pass\n    case _: pass', 'match'],
    ['del a, b[0]', 'delete'],
    ['global a, b', 'global'],
    ['assert a, "b"', 'assert'],
    ['raise E from e', 'raise'],
    ['import a.b as c, d', 'import'],
    ['from ..a import (b, c as d,)', 'from'],
    ['from __future__ import annotations', 'from'],
    ['type A[T] = list[T]', ''],
    ['print "a" % b', 'expression'],
  ];
  for (const [source, expected] of kinds) {
    it(`reads ${JSON.stringify(source)}`, () => {
      assert.equal(
        statementsOf(source)
          .map(({ kind }) => kind)
          .join(' '),
        expected,
      );
    });
  }

  it('reads every expression', () => {
    const sources: readonly (readonly [string, Expression['kind']])[] = [
      ['1', 'constant'],
      ['1.', 'constant'],
      ['1j', 'constant'],
      ['...', 'constant'],
      ['"a" b"b"', 'constant'],
      ['f"{a}"', 'template'],
      ['(a)', 'name'],
      ['(a, b)', 'tuple'],
      ['a, b', 'tuple'],
      ['[a, *b]', 'list'],
      ['{a, b}', 'set'],
      ['{a: b, **c}', 'dict'],
      ['{a: b for a, b in c}', 'comprehension'],
      ['(a async for a in b if c)', 'comprehension'],
      ['a.b', 'attribute'],
      ['a[b, c:d]', 'subscript'],
      ['-a', 'unary'],
      ['not a', 'unary'],
      ['a @ b', 'binary'],
      ['a and b', 'and'],
      ['a < b <= c', 'compare'],
      ['a not in b', 'compare'],
      ['a if b else c', 'conditional'],
      ['lambda a, *b, c=1, **d: a', 'lambda'],
      ['await a', 'await'],
      ['(yield a)', 'yield'],
      ['(a := b)', 'walrus'],
      ['f(x for x in y)', 'call'],
    ];
    for (const [source, kind] of sources) {
      const [statement] = statementsOf(`x = ${source}`);
      assert.equal(statement?.kind === 'assign' ? statement.value?.kind : statement?.kind, kind, source);
    }
  });
});
