import assert from 'node:assert/strict';
import { ResultCache, printOf } from '../../../src/editor/check/result-cache';
import { finding } from './sample-finding';

const texts = (files: Readonly<Record<string, string>>) => ({ read: (path: string) => files[path] ?? null });
const nothing = texts({});

describe('prints of texts', () => {
  it('tell texts apart that differ in one character, in order or in length', () => {
    const all = ['', 'a', 'b', 'ab', 'ba', 'aa', 'a\n', 'aé', 'a😀'];
    assert.equal(new Set(all.map(printOf)).size, all.length);
    assert.equal(printOf('x = 1\n'), printOf('x = 1\n'));
  });
});

describe('the cache of results', () => {
  const found = [finding()];

  it('gives what it kept while neither the file nor what it read has changed', () => {
    const cache = ResultCache.load(undefined, '1');
    const before = texts({ 'b.py': 'N = 1' });
    cache.keep('a.py', 'p', ['b.py', 'absent.py'], found, before);
    assert.deepEqual(cache.find('a.py', 'p', before), found);
    assert.equal(cache.find('a.py', 'q', before), undefined);
    assert.equal(cache.find('a.py', 'p', texts({ 'b.py': 'N = 2' })), undefined);
    assert.equal(cache.find('a.py', 'p', texts({ 'b.py': 'N = 1', 'absent.py': '' })), undefined);
    assert.deepEqual(cache.readsOf('a.py', 'p'), ['b.py', 'absent.py']);
  });

  it('survives being stored, for the same version alone', () => {
    const cache = ResultCache.load(undefined, '1');
    cache.keep('a.py', 'p', [], found, nothing);
    assert.deepEqual(ResultCache.load(cache.stored(), '1').find('a.py', 'p', nothing), found);
    assert.equal(ResultCache.load(cache.stored(), '2').find('a.py', 'p', nothing), undefined);
  });

  it('is empty where what was stored was cut off', () => {
    const cache = ResultCache.load(undefined, '1');
    cache.keep('a.py', 'p', [], found, nothing);
    assert.equal(ResultCache.load(cache.stored().slice(0, -5), '1').find('a.py', 'p', nothing), undefined);
  });

  it('lets go of the files that were used longest ago', () => {
    const cache = ResultCache.load(undefined, '1');
    for (let index = 0; index < 20_001; index++) {
      cache.keep(String(index), 'p', [], [], nothing);
      cache.find('0', 'p', nothing);
    }
    assert.deepEqual(cache.find('0', 'p', nothing), []);
    assert.equal(cache.find('1', 'p', nothing), undefined);
    assert.deepEqual(cache.find('20000', 'p', nothing), []);
  });
});
