import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Finding } from '../../../src/rules/finding';
import { factValue } from '../../../src/profile/run-profile';
import { fileDocument } from '../../../src/python/source/document';
import { a100, engine, files, foodPy, noFiles } from './engine';

/** Of a person who chose none. */
const standardLevel = 'information';

describe('an analysis', () => {
  it('holds findings and runs', async () => {
    const { findings, profile, syntaxBroken, exhausted } = (await engine()).analyze(fileDocument('food.py', foodPy), noFiles, {
      standardLevel,
    });
    assert.deepEqual(
      findings.map(({ rule, line }) => [rule, line]),
      [
        ['dataloader-workers-zero', 8],
        ['train-loop-fp32', 16],
      ],
    );
    assert.equal(profile.runs.length, 1);
    assert.deepEqual([syntaxBroken, exhausted], [false, false]);
  });

  it('comes to the same when the document is remembered and read again', async () => {
    const assessor = await engine();
    const document = fileDocument('/food.py', foodPy);
    const first = assessor.analyze(document, noFiles, { remember: true });
    const edited = assessor.analyze(fileDocument('/food.py', `# comment\n${foodPy}`), noFiles, { remember: true });
    const again = assessor.analyze(document, noFiles, { remember: true });
    assessor.forget('/food.py');
    assert.deepEqual(again, first);
    assert.deepEqual(
      edited.findings.map(({ line }) => line),
      first.findings.map(({ line }) => line + 1),
    );
  });

  it('counts models only when it is asked to weigh, and keeps what it counted while the text changes', async () => {
    const assessor = await engine();
    const options = { standardLevel, remember: true, weigh: 'as-before' } as const;
    const rules = (of: { readonly findings: readonly Finding[] }) => of.findings.map(({ rule }) => rule);
    const first = assessor.analyze(fileDocument('/weighed.py', foodPy), noFiles, options);
    assert.deepEqual(rules(first), []);
    const weighed = first.weighed?.();
    assert(weighed !== undefined && weighed !== null);
    assert.deepEqual(rules(weighed), ['dataloader-workers-zero', 'train-loop-fp32']);
    assert.equal(weighed.profile.runs.length, 1);
    const edited = assessor.analyze(fileDocument('/weighed.py', `${foodPy}print(1)\n`), noFiles, options);
    assert.deepEqual(rules(edited), rules(weighed));
    assert.equal(edited.weighed?.(), null);
    assessor.forget('/weighed.py');
    assert.deepEqual(rules(assessor.analyze(fileDocument('/weighed.py', foodPy), noFiles, options)), []);
  });

  it('wants the modules that it was not given', async () => {
    const document = fileDocument('/a/train.py', 'from nets import build\nbuild()\n');
    const { wants } = (await engine()).analyze(document, { read: () => undefined });
    assert.ok(wants.includes('/a/nets.py'), wants.join());
  });

  it('survives a module that imports the script again', async () => {
    const text = `from helpers import batch_size\n${foodPy}`;
    const workspace = files({ '/food.py': text, '/helpers.py': 'import food\nbatch_size = 8\n' });
    for (const remember of [false, true]) {
      const { findings } = (await engine()).analyze(fileDocument('/food.py', text), workspace, { remember, standardLevel });
      assert.deepEqual(
        findings.map(({ rule, line }) => [rule, line]),
        [
          ['dataloader-workers-zero', 9],
          ['train-loop-fp32', 17],
        ],
      );
    }
  });

  it('takes facts that comments state over those of the code, with their place', async () => {
    const document = fileDocument('food.py', `# joulewise: epochs=12, batchSizePerDevice=16\n${foodPy}`);
    const [run] = (await engine()).analyze(document, noFiles).profile.runs;
    assert.ok(run?.epochs !== undefined && 'value' in run.epochs);
    assert.deepEqual([run.epochs.value, run.epochs.origin, run.epochs.at?.line], [12, 'user', 1]);
    assert.equal(factValue(run, 'batchSizePerDevice'), 16);
  });

  it('takes a comment inside one run for that run alone', async () => {
    const text = `${foodPy.replace('    for x, y', '    # joulewise: epochs=5\n    for x, y')}\n${foodPy}`;
    const { runs } = (await engine()).analyze(fileDocument('food.py', text), noFiles).profile;
    assert.deepEqual(
      runs.map((run) => factValue(run, 'epochs')),
      [5, 90],
    );
  });

  it('reports comments that state nothing it knows', async () => {
    const { problems } = (await engine()).analyze(fileDocument('a.py', 'x = 1  # joulewise: epoch=3\n'), noFiles);
    assert.deepEqual(problems, [{ message: 'No fact is called "epoch". Did you mean epochs?', cell: null, line: 1 }]);
  });

  it('reads one half where only one is asked for', async () => {
    const assessor = await engine();
    assert.deepEqual(assessor.analyze(fileDocument('food.py', foodPy), noFiles, { only: 'findings' }).profile.runs, []);
    assert.deepEqual(assessor.analyze(fileDocument('food.py', foodPy), noFiles, { only: 'profile' }).findings, []);
  });
});

describe('an estimate with overrides', () => {
  it('keeps what cannot be used as it was', async () => {
    const assessor = await engine();
    const [run] = assessor.analyze(fileDocument('food.py', foodPy), noFiles).profile.runs;
    assert.ok(run);
    const present = assessor.estimate(run, a100);
    assert.deepEqual(assessor.estimate(run, a100, { epochs: -1, hardware: 'A1000', pue: 9, count: 0.5, region: 'nowhere' }), present);
  });

  it('looks up anew what follows from a changed model or data set', async () => {
    const assessor = await engine();
    const [run] = assessor.analyze(fileDocument('food.py', foodPy), noFiles).profile.runs;
    assert.ok(run);
    const smaller = assessor.estimate(run, a100, { model: 'resnet18', numWorkers: 12 });
    const present = assessor.estimate(run, a100, { numWorkers: 12 });
    assert.ok(!('error' in smaller) && !('error' in present));
    assert.equal(smaller.profile.parameters, undefined);
    assert.ok(smaller.energyKwh.p50 < present.energyKwh.p50);
  });

  it('takes a place as a region or a zone, and lets it replace both', async () => {
    const assessor = await engine();
    const [run] = assessor.analyze(fileDocument('food.py', foodPy), noFiles).profile.runs;
    assert.ok(run);
    const zone = assessor.estimate(run, a100, { region: 'FR' });
    const region = assessor.estimate(run, { ...a100, region: null, zone: 'FR' }, { region: 'europe-north1' });
    assert.ok(!('error' in zone) && !('error' in region));
    assert.deepEqual([zone.grid.zone, zone.grid.region], ['FR', null]);
    assert.equal(region.grid.region, 'gcp/europe-north1');
  });
});
