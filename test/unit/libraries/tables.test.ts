import assert from 'node:assert/strict';
import * as families from '../../../src/libraries/families';
import { createLibraryKnowledge } from '../../../src/libraries/knowledge';
import * as photoSets from '../../../src/libraries/photo-sets';
import { parseDeclaration } from '../../../src/libraries/notation/declaration';
import { indexTable } from '../../../src/libraries/notation/table';
import { tables } from '../../../src/libraries/tables';

const knowledge = createLibraryKnowledge();
const indexed = Object.entries(tables).map(([library, texts]) => ({ library, table: indexTable(texts) }));
const isTabled = (name: string) => name.includes('.') && Object.hasOwn(tables, name.slice(0, name.indexOf('.')));

describe('tables', () => {
  for (const { library, table } of indexed) {
    it(`of ${library} hold only names of ${library}, and every line reads`, () => {
      for (const [name, entries] of table.entries) {
        assert.ok(name.startsWith(`${library}.`), name);
        for (const entry of entries) assert.doesNotThrow(() => parseDeclaration(entry), name);
      }
      for (const { entry, pieces } of table.patterns) assert.doesNotThrow(() => parseDeclaration(entry), pieces.join('*'));
      for (const { from } of table.aliases) assert.ok(from === library || from.startsWith(`${library}.`), from);
    });

    it(`of ${library} declare no name twice for the same versions`, () => {
      for (const [name, entries] of table.entries) {
        const conditions = entries.map((entry) => entry.conditions);
        assert.deepEqual(conditions, [...new Set(conditions)], name);
      }
    });

    it(`of ${library} declare no name that an alias replaces`, () => {
      for (const name of table.entries.keys()) assert.equal(knowledge.canonical(name), name);
      for (const { from } of table.aliases) assert.ok(!table.entries.has(from), from);
    });

    it(`of ${library} name bases and types that are declared`, () => {
      for (const [name, entries] of table.entries) {
        for (const { bases, type } of entries.map(parseDeclaration)) {
          for (const mentioned of type === undefined ? bases : [...bases, type]) {
            if (isTabled(mentioned)) assert.ok(knowledge.callable(mentioned, {}), `${name}: ${mentioned}`);
          }
        }
      }
    });
  }

  it('stay within their share of the bundle', () => {
    const bytes = Object.values(tables).flat().join('').length;
    assert.ok(bytes <= 120 * 1024, `${bytes} bytes`);
  });

  it('cost nothing before the first question', () => {
    const start = performance.now();
    createLibraryKnowledge();
    const created = performance.now();
    createLibraryKnowledge().canonical('torch.nn.modules.conv.Conv2d');
    const answered = performance.now();
    // eslint-disable-next-line no-console -- a figure to look at; machines differ too much to assert it
    console.log(`      created in ${(created - start).toFixed(2)} ms, PyTorch indexed in ${(answered - created).toFixed(2)} ms`);
  });
});

describe('families', () => {
  const namespaces = new Set(['datasetNamespaces', 'modelNamespaces', 'otherAcceleratorModules']);

  for (const [title, members] of Object.entries({ ...families, ...photoSets })) {
    if (typeof members === 'function' || namespaces.has(title)) continue;
    it(`${title} holds canonical names that the tables declare`, () => {
      for (const name of members.keys()) {
        if (!isTabled(name)) continue;
        const dot = name.lastIndexOf('.');
        assert.equal(knowledge.canonical(name), name);
        assert.ok(knowledge.callable(name, {}) ?? knowledge.attribute(name.slice(0, dot), name.slice(dot + 1)), name);
      }
    });
  }

  it('take subclasses in', () => {
    assert.equal(families.isOfFamily('torch.cuda.amp.autocast', families.autocastContexts, knowledge), true);
    assert.equal(families.isOfFamily('trl.SFTConfig', families.huggingFaceArguments, knowledge), true);
    assert.equal(families.isOfFamily('torch.nn.Linear', families.optimizers, knowledge), false);
  });
});
