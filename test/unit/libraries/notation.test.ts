import assert from 'node:assert/strict';
import { expandBraces } from '../../../src/libraries/notation/braces';
import { noSection, parseDeclaration } from '../../../src/libraries/notation/declaration';
import { extendParameters, parseDefault, parseSignature } from '../../../src/libraries/notation/signature';
import { splitAtCommas } from '../../../src/libraries/notation/split';
import { fitsPattern, indexTable } from '../../../src/libraries/notation/table';

const constant = (value: number | string | boolean | null) => ({ kind: 'constant', value });

describe('splitAtCommas', () => {
  it('keeps brackets and quotes whole', () => {
    assert.deepEqual(splitAtCommas('a=(1, 2), b="x, y", c={"k": [3, 4]}'), ['a=(1, 2)', 'b="x, y"', 'c={"k": [3, 4]}']);
  });

  it('gives nothing for an empty list', () => {
    assert.deepEqual(splitAtCommas(''), []);
  });
});

describe('expandBraces', () => {
  it('writes out every combination', () => {
    assert.deepEqual(expandBraces('{a,b}.x{1,}'), ['a.x1', 'a.x', 'b.x1', 'b.x']);
  });

  it('refuses a list that is not closed', () => {
    assert.throws(() => expandBraces('x{a,b'), SyntaxError);
  });
});

describe('parseDefault', () => {
  it('reads constants', () => {
    assert.deepEqual(parseDefault('None'), constant(null));
    assert.deepEqual(parseDefault('True'), constant(true));
    assert.deepEqual(parseDefault('-1'), constant(-1));
    assert.deepEqual(parseDefault('1e-5'), constant(1e-5));
    assert.deepEqual(parseDefault('10_000'), constant(10000));
    assert.deepEqual(parseDefault('"32-true"'), constant('32-true'));
  });

  it('keeps the text of everything else', () => {
    assert.deepEqual(parseDefault('(0.9, 0.999)'), { kind: 'expression', text: '(0.9, 0.999)' });
    assert.deepEqual(parseDefault('"a" + "b"'), { kind: 'expression', text: '"a" + "b"' });
    assert.deepEqual(parseDefault('torch.float16'), { kind: 'expression', text: 'torch.float16' });
  });
});

describe('parseSignature', () => {
  it('tells positional, keyword-only and rest parameters apart', () => {
    const { parameters } = parseSignature('a, b=1, *args, c, **kwargs');
    assert.deepEqual(
      parameters.map(({ name, kind }) => [name, kind]),
      [
        ['a', 'positional'],
        ['b', 'positional'],
        ['args', 'rest'],
        ['c', 'keyword'],
        ['kwargs', 'keyword-rest'],
      ],
    );
  });

  it('makes what follows a bare star keyword-only', () => {
    assert.deepEqual(
      parseSignature('a, /, b, *, c').parameters.map(({ name, kind }) => [name, kind]),
      [
        ['a', 'positional'],
        ['b', 'positional'],
        ['c', 'keyword'],
      ],
    );
  });

  it('reads a question mark as a default of None', () => {
    assert.deepEqual(parseSignature('name?').parameters, [{ name: 'name', kind: 'positional', default: constant(null) }]);
  });

  it('takes anything more after dots at the end or alone', () => {
    const rest = ['rest', 'keyword-rest'];
    assert.deepEqual(
      parseSignature('...').parameters.map(({ kind }) => kind),
      rest,
    );
    assert.deepEqual(
      parseSignature('a, ...').parameters.map(({ kind }) => kind),
      ['positional', ...rest],
    );
    assert.equal(parseSignature('...').inherits, false);
  });

  it('inherits after dots that come before others', () => {
    const signature = parseSignature('..., b=2, -c');
    assert.equal(signature.inherits, true);
    assert.deepEqual(signature.removed, ['c']);
  });

  it('refuses what is no parameter', () => {
    assert.throws(() => parseSignature('a b'), SyntaxError);
    assert.throws(() => parseSignature('a='), SyntaxError);
  });
});

