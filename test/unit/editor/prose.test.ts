import assert from 'node:assert/strict';
import { asProse } from '../../../src/editor/forecast/prose';

describe('prose in Markdown', () => {
  it('keeps its spaces, so that it breaks between words', () => {
    assert.equal(asProse('input stalls take up to 5 times'), 'input stalls take up to 5 times');
  });

  it('is never read as markup', () => {
    assert.equal(asProse('[a](b) *c* <d>'), '\\[a\\]\\(b\\) \\*c\\* \\<d\\>');
  });
});
