import assert from 'node:assert/strict';
import { fileDocument } from '../../../src/python/source/document';
import type { Statement } from '../../../src/python/syntax/nodes';
import { mutations } from './mutations';
import { randomNumbers, snippets } from './snippets';
import { parser } from './support';

/** Everything that was read, with absolute offsets. */
function shown(statements: readonly Statement[]): string {
  const sorted = (key: string, value: unknown): unknown =>
    key === 'unit'
      ? (value as Statement['unit']).base
      : typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value;
  return JSON.stringify(statements, sorted, 1);
}

function read(text: string): { readonly statements: readonly Statement[]; readonly broken: boolean } {
  const { fragments } = parser().parse(fileDocument('a.py', text), false);
  return fragments[0] ?? assert.fail();
}

/** A statement of Python 2 makes the grammar read all of a text; in its place a `pass` does not. */
function readByGrammar(text: string): ReturnType<typeof read> {
  return read(`${text}\nprint 1\n`);
}

function assertSame(text: string): boolean {
  const byGrammar = readByGrammar(text);
  const ordinary = read(`${text}\npass\n`);
  if (byGrammar.broken && !readByGrammar(text.replaceAll(/\r?\n(?=\s*\.\.\.)/g, ' ')).broken) {
    // The grammar stumbles over a line break in front of `...` in brackets; Python does not.
    return false;
  }
  assert.equal(ordinary.broken, byGrammar.broken, JSON.stringify(text));
  if (byGrammar.broken) {
    return false;
  }
  assert.equal(shown(ordinary.statements.slice(0, -1)), shown(byGrammar.statements.slice(0, -1)), text);
  return true;
}

const texts: readonly (readonly [what: string, text: string])[] = [
  ['comments at the end of a block', 'if a:\n    b  # c\n    # d\n  # e\n    # f\nelse:\n    pass\n# g\nx = 1'],
  ['comments in a block of a block', 'def f():\n    if a:\n        b\n    # c\n        # d\nx'],
  ['a block on the line of its head', 'if a: b; c;  # d\nelif e: f\nelse: g\nfor x in y: pass\nwhile z: break'],
  ['clauses that follow each other', 'if a:\n  b\nelif c:\n  d\nelif e:\n  f\nelse:\n  g\n'],
  ['a try with all its clauses', 'try:\n  a\nexcept (A, B) as e:\n  b\nexcept C:\n  c\nexcept:\n  d\nelse:\n  e\nfinally:\n  f\n'],
  [
    'targets of all kinds',
    'a = b.c = d[0] = e, *f = (g, h) = [i, j] = 1,\nx: int\ny: List[int] = []\nz: a.List[int] | None = None\nk += 1,',
  ],
  ['brackets around operands', '(a + b) * (c)\n(a).b\n(a)(b)\n(a)[b]\n(a) == (b) != c\nnot (a)\nx = (a) if (b) else (c)'],
  ['precedences', 'a or b and not c in d | e & g << h + i * -j ** -k @ l\na if b else c if d else e\nlambda x, *y, z=1, **k: x or y'],
  ['comparisons', 'a < b <= c is not d is e not in f in g'],
  ['subscripts', 'a[1:2, ::3, ...]\na[b,]\na[:]\na[b:]\na[:b]\na[x, y][z]\na[(b, c)]'],
  ['calls', 'f(a, *b, c=d, **e)\nf(x for x in y if z if w)\nf(\n  a,\n  b = 1,\n)\nf(a := 1)\nf()()'],
  [
    'collections',
    '()\n(a,)\n(a, *b)\n[]\n[*a, b]\n{}\n{a}\n{a: b, **c}\n{*a, b}\n{a: b for a, (b, c) in d for e in f}\n[a async for a in b]',
  ],
  [
    'statements of all kinds',
    'del a, b\ndel (c)\nglobal a, b\nassert a, b\nraise\nraise A from b\nreturn\nreturn a, *b\nyield\nyield from a\nx = yield a, b',
  ],
  ['imports', 'import a.b as c, d\nfrom . import e\nfrom ...f.g import (h as i, j,)\nfrom k import *\nfrom __future__ import l'],
  [
    'with several managers',
    'with a as b, c.d() as e.f, g:\n    pass\nasync def f():\n    async with a as (b, c):\n        await d\n    async for x in y:\n        pass',
  ],
  [
    'definitions',
    '@a.b(c)\n@d\nasync def f(self, a: int, /, b: List[int] = 1, *c: int, d, e=2, **g) -> Dict[str, int]:\n    """x"""\nclass A(B, metaclass=C): x = 1\ndef g(*, a): pass',
  ],
  ['strings', "a = 'b\\n' \"c\" r'\\d' b'e' u'f' \"\"\"g\n'h\"i\\\"\"\"\" ''\nx = 'a\\\nb'"],
  ['format strings', "f'a{b}c{{d}}{e!r}{f:>{g}}{h=}{ i }' f\"{a['b']}{c, d}\" rf'\\{a}\\d'\nf'''{\n a\n}'''\nf'{x!=y}{\"q\"}'"],
  ['numbers', '1_000 0x1F 0o17 0b1 1. .5 1e-3 1j 1.5J 0777 1_0.0_1e1_0'.split(' ').join('\n')],
  ['lines that go on', 'a = 1 + \\\n    2\nf(a,  # b\n\n  # c\n  d)\nif a and \\\n   b:\n    c'],
  ['line breaks of Windows', 'if a:\r\n    b  # c\r\n    # d\r\nelse:\r\n    """e\r\n"""\r\n'],
  ['tabs', 'if a:\n\tb\n\tif c:\n\t\td\n        e\nf'],
  ['words that are keywords elsewhere', 'match = 1\nmatch.group\ntype(a)\nprint(a), b\nprint\nx.print(match=type)\nexec("a")'],
  ['characters outside of ASCII', 'a = "ü😀"  # ü😀\nf(b)'],
];