describe('extendParameters', () => {
  const inherited = parseSignature('a, b=1, *, c=2, **').parameters;

  it('replaces in place, appends before **, removes', () => {
    const extended = extendParameters(inherited, parseSignature('..., b=5, d=6, -c'));
    assert.deepEqual(
      extended.map(({ name }) => name),
      ['a', 'b', 'd', 'kwargs'],
    );
    assert.deepEqual(extended[1]?.default, constant(5));
  });

  it('appends nothing positional behind a keyword-only parameter', () => {
    assert.equal(extendParameters(inherited, parseSignature('..., d=6')).find(({ name }) => name === 'd')?.kind, 'keyword');
  });
});

describe('parseDeclaration', () => {
  const entry = { conditions: '', section: { prefix: 'lib', base: 'lib.Root', result: 'float' } } as const;

  it('reads bases, results and types relative to the section', () => {
    assert.deepEqual(parseDeclaration({ ...entry, kind: 'class', text: '(a) : .Base, other.Mixin' }).bases, ['lib.Base', 'other.Mixin']);
    assert.equal(parseDeclaration({ ...entry, kind: 'function', text: '() -> .Thing' }).type, 'lib.Thing');
    assert.equal(parseDeclaration({ ...entry, kind: 'attribute', text: ' : .Thing' }).type, 'lib.Thing');
  });

  it('falls back on what the section says', () => {
    assert.deepEqual(parseDeclaration({ ...entry, kind: 'class', text: '()' }).bases, ['lib.Root']);
    assert.equal(parseDeclaration({ ...entry, kind: 'method', text: '()' }).type, 'float');
    assert.equal(parseDeclaration({ ...entry, kind: 'method', text: '() -> ?' }).type, undefined);
  });

  it('refuses a function without parameters, an attribute without type, and leftovers', () => {
    assert.throws(() => parseDeclaration({ ...entry, kind: 'function', text: '' }), SyntaxError);
    assert.throws(() => parseDeclaration({ ...entry, kind: 'attribute', text: '' }), SyntaxError);
    assert.throws(() => parseDeclaration({ ...entry, kind: 'function', text: '() : .Base' }), SyntaxError);
    assert.throws(() => parseDeclaration({ ...entry, kind: 'function', text: '(a' }), SyntaxError);
  });
});

describe('indexTable', () => {
  it('indexes names, patterns and aliases and skips comments', () => {
    const table = indexTable([
      '# note\nin lib\nclass .{A,B}() : .Root\n[lib<2] def .f(x)\ndef .f(x, y)\nclass .*Model()\nalias .old.{A,B} = .{}\nalias .private.* = lib\n',
    ]);
    assert.deepEqual([...table.entries.keys()], ['lib.A', 'lib.B', 'lib.f']);
    assert.deepEqual(
      table.entries.get('lib.f')?.map(({ conditions }) => conditions),
      ['lib<2', ''],
    );
    assert.deepEqual(table.patterns[0]?.pieces, ['lib.', 'Model']);
    assert.deepEqual(table.aliases, [
      { from: 'lib.old.A', to: 'lib.A' },
      { from: 'lib.old.B', to: 'lib.B' },
      { from: 'lib.private.*', to: 'lib' },
    ]);
  });

  it('names the line that it cannot read', () => {
    assert.throws(() => indexTable(['klass lib.A()']), /klass lib\.A/);
    assert.throws(() => indexTable(['in lib : base : other']), SyntaxError);
  });
});

describe('fitsPattern', () => {
  const pattern = (text: string) =>
    ({ pieces: text.split('*'), entry: { kind: 'class', conditions: '', text: '', section: noSection } }) as const;

  it('fits one word only', () => {
    assert.equal(fitsPattern('lib.BertModel', pattern('lib.*Model')), true);
    assert.equal(fitsPattern('lib.bert.Model', pattern('lib.*Model')), false);
    assert.equal(fitsPattern('lib.BertConfig', pattern('lib.*Model')), false);
  });

  it('finds the pieces in order', () => {
    assert.equal(fitsPattern('lib.BertForX', pattern('lib.*For*')), true);
    assert.equal(fitsPattern('lib.Bert', pattern('lib.*For*')), false);
  });
});
