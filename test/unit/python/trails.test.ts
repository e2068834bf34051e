import assert from 'node:assert/strict';
import { originOf, placesOf } from '../../../src/python/program/trails';
import { programOf, sourceAt, type Surroundings } from './support';

/** The origin of the argument of the first `use(…)`, and the places it passed. */
function way(source: string, around?: Surroundings): { origin: string | null; places: readonly string[] } {
  const [activation] = programOf(source, around).callsNamed('use');
  const trail = activation?.arguments.positional[0]?.options[0]?.trail ?? null;
  return { origin: originOf(trail), places: placesOf(trail).map(({ what, span }) => `${what}: ${sourceAt(span)}`) };
}

describe('the way a value took', () => {
  it('is a literal where it is used as written', () => {
    assert.deepEqual(way('use(90)'), { origin: 'literal', places: [': 90'] });
  });

  it('is a constant where a literal was given a name', () => {
    assert.deepEqual(way('EPOCHS = 90\nepochs = EPOCHS\nuse(epochs)'), { origin: 'constant', places: ['EPOCHS: 90', 'epochs: EPOCHS'] });
  });

  it('is a constant where it stands in a dict that was given a name', () => {
    assert.equal(way('config = {"epochs": 90}\nuse(config["epochs"])').origin, 'constant');
  });

  it('stays a literal through arithmetic of literals', () => {
    assert.equal(way('use(3 * 30)').origin, 'literal');
  });

  it('says argparse before the names the value had on the way', () => {
    const source =
      'import argparse\nDEFAULT = 90\np = argparse.ArgumentParser()\np.add_argument("--epochs", type=int, default=DEFAULT)\na = p.parse_args()\nn = a.epochs\nuse(n)';
    assert.deepEqual(way(source), {
      origin: 'argparse-default',
      places: ['DEFAULT: 90', 'epochs: p.add_argument("--epochs", type=int, default=DEFAULT)', 'n: a.epochs'],
    });
  });

  it('says launcher where the command line gives the value', () => {
    const source =
      'import argparse\np = argparse.ArgumentParser()\np.add_argument("--epochs", type=int, default=90)\nuse(p.parse_args().epochs)';
    assert.deepEqual(way(source, { commandLine: { epochs: 3 } }), { origin: 'launcher', places: [] });
  });

  it('says function default', () => {
    assert.deepEqual(way('def train(epochs=90):\n    use(epochs)\ntrain()'), {
      origin: 'function-default',
      places: [': 90', 'epochs: epochs=90'],
    });
  });

  it('says dataclass default', () => {
    const source = 'from dataclasses import dataclass\n@dataclass\nclass C:\n    epochs: int = 90\nc = C()\nuse(c.epochs)';
    assert.equal(way(source).origin, 'dataclass-default');
  });

  it('says argparse where a function default takes its value from the command line', () => {
    const source =
      'import argparse\np = argparse.ArgumentParser()\np.add_argument("--epochs", default=90)\na = p.parse_args()\ndef train(n=a.epochs):\n    use(n)\ntrain()';
    assert.equal(way(source).origin, 'argparse-default');
  });

  it('has no origin where a value was counted', () => {
    assert.equal(originOf(null), null);
  });
});
