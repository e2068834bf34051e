import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chosenOver, nothingChosen } from '../../../../src/assess/configuration';
import { Projects, rulesOver } from '../../../../src/assess/project/project';
import { type Project } from '../../../../src/assess/project/no-project';
import { versionsStatedIn } from '../../../../src/assess/project/versions/stated-in-script';
import { versionOf } from '../../../../src/assess/project/versions/specifiers';
import { fileDocument } from '../../../../src/python/source/document';
import { engine, files } from '../engine';

function project(texts: Readonly<Record<string, string>>, path = 'repo/pkg/train.py'): Project {
  return new Projects().of(path, files(texts));
}

describe('the project of a script', () => {
  it('is nothing where no file speaks', () => {
    const { file, rules, machine, versions, wants } = project({});
    assert.deepEqual([file, rules, machine, versions, wants], [null, {}, {}, {}, []]);
  });

  it('asks for the files it would read, and for none above the root of the repository', () => {
    const asked = new Projects().of('a/b/train.py', { read: (path) => (path === 'a/.git/HEAD' ? 'ref' : undefined) }).wants;
    assert.ok(asked.includes('a/b/joulewise.toml') && asked.includes('a/pyproject.toml') && asked.includes('a/uv.lock'));
    assert.ok(!asked.includes('pyproject.toml'));
  });

  it('takes the nearest file, and of one folder the one of our own', () => {
    const texts = { 'repo/pyproject.toml': '[tool.joulewise]\ncount = 4\n', 'repo/pkg/pyproject.toml': '[tool.ruff]\n' };
    assert.equal(project(texts).file, 'repo/pyproject.toml');
    assert.deepEqual(project({ ...texts, 'repo/pkg/joulewise.toml': 'nodes = 2' }).machine, { nodes: 2 });
    assert.equal(project({ ...texts, 'repo/joulewise.toml': 'count = 2' }).file, 'repo/joulewise.toml');
  });

  it('lets overrides speak for the paths they name, the last over the others', () => {
    const text = `hardware = "A100"
ignore = ["step-host-sync"]
[[overrides]]
paths = ["pkg/"]
hardware = "H100"
rules = { precision = "off" }
[[overrides]]
paths = ["*_old.py"]
enable = false
`;
    const here = project({ 'repo/joulewise.toml': text });
    assert.equal(here.machine.hardware, 'H100');
    assert.equal(here.rules.severities?.['train-loop-fp32'], 'off');
    assert.deepEqual([...(here.rules.ignore ?? [])], ['step-host-sync']);
    assert.equal(here.enable, true);
    assert.equal(project({ 'repo/joulewise.toml': text }, 'repo/pkg/train_old.py').enable, false);
    assert.equal(project({ 'repo/joulewise.toml': text }, 'repo/other/train.py').machine.hardware, 'A100');
  });

  it('is read again when a text changes', () => {
    const texts: Record<string, string> = { 'joulewise.toml': 'count = 2' };
    const projects = new Projects();
    const counted = (): number | null | undefined => projects.of('train.py', files(texts)).machine.count;
    assert.equal(counted(), 2);
    texts['joulewise.toml'] = 'count = 3';
    assert.equal(counted(), 3);
  });
});

describe('rules of project and person', () => {
  it('are those of the person where both speak', () => {
    const merged = rulesOver(
      { level: 'hint', select: new Set(['a', 'b']), ignore: new Set(['b']), severities: { a: 'hint', b: 'off' } },
      { level: 'warning', select: new Set(['b']), severities: { a: 'warning' } },
    );
    assert.equal(merged.level, 'warning');
    assert.deepEqual([...(merged.select ?? [])], ['b']);
    assert.deepEqual([...(merged.ignore ?? [])], [], 'a rule that is asked for by name runs');
    assert.deepEqual(merged.severities, { a: 'warning' });
  });
});

describe('machine of project and person', () => {
  it('is the choice of the person, and the rest of the project', () => {
    const chosen = chosenOver({ hardware: 'A100', count: 8, region: 'us-east-1' }, { ...nothingChosen, hardware: 'H100', zone: 'FR' });
    assert.deepEqual([chosen.hardware, chosen.count, chosen.region, chosen.zone], ['H100', 8, null, 'FR']);
  });

  it('keeps a currency with its prices', () => {
    const project = { currency: 'EUR', electricityPricePerKwh: 0.3 };
    assert.equal(chosenOver(project, nothingChosen).currency, 'EUR');
    assert.equal(chosenOver(project, { ...nothingChosen, electricityPricePerKwh: 0.2 }).currency, 'USD');
  });
});