describe('reading without the grammar', () => {
  for (const [what, text] of texts) {
    it(`reads ${what} as the grammar does`, () => {
      assert.ok(assertSame(text));
    });
  }

  it('reads all snippets, and what mutations leave whole, as the grammar does', () => {
    let same = 0;
    for (const text of [...snippets, ...mutations(3000, 11)]) {
      same += assertSame(text) ? 1 : 0;
    }
    assert.ok(same > 300, String(same));
  }).timeout(120_000);

  it('leaves to the grammar what is not ordinary', () => {
    const text = 'print "a"\nmatch x:\n    case 1: pass\nü = 1\n';
    const { statements, broken } = read(text);
    assert.equal(broken, false);
    assert.deepEqual(
      statements.map(({ kind }) => kind),
      ['expression', 'match', 'assign'],
    );
  });

  it('reads after an edit what it reads afresh', () => {
    const random = randomNumbers(5);
    const below = (limit: number): number => Math.floor(random() * limit);
    const pieces = ['x = 1\n', 'else:\n', '    y = 2\n', '# z\n', '    # z\n', '\n', ' ', '; a', ')', '(', "'''", 'if a:\n', '\\\n', ''];
    for (let round = 0; round < 300; round++) {
      let text = Array.from({ length: 4 }, () => snippets[below(snippets.length)] ?? '').join('\n');
      for (let edit = 0; edit < 8; edit++) {
        const at = random() < 0.5 ? text.lastIndexOf('\n', below(text.length)) + 1 : below(text.length);
        text = text.slice(0, at) + (pieces[below(pieces.length)] ?? '') + text.slice(at + (random() < 0.5 ? 0 : below(30)));
        const { fragments } = parser().parse(fileDocument('edited.py', text), true);
        const fresh = read(text);
        assert.equal(fragments[0]?.broken, fresh.broken, JSON.stringify(text));
        if (!fresh.broken) {
          assert.equal(shown(fragments[0].statements), shown(fresh.statements), text);
        }
      }
    }
    parser().forget('edited.py');
  }).timeout(120_000);
});
