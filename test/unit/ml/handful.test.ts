import assert from 'node:assert/strict';
import { takesHandful } from '../../../src/ml/handful';
import { frameworkProgram } from './programs';

const takes = (code: string): boolean => takesHandful(frameworkProgram(code));

describe('a handful of samples', () => {
  it('is not taken where nothing is cut, or not to few', () => {
    assert.equal(takes('def run(rows, num_samples=5):\n    return [num_samples, *rows]\n'), false);
    assert.equal(takes('def run(rows, num_samples=500):\n    return rows[:num_samples]\n'), false);
    assert.equal(takes('def run(rows, num_samples):\n    return rows[:num_samples]\n'), false);
    assert.equal(takes('net = build(n_layers=5)\nfor i in range(n_rows): go(i)\n'), false);
    assert.equal(takes('# num_samples=5\nrows = rows[:num_samples]\n'), false);
  });

  it('is taken by a slice, a range or a draw of a number that is small where nobody asks', () => {
    for (const cut of [
      'rows[:num_samples]',
      'range(num_samples)',
      'min(num_samples, len(rows))',
      'min(len(rows), num_samples)',
      'random.sample(rows, num_samples)',
    ]) {
      assert.equal(takes(`def run(rows, num_samples: int = 5):\n    return ${cut}\n`), true, cut);
    }
  });

  it('is taken by a constant of the file', () => {
    assert.equal(takes('N_EVAL = 20\nfor row in frame.head(N_EVAL): go(row)\n'), true);
  });

  it('is taken by an option of the command line', () => {
    assert.equal(takes('p.add_argument("--max-rows", type=int, default=10)\nrows = rows[:args.max_rows]\n'), true);
  });
});
