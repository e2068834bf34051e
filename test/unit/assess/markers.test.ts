import assert from 'node:assert/strict';
import { fileDocument } from '../../../src/python/source/document';
import { rules } from '../../../src/rules/index';
import { mayFind } from '../../../src/rules/check';
import { MarkerSearch } from '../../../src/rules/markers';

describe('markers of rules', () => {
  const words = new Set(rules.flatMap(({ meta }) => [...meta.markers, ...(meta.needs ?? []).flat()]));

  it('are found where a search for each of them finds them', () => {
    const search = new MarkerSearch(words);
    for (const marker of words) {
      for (const text of [marker, `x = ${marker}`, `${marker.slice(0, -1)} ${marker}\n`, marker.slice(1), `é${marker}`]) {
        const expected = [...words].filter((one) => text.includes(one)).sort();
        assert.deepEqual([...search.in(fileDocument('a.py', text))].sort(), expected, text);
      }
    }
  });

  it('do not join over the end of a cell', () => {
    const search = new MarkerSearch(new Set(['iterrows']));
    const cells = ['iter', 'rows'].map((text, index) => ({ index, cell: index, text }));
    assert.equal(search.in({ path: 'a.ipynb', fragments: cells }).size, 0);
  });

  it('leave code unread that has words of everyday code only', () => {
    const options = { select: new Set(['grow-in-loop', 'pandas-row-iteration', 'step-host-sync']) };
    const everyday = 'names = []\nfor index in range(int(count)):\n    names.append(index)\n';
    assert.equal(mayFind(fileDocument('a.py', everyday), options), false);
    assert.equal(mayFind(fileDocument('a.py', `import pandas\n${everyday}`), options), true);
  });
});
