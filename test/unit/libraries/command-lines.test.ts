import assert from 'node:assert/strict';
import { createSemantics } from '../../../src/libraries/semantics';
import { py } from '../../support/analysis';
import { callLines, programWith, type Surroundings } from '../python/support';

const semantics = createSemantics();

/** Values that reach calls of `use(…)`, one call a line. */
function used(source: string, around: Surroundings = {}): string {
  return callLines(programWith(semantics, source, around), 'use');
}

describe('absl flags', () => {
  const flags = py`
    from absl import app, flags
    FLAGS = flags.FLAGS
    flags.DEFINE_integer("epochs", 10, "How often.")
    _RATE = flags.DEFINE_float(name="rate", default=0.1, help="")
    flags.DEFINE_list("widths", "64,128", "")
    flags.DEFINE_string("data", None, "", required=True)
    def main(argv):
        use(FLAGS.epochs, _RATE.value, FLAGS.widths, FLAGS.data)
    if __name__ == "__main__":
        app.run(main)
  `;

  it('are read through FLAGS and through their holders', () => {
    assert.equal(used(flags), '10, 0.1, ["64", "128"], ?');
  });

  it('are inputs that a launch may give', () => {
    assert.equal(used(flags, { commandLine: { epochs: 3 } }), '3, 0.1, ["64", "128"], ?');
  });

  it('are those of TensorFlow 1 too', () => {
    const source = py`
      import tensorflow.compat.v1 as tf
      flags = tf.app.flags
      flags.DEFINE_integer("batch_size", 64, "")
      use(flags.FLAGS.batch_size)
    `;
    assert.equal(used(source), '64');
  });
});

describe('click', () => {
  it('gives the parameters of a command their options', () => {
    const source = py`
      import click
      @click.command()
      @click.argument("data")
      @click.option("--epochs", "-e", default=10, show_default=True)
      @click.option("--learning-rate", default="0.1", type=float)
      @click.option("--amp/--no-amp", default=True)
      @click.option("--fast", is_flag=True)
      @click.option("-n", "--num-workers", "workers", type=int)
      def main(data, epochs, learning_rate, amp, fast, workers):
          use(data, epochs, learning_rate, amp, fast, workers)
      if __name__ == "__main__":
          main()
    `;
    assert.equal(used(source), '?, 10, 0.1, true, false, None');
  });

  it('enters commands of a group that nothing calls', () => {
    const source = py`
      import click
      @click.group()
      def cli():
          pass
      @cli.command()
      @click.option("--batch-size", default=32)
      def train(batch_size):
          use(batch_size)
    `;
    assert.equal(used(source), '32');
  });
});

describe('typer', () => {
  it('calls a command with the defaults of its parameters', () => {
    const source = py`
      import typer
      app = typer.Typer()
      @app.command()
      def train(data: str, epochs: int = 10, rate: float = typer.Option(0.1, "--lr"), out: str = typer.Argument(...)):
          use(data, epochs, rate, out)
      if __name__ == "__main__":
          app()
    `;
    assert.equal(used(source), '?str, 10, 0.1, ?');
  });

  it('runs a plain function', () => {
    const source = py`
      import typer
      def main(epochs: int = 10):
          use(epochs)
      typer.run(main)
    `;
    assert.equal(used(source), '10');
    assert.equal(used(source, { commandLine: { epochs: 2 } }), '2');
  });
});

describe('fire', () => {
  it('calls a function with its defaults', () => {
    const source = py`
      import fire
      def train(base_model: str = "", micro_batch_size: int = 4):
          use(base_model, micro_batch_size)
      if __name__ == "__main__":
          fire.Fire(train)
    `;
    assert.equal(used(source), '"", 4');
  });
});

describe('tyro', () => {
  it('fills a dataclass with its defaults', () => {
    const source = py`
      import tyro
      from dataclasses import dataclass
      @dataclass
      class Config:
          epochs: int = 10
          data: str
      config = tyro.cli(Config)
      use(config.epochs, config.data)
    `;
    assert.equal(used(source), '10, ?');
  });
});

describe('dicts whose entries are attributes', () => {
  it('are read and written either way', () => {
    const source = py`
      from easydict import EasyDict
      cfg = EasyDict({"train": {"epochs": 10}}, lr=0.1)
      cfg.batch = 64
      cfg["seed"] = 1
      use(cfg.train.epochs, cfg["train"]["epochs"], cfg.lr, cfg["batch"], cfg.seed)
    `;
    assert.equal(used(source), '10, 10, 0.1, 64, 1');
  });

  it('are made step by step', () => {
    const source = py`
      import ml_collections
      config = ml_collections.ConfigDict()
      config.model = ml_collections.ConfigDict()
      config.model.hidden = 256
      config.batch_size = 32
      use(config.model.hidden, config.batch_size, config.unknown)
    `;
    assert.equal(used(source), '256, 32, ?');
  });

  it('are unknown when the dict is', () => {
    const source = py`
      import yaml
      from easydict import EasyDict
      cfg = EasyDict(yaml.safe_load(open("config.yml")))
      use(cfg.epochs)
    `;
    assert.equal(used(source), '?');
  });
});
