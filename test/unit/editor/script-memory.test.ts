import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ScriptMemory } from '../../../src/editor/script/script-memory';

/** The part of the workspace's memory that is used. */
function memento(): { readonly writes: () => number; readonly memory: ConstructorParameters<typeof ScriptMemory>[0] } {
  const values = new Map<string, unknown>();
  let writes = 0;
  const get = (key: string, standard?: unknown): unknown => values.get(key) ?? standard;
  return {
    writes: () => writes,
    memory: {
      keys: () => [...values.keys()],
      get: get,
      update: (key: string, value: unknown) => {
        writes++;
        values.set(key, value);
        return Promise.resolve();
      },
    },
  };
}

describe('what is remembered of scripts', () => {
  it('is kept by script, until it is forgotten', async () => {
    const { memory } = memento();
    const scripts = new ScriptMemory<number>(memory, 'numbers');
    await scripts.set('a', 1);
    await scripts.set('b', 2);
    await scripts.set('a', undefined);
    assert.deepEqual([scripts.get('a'), scripts.get('b')], [undefined, 2]);
    assert.equal(new ScriptMemory<number>(memory, 'others').get('b'), undefined);
  });

  it('is that of the 200 scripts that were spoken of last', async () => {
    const scripts = new ScriptMemory<number>(memento().memory, 'numbers');
    for (let index = 0; index < 200; index++) {
      await scripts.set(`s${String(index)}`, index);
    }
    await scripts.set('s0', 1000);
    await scripts.set('new', 1);
    assert.deepEqual([scripts.get('s0'), scripts.get('s1'), scripts.get('s2'), scripts.get('new')], [1000, undefined, 2, 1]);
  });

  it('is not written where there is nothing to forget', async () => {
    const { memory, writes } = memento();
    await new ScriptMemory<number>(memory, 'numbers').set('a', undefined);
    assert.equal(writes(), 0);
  });
});