describe('versions of a project', () => {
  for (const [file, text, torch] of [
    ['requirements.txt', '# tools\nnumpy\ntorch==1.13.1+cu117  # for the old cluster\n', '1.13.1+cu117'],
    ['requirements.txt', '--extra-index-url https://example.org/whl\ntorch>=1.10,<2 ; python_version < "3.11"\n', '2.dev0'],
    ['requirements.txt', 'torch>=1.10\n', undefined],
    ['requirements.txt', 'torchvision==0.14\n', undefined],
    ['uv.lock', 'version = 1\n\n[[package]]\nname = "torch"\nversion = "2.3.1"\nsource = { registry = "r" }\n', '2.3.1'],
    ['poetry.lock', '[[package]]\nname = "torch"\nversion = "2.0.0"\ndescription = "Tensors"\n', '2.0.0'],
    ['Pipfile.lock', '{"default": {"torch": {"hashes": [], "version": "==1.9.0"}}}', '1.9.0'],
    ['pyproject.toml', '[project]\ndependencies = ["torch~=1.13.0", "tqdm"]\n', '1.13.0'],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.10"\ntorch = "^1.12"\n', '2.dev0'],
    ['pyproject.toml', '[tool.poetry.group.gpu.dependencies]\ntorch = { version = "2.1.0" }\n', '2.1.0'],
    ['environment.yml', 'dependencies:\n  - python=3.9\n  - torch=1.12.1=py39_0\n', '1.12.1'],
    ['environment.yml', 'dependencies:\n  - pip:\n    - torch==1.11\n', '1.11'],
  ] as const) {
    it(`are read from ${file}: ${JSON.stringify(text.slice(-50))}`, () => {
      assert.equal(project({ [`repo/${file}`]: text }).versions.torch, torch);
    });
  }

  it('are those of the lock file before what was asked for, and of the nearer folder before the others', () => {
    const texts = { 'repo/uv.lock': '[[package]]\nname = "torch"\nversion = "2.3.1"\n', 'repo/requirements.txt': 'torch==2.2\n' };
    assert.equal(project(texts).versions.torch, '2.3.1');
    assert.equal(project({ ...texts, 'repo/pkg/requirements.txt': 'torch==1.8\n' }).versions.torch, '1.8');
  });

  it('follow a file that requirements include', () => {
    const texts = { 'repo/requirements-dev.txt': '-r deps/base.txt\npytest\n', 'repo/deps/base.txt': 'torch==1.7\n' };
    assert.equal(project(texts).versions.torch, '1.7');
  });

  it('are those of the configuration file before all others', () => {
    const texts = { 'repo/requirements.txt': 'torch==2.2\n', 'repo/joulewise.toml': 'versions = { torch = "1.9" }\n' };
    assert.equal(project(texts).versions.torch, '1.9');
  });

  it('leave the newest open where only a lower bound or an exclusion is stated', () => {
    assert.equal(versionOf('>=2.0'), undefined);
    assert.equal(versionOf('!=2.0'), undefined);
    assert.equal(versionOf('<=2.0'), '2.0');
    assert.equal(versionOf('==1.12.*'), '1.12');
  });
});

describe('versions of a script', () => {
  it('are read from its inline block', () => {
    const text = '# /// script\n# requires-python = ">=3.9"\n# dependencies = [\n#   "torch==2.1",\n# ]\n# ///\nimport torch\n';
    assert.deepEqual(versionsStatedIn(fileDocument('a.py', text)), { torch: '2.1' });
    assert.equal(versionsStatedIn(fileDocument('a.py', '# torch==2.1\n')), null);
  });

  it('are those that the cells of a notebook install, the last one', () => {
    const cells = ['!pip install -q torch==1.9 "transformers<5"\n', '%conda install torch=1.10\n', 'print("!pip install torch==1.1")\n'];
    const fragments = cells.map((text, index) => ({ index, cell: index, text }));
    assert.deepEqual(versionsStatedIn({ path: 'a.ipynb', fragments }), { torch: '1.10', transformers: '5.dev0' });
  });

  it('reach the analysis with those of the project', async () => {
    const assessor = await engine();
    const text = 'import torch\nloader = torch.utils.data.DataLoader([1, 2, 3])\n';
    const analysis = assessor.analyze(fileDocument('train.py', text), files({ 'requirements.txt': 'torch==1.2\n' }));
    assert.deepEqual(analysis.project.versions, { torch: '1.2' });
  });
});
