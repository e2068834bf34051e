import assert from 'node:assert/strict';
import { ResultCache } from '../../../src/editor/check/result-cache';
import { scanFiles, type CheckedFile, type FileHost } from '../../../src/editor/check/scan-files';
import { fileDocument } from '../../../src/python/source/document';
import { engine } from '../assess/engine';

type Texts = Record<string, string>;

const anomaly = 'import torch\ntorch.autograd.set_detect_anomaly(True)\n';

/** A host over texts in memory that counts analyses. */
async function hostOf(texts: Texts): Promise<{ readonly host: FileHost<string>; readonly analyses: () => number }> {
  const assessor = await engine();
  const loaded = new Map<string, string | null>();
  const workspace = { read: (path: string) => loaded.get(path) };
  let analyses = 0;
  const host: FileHost<string> = {
    keyOf: (file) => file,
    read: (file) => {
      const text = texts[file];
      return Promise.resolve(
        text === undefined ? { ok: false, problem: `${file} is gone.` } : { ok: true, document: fileDocument(file, text) },
      );
    },
    workspaceOf: () => workspace,
    load: (_, paths) => {
      const fresh = paths.filter((path) => !loaded.has(path));
      fresh.forEach((path) => loaded.set(path, texts[path] ?? null));
      return Promise.resolve(fresh.length > 0);
    },
    rulesOf: () => ({}),
    project: ({ path }, seen) => assessor.project(path, seen),
    analyze: (_, document, seen) => {
      analyses++;
      return assessor.analyze(document, seen, { only: 'findings' });
    },
  };
  return { host, analyses: () => analyses };
}

async function scan(
  texts: Texts,
  cache: ResultCache,
  isCancelled: () => boolean = () => false,
): Promise<{ readonly checked: readonly CheckedFile<string>[]; readonly analyses: number }> {
  const { host, analyses } = await hostOf(texts);
  const checked: CheckedFile<string>[] = [];
  await scanFiles(
    Object.keys(texts).filter((file) => file.endsWith('.py')),
    host,
    cache,
    isCancelled,
    (one) => checked.push(one),
  );
  return { checked, analyses: analyses() };
}

const counts = (checked: readonly CheckedFile<string>[]): readonly string[] =>
  checked.map(({ file, findings }) => `${file} ${String(findings.length)}`);

describe('the check of files that are not open', () => {
  it('reads each in order, and analyses none that did not change the second time', async () => {
    const cache = ResultCache.load(undefined, '1');
    const texts = { 'a.py': anomaly, 'b.py': 'x = 1\n' };
    const first = await scan(texts, cache);
    assert.deepEqual(counts(first.checked), ['a.py 1', 'b.py 0']);
    assert.ok(first.analyses >= 2);
    const second = await scan(texts, cache);
    assert.deepEqual([counts(second.checked), second.analyses], [counts(first.checked), 0]);
    const third = await scan({ ...texts, 'b.py': anomaly }, cache);
    assert.deepEqual(counts(third.checked), ['a.py 1', 'b.py 1']);
  });

  it('analyses a file again when a module that it imports changed', async () => {
    const cache = ResultCache.load(undefined, '1');
    const script = 'import torch\nfrom speed import STRICT\ntorch.autograd.set_detect_anomaly(STRICT)\n';
    const strict = await scan({ 'train.py': script, 'speed.py': 'STRICT = True\n' }, cache);
    assert.equal(counts(strict.checked)[0], 'train.py 1');
    const loose = await scan({ 'train.py': script, 'speed.py': 'STRICT = False\n' }, cache);
    assert.equal(counts(loose.checked)[0], 'train.py 0');
  });

  it('analyses a file again when the configuration that holds for it changed', async () => {
    const cache = ResultCache.load(undefined, '1');
    await scan({ 'a.py': anomaly, 'joulewise.toml': 'level = "hint"' }, cache);
    const off = await scan({ 'a.py': anomaly, 'joulewise.toml': 'rules = { debug-mode-left-on = "off" }' }, cache);
    assert.deepEqual(counts(off.checked), ['a.py 0']);
  });

  it('stops where it is cancelled', async () => {
    let asked = 0;
    const { checked } = await scan(
      { 'a.py': anomaly, 'b.py': anomaly, 'c.py': anomaly },
      ResultCache.load(undefined, '1'),
      () => ++asked > 2,
    );
    assert.deepEqual(counts(checked), ['a.py 1', 'b.py 1']);
  });

  it('says of a file that cannot be read why', async () => {
    const checked: CheckedFile<string>[] = [];
    await scanFiles(
      ['gone.py'],
      (await hostOf({})).host,
      ResultCache.load(undefined, '1'),
      () => false,
      (one) => checked.push(one),
    );
    assert.deepEqual(
      checked.map(({ problem }) => problem),
      ['gone.py is gone.'],
    );
  });

  it('lets others work between files', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${String(index)}.py`, anomaly.repeat(200)]));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await scan(many, ResultCache.load(undefined, '1'));
    clearInterval(timer);
    assert.ok(turns > 2, `others had ${String(turns)} turns`);
  });
});
