import assert from 'node:assert/strict';
import { createSemantics } from '../../../src/libraries/semantics';
import { placesOf } from '../../../src/python/program/trails';
import { LineIndex } from '../../../src/python/source/lines';
import { py } from '../../support/analysis';
import { callLines, programWith, type Surroundings } from '../python/support';

const semantics = createSemantics();

/** Values that reach calls of `use(…)`, one call a line. */
function used(source: string, around: Surroundings = {}): string {
  return callLines(programWith(semantics, source, around), 'use');
}

describe('a YAML configuration', () => {
  const read = py`
    import yaml
    with open("conf/train.yaml") as stream:
        config = yaml.safe_load(stream)
  `;
  const inside = (text: string, expression: string): string => used(`${read}use(${expression})`, { files: { 'conf/train.yaml': text } });

  it('gives nested maps, lists and scalars', () => {
    assert.equal(inside('model: {depth: 50}\nsizes: [64, 128]\n', 'config["model"]["depth"], config["sizes"]'), '50, [64, 128]');
  });

  it('is read as PyYAML reads it: a float needs its dot, and yes is true', () => {
    assert.equal(
      inside('lr: 1e-4\nwd: 1.0e-4\namp: yes\nnone: ~\n', '[config[k] for k in ("lr", "wd", "amp", "none")]'),
      '["1e-4", 0.0001, true, None]',
    );
  });

  it('knows anchors and merge keys', () => {
    assert.equal(inside('a: &base {lr: 1, bs: 2}\nb:\n  <<: *base\n  bs: 3\n', 'config["b"]["lr"], config["b"]["bs"]'), '1, 3');
  });

  it('leaves open what a tag makes', () => {
    assert.equal(inside('lr: !ENV RATE\nbs: 4\n', 'config["lr"], config["bs"]'), '?, 4');
  });

  it('is unknown where its text is broken, and says so', () => {
    const program = programWith(semantics, `${read}use(config)`, { files: { 'conf/train.yaml': 'a: [1\nb: 2' } });
    assert.equal(callLines(program, 'use'), '?');
    assert.deepEqual(program.remarks, ['The configuration conf/train.yaml cannot be read: a bracket of line 1 is not closed.']);
  });

  it('is unknown where it is not there, and says so', () => {
    const program = programWith(semantics, `${read}use(config)`);
    assert.equal(callLines(program, 'use'), '?');
    assert.deepEqual(program.remarks, ['The configuration conf/train.yaml, which the script reads, is not found.']);
  });

  it('is asked for where it is not loaded yet', () => {
    const text = 'lr: 0.1\n';
    const seen: string[] = [];
    const files = new Proxy<Record<string, string>>(
      {},
      { get: (_, path) => (seen.push(String(path)), path === 'conf/train.yaml' ? text : undefined) },
    );
    used(read, { files });
    assert.deepEqual(seen, ['conf/train.yaml']);
  });

  it('shows the line where a value stands', () => {
    const program = programWith(semantics, `${read}use(config["lr"])`, { files: { 'conf/train.yaml': '# rates\nlr: 0.1\n' } });
    const [option] = program.callsNamed('use')[0]?.arguments.positional[0]?.options ?? [];
    const [first] = placesOf(option?.trail ?? null);
    const text = first?.span.document.fragments[0]?.text ?? '';
    assert.deepEqual(
      [first?.span.document.path, new LineIndex(text).position(first?.span.start ?? 0).line, first?.kind],
      ['conf/train.yaml', 2, 'config-file'],
    );
  });
});

describe('the path of a configuration', () => {
  const files = { 'conf/a.json': '{"lr": 1e-3, "bs": 8}' };
  const reads = (path: string): string =>
    used(`import json, os, argparse\nfrom pathlib import Path\n${path}\nuse(config["lr"])`, { files });

  it('may be the default of an option', () => {
    assert.equal(
      reads(
        'p = argparse.ArgumentParser()\np.add_argument("--config", default="conf/a.json")\nconfig = json.load(open(p.parse_args().config))',
      ),
      '0.001',
    );
  });

  it('may be made from that of the script', () => {
    assert.equal(reads('config = json.loads((Path(__file__).resolve().parent / "conf" / "a.json").read_text())'), '0.001');
    assert.equal(reads('config = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "conf", "a.json")))'), '0.001');
  });

  it('is not guessed', () => {
    assert.equal(reads('import sys\nconfig = json.load(open(sys.argv[1]))'), '?');
  });
});

describe('a TOML configuration', () => {
  it('gives its tables', () => {
    const files = { 'train.toml': '[optimizer]\nname = "AdamW"\nlr = 3e-4\n' };
    const source =
      'import tomllib\nwith open("train.toml", "rb") as f:\n    c = tomllib.load(f)\nuse(c["optimizer"]["lr"], c["optimizer"]["name"])';
    assert.equal(used(source, { files }), '0.0003, "AdamW"');
  });
});

describe('OmegaConf', () => {
  const files = {
    'base.yaml': 'lr: 1e-3\nmodel:\n  width: 64\n  name: ${size}-net\nsize: small\nwarm: ${model.width}\n',
    'big.yaml': 'size: big\nmodel: {width: 128}\n',
  };

  it('loads entries as attributes, floats without a dot, and interpolations', () => {
    const source = 'from omegaconf import OmegaConf\nc = OmegaConf.load("base.yaml")\nuse(c.lr, c["model"].width, c.warm, c.model.name)';
    assert.equal(used(source, { files }), '0.001, 64, 64, "small-net"');
  });

  it('merges before it resolves', () => {
    const source = py`
      from omegaconf import OmegaConf
      c = OmegaConf.merge(OmegaConf.load("base.yaml"), OmegaConf.load("big.yaml"), {"lr": 1})
      use(c.lr, c.model.width, c.warm, c.model.name)
    `;
    assert.equal(used(source, { files }), '1, 128, 128, "big-net"');
  });

  it('is unknown where one part is', () => {
    assert.equal(
      used('from omegaconf import OmegaConf\nc = OmegaConf.merge(OmegaConf.load("base.yaml"), other)\nuse(c.lr)', { files }),
      '?',
    );
  });
});

describe('a configuration of yacs', () => {
  const source = (path: string): string => py`
    from yacs.config import CfgNode as CN
    _C = CN()
    _C.SOLVER = CN()
    _C.SOLVER.LR = 0.1
    _C.SOLVER.EPOCHS = 90
    _C.merge_from_file(${path})
    use(_C.SOLVER.LR, _C.SOLVER.EPOCHS)
  `;

  it('is what the code says under what the file says', () => {
    assert.equal(used(source('"exp.yaml"'), { files: { 'exp.yaml': 'SOLVER:\n  EPOCHS: 12\n' } }), '0.1, 12');
  });

  it('may be anything under a file that is not known', () => {
    assert.equal(used(source('path')), '0.1 | …, 90 | …');
  });
});

describe('a file of arguments', () => {
  const source = (method: string): string => py`
    from dataclasses import dataclass
    from transformers import HfArgumentParser
    @dataclass
    class Args:
        lr: float = 0.1
        epochs: int = 3
    (args,) = HfArgumentParser(Args).${method}
    use(args.lr, args.epochs)
  `;

  it('goes before the defaults of its dataclasses', () => {
    assert.equal(used(source('parse_json_file(json_file="args.json")'), { files: { 'args.json': '{"epochs": 9}' } }), '0.1, 9');
    assert.equal(used(source('parse_yaml_file("args.yaml")'), { files: { 'args.yaml': 'lr: 0.5' } }), '0.5, 3');
  });
});
