import assert from 'node:assert/strict';
import { createSemantics } from '../../../src/libraries/semantics';
import { py } from '../../support/analysis';
import { callLines, programWith } from '../python/support';

const semantics = createSemantics();

const files: Readonly<Record<string, string>> = {
  'configs/train.yaml': py`
    defaults:
      - _self_
      - model: small
      - optional local: default
      - experiment: null
      - db@store: sqlite
    lr: 0.1
    epochs: 3
    schedule: {total: "\${epochs}"}
  `,
  'configs/model/small.yaml': 'defaults:\n  - head: linear\n  - _self_\nwidth: 64\nlr: ${lr}\n',
  'configs/model/large.yaml': 'width: 512\n',
  'configs/model/head/linear.yaml': 'classes: 10\n',
  'configs/db/sqlite.yaml': 'path: data.db\n',
  'configs/experiment/long.yaml': '# @package _global_\ndefaults:\n  - override /model: large\nepochs: 90\n',
};

/** Values that reach calls of `use(…)` in the function that Hydra starts. */
function used(expression: string, around: Readonly<Record<string, string>> = files, name = 'train'): string {
  const source = py`
    import hydra
    @hydra.main(version_base=None, config_path="configs", config_name="${name}")
    def main(cfg):
        use(${expression})
    if __name__ == "__main__":
        main()
  `;
  return callLines(programWith(semantics, source, { files: around }), 'use');
}

describe('a configuration that Hydra composes', () => {
  it('puts each group where its package says', () => {
    assert.equal(used('cfg.model.width, cfg.model.head.classes, cfg.store.path'), '64, 10, "data.db"');
  });

  it('resolves interpolations in the whole', () => {
    assert.equal(used('cfg.model.lr, cfg.schedule.total'), '0.1, 3');
  });

  it('lets an experiment choose other groups', () => {
    const chosen = { ...files, 'configs/train.yaml': (files['configs/train.yaml'] ?? '').replace('experiment: null', 'experiment: long') };
    assert.equal(used('cfg.model.width, cfg.epochs', chosen), '512, 90');
  });

  it('goes before its defaults where it does not say when it comes itself', () => {
    const own = { 'configs/a.yaml': 'defaults:\n  - b\nlr: 1\n', 'configs/b.yaml': 'lr: 2\nbs: 8\n' };
    assert.equal(used('cfg.lr, cfg.bs', own, 'a'), '1, 8');
  });

  it('does not hold what was not written', () => {
    assert.equal(used('cfg.nothing'), '?');
  });

  it('says which file is missing', () => {
    const source = 'import hydra\n@hydra.main(config_path="configs", config_name="train")\ndef main(cfg):\n    use(cfg.lr)\nmain()';
    const program = programWith(semantics, source, { files: { 'configs/train.yaml': 'defaults: [{model: huge}]\nlr: 1\n' } });
    assert.equal(callLines(program, 'use'), '1');
    assert.deepEqual(program.remarks, ['The configuration configs/model/huge.yaml, which Hydra composes, is not found.']);
  });
});

describe('an object that a configuration describes', () => {
  const config = py`
    net:
      _target_: nets.Net
      width: 32
      optimizer:
        _target_: torch.optim.Adam
        _partial_: true
        lr: 0.01
  `;
  const net = 'class Net:\n    def __init__(self, width, optimizer, depth=2):\n        use(width, depth)\n        optimizer(params=[])\n';

  it('is made by its class, with those inside it', () => {
    const source = py`
      import hydra
      @hydra.main(config_path=".", config_name="c")
      def main(cfg):
          hydra.utils.instantiate(cfg.net, depth=5)
      main()
    `;
    const program = programWith(semantics, source, { files: { 'c.yaml': config, 'nets.py': net } });
    assert.equal(callLines(program, 'use'), '32, 5');
    assert.equal(program.callsOf('torch.optim.Adam').length, 1);
  });
});
