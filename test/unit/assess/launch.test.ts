import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Analysis } from '../../../src/assess/analysis';
import type { Assessor } from '../../../src/assess/assess';
import type { InputRow, ReportModel } from '../../../src/assess/report-model';
import { factValue, type FactName } from '../../../src/profile/run-profile';
import { fileDocument } from '../../../src/python/source/document';
import { py } from '../../support/analysis';
import { a100, engine, files, noFiles } from './engine';

const training = py`
  import torch
  from torch import nn
  from torch.utils.data import DataLoader
  model = nn.Linear(8, 8)
  optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
  for epoch in range(args.epochs):
      for x in DataLoader(data, batch_size=args.batch_size):
          model(x).sum().backward()
          optimizer.step()
`;

const argparse = py`
  import argparse
  parser = argparse.ArgumentParser()
  parser.add_argument("-b", "--batch-size", type=int, default=8)
  parser.add_argument("--lr", type=float, default=0.1)
  parser.add_argument("--epochs", type=int, required=True)
  parser.add_argument("--amp", action="store_true")
  parser.add_argument("--sizes", nargs="+", type=int)
  parser.add_argument("data")
  args = parser.parse_args()
`;

async function facts(text: string, launch: string, names: readonly FactName[]): Promise<unknown> {
  const assessor = await engine();
  const document = fileDocument('/w/train.py', text);
  const stated = assessor.launch(launch, document, noFiles);
  assert.ok(stated);
  const [run] = assessor.analyze(document, noFiles, { launch: stated }).profile.runs;
  assert.ok(run);
  return names.map((name) => factValue(run, name));
}

describe('the words of a launch', () => {
  const three = ['epochs', 'batchSizePerDevice', 'learningRate'] as const;

  it('reach argparse by long, short and shortened names', async () => {
    assert.deepEqual(await facts(argparse + training, 'python train.py --epochs=5 -b 64 folder --lr 3e-4', three), [5, 64, 0.0003]);
    assert.deepEqual(await facts(argparse + training, 'python train.py --ep 7 --amp folder', three), [7, 8, 0.1]);
  });

  it('are unknown where a variable is', async () => {
    assert.deepEqual(await facts(argparse + training, 'python train.py --epochs $N --lr $LR folder', three), [undefined, 8, undefined]);
  });

  it('pass by options that the script does not declare', async () => {
    assert.deepEqual(await facts(argparse + training, 'python train.py --other 3 --sizes 1 2 --epochs 5', three), [5, 8, 0.1]);
  });

  it('reach dataclasses, flags and sys.argv', async () => {
    const dataclass = py`
      from dataclasses import dataclass
      from transformers import HfArgumentParser
      @dataclass
      class Args:
          batch_size: int = 8
          lr: float = 0.1
          epochs: int = 3
      args = HfArgumentParser(Args).parse_args_into_dataclasses()[0]
    `;
    assert.deepEqual(await facts(dataclass + training, 'python train.py --batch_size 4 --lr 1e-3', three), [3, 4, 0.001]);
    const argv = 'import sys\nfrom types import SimpleNamespace\nargs = SimpleNamespace(epochs=int(sys.argv[1]), batch_size=2, lr=1)\n';
    assert.deepEqual(await facts(argv + training, 'python train.py 12', three), [12, 2, 1]);
  });

  it('reach Hydra and OmegaConf', async () => {
    const text = `from omegaconf import OmegaConf\nargs = OmegaConf.merge({"epochs": 1, "lr": 1, "batch_size": 1}, OmegaConf.from_cli())\n`;
    assert.deepEqual(await facts(text + training, 'python train.py epochs=6 lr=1e-2', three), [6, 1, 0.01]);
    const hydra = `import hydra\n@hydra.main(config_path=".", config_name="c")\ndef main(args):\n${training.replace(/^/gm, '    ')}\nmain()\n`;
    const assessor = await engine();
    const document = fileDocument('/w/train.py', hydra);
    const workspace = files({ '/w/c.yaml': 'epochs: 1\nlr: 1\nbatch_size: 4\n' });
    const launch = assessor.launch('python train.py epochs=9', document, workspace);
    assert.ok(launch);
    const [run] = assessor.analyze(document, workspace, { launch }).profile.runs;
    assert.ok(run);
    assert.deepEqual(
      three.map((name) => factValue(run, name)),
      [9, 4, 1],
    );
  });

  it('make a run on as many devices as there are processes', async () => {
    assert.deepEqual(await facts(argparse + training, 'torchrun --nproc_per_node 4 train.py --epochs 2 x', ['devices', 'epochs']), [4, 2]);
  });
});

describe('the precision that accelerate is launched with', () => {
  const text = py`
    from accelerate import Accelerator
    from types import SimpleNamespace
    args = SimpleNamespace(epochs=1, batch_size=2, lr=1)
    accelerator = Accelerator()
  `;
  const body = training.replace('model(x).sum().backward()', 'accelerator.backward(model(x).sum())');

  it('is that of the script where it does not choose', async () => {
    assert.deepEqual(await facts(text + body, 'accelerate launch --mixed_precision bf16 train.py', ['precision']), ['amp-bf16']);
  });
});

describe('a comment that states the launch', () => {
  const analyzed = async (comment: string): Promise<readonly [unknown, readonly string[]]> => {
    const { profile, problems = [] } = (await engine()).analyze(fileDocument('/w/train.py', `${comment}\n${argparse}${training}`), noFiles);
    const [run] = profile.runs;
    return [run && factValue(run, 'epochs'), problems.map(({ message }) => message)];
  };

  it('goes before the defaults', async () => {
    assert.deepEqual(await analyzed('# joulewise: launch="python train.py data --epochs 4"'), [4, []]);
  });

  it('is refused where it starts something else', async () => {
    assert.deepEqual(await analyzed('# joulewise: launch="python other.py"'), [
      undefined,
      ['The launch "python other.py" does not start this script.'],
    ]);
  });
});

describe('launches that the files around a script state', () => {
  const read = async (around: Readonly<Record<string, string>>, text = argparse + training): Promise<unknown> => {
    const assessor = await engine();
    const analysis = assessor.analyze(fileDocument('/w/train.py', text), files(around));
    const [run] = assessor.withLaunchLines(analysis).profile.runs;
    assert.ok(run);
    const { epochs, batchSizePerDevice, devices } = run;
    return [epochs, batchSizePerDevice, devices].map((fact) =>
      fact !== undefined && 'value' in fact
        ? [fact.value, fact.origin, ...(fact.alternatives ?? []).map(({ value, when }) => `${String(value)} ${when}`)]
        : null,
    );
  };

  it('give what the code leaves open, where they agree', async () => {
    const around = {
      '/w/': 'train.py\nscripts\n.git',
      '/w/scripts/': 'a.sh\nb.sh',
      '/w/scripts/a.sh': 'torchrun --nproc_per_node 4 train.py x --epochs 9\n',
      '/w/scripts/b.sh': 'torchrun --nproc_per_node 4 train.py y --epochs 9\n',
    };
    assert.deepEqual(await read(around), [
      [9, 'launcher'],
      [8, 'argparse-default'],
      [4, 'launcher'],
    ]);
  });

  it('leave open what they do not agree on, and stand beside what the code says', async () => {
    const around = { '/w/': 'train.py\nrun.sh\n.git', '/w/run.sh': 'python train.py x --epochs 9\npython train.py x --epochs 5 -b 32\n' };
    assert.deepEqual(await read(around), [null, [8, 'argparse-default', '32 launched as run.sh:2'], null]);
  });

  const twoLaunches = {
    '/w/': 'train.py\nrun.sh\n.git',
    '/w/run.sh': 'torchrun --nproc_per_node 2 train.py x --epochs 9\npython train.py x --epochs 5 -b 32\n',
  };
  const ready = async (
    analysis: (assessor: Assessor, written: Analysis) => Analysis,
  ): Promise<Extract<ReportModel, { state: 'ready' }>> => {
    const assessor = await engine();
    const document = fileDocument('/w/train.py', argparse + training);
    const model = assessor.report(
      document,
      analysis(assessor, assessor.analyze(document, files(twoLaunches))),
      a100,
      { trainSamples: 50_000 },
      0,
    );
    assert.ok(model.state === 'ready');
    return model;
  };
  const row = ({ inputs }: { readonly inputs: readonly InputRow[] }, key: InputRow['key']): unknown => {
    const found = inputs.find((input) => input.key === key);
    return found && [found.value, found.origin, ...found.alternatives.map(({ display, when }) => `${display} ${when}`)];
  };

  it('stand at the inputs of the report, those on which nothing else decides too', async () => {
    const model = await ready((assessor, written) => assessor.withLaunchLines(written));
    assert.deepEqual(row(model, 'epochs'), [null, 'unknown', '9 launched as run.sh:1', '5 launched as run.sh:2']);
    assert.deepEqual(row(model, 'batchSizePerDevice'), [8, 'argparse-default', '32 launched as run.sh:2']);
    assert.deepEqual(row(model, 'count'), [null, 'unknown', '2 launched as run.sh:1']);
  });

  it('leave nothing open once one of them is chosen', async () => {
    const model = await ready((assessor, written) => {
      const [launch] = assessor.launches(written).launches;
      assert.ok(launch);
      return assessor.launchedAs(written, launch);
    });
    assert.deepEqual(row(model, 'epochs'), [9, 'launcher']);
    assert.deepEqual(row(model, 'count'), [2, 'launcher']);
    assert.deepEqual([model.inputs.find(({ key }) => key === 'count')?.at?.path, model.estimate?.machine.count], ['/w/run.sh', 2]);
  });

  it('keep the findings of the code when one of them is chosen', async () => {
    const assessor = await engine();
    const written = assessor.analyze(fileDocument('/w/train.py', argparse + training), files(twoLaunches), { standardLevel: 'hint' });
    const [launch] = assessor.launches(written).launches;
    assert.ok(launch && written.findings.length > 0);
    assert.deepEqual(assessor.launchedAs(written, launch).findings, written.findings);
  });

  it('of the editor give values that stand in their entry', async () => {
    const around = {
      '/w/': '.vscode\n.git',
      '/w/.vscode/': 'launch.json',
      '/w/.vscode/launch.json': '{"configurations": [\n  {"program": "train.py", "args": ["x", "--epochs", "9"]}\n]}',
    };
    const assessor = await engine();
    const analysis = assessor.analyze(fileDocument('/w/train.py', argparse + training), files(around));
    const epochs = assessor.withLaunchLines(analysis).profile.runs[0]?.epochs;
    assert.ok(epochs !== undefined && 'value' in epochs);
    assert.deepEqual([epochs.value, epochs.at?.path, epochs.at?.line], [9, '/w/.vscode/launch.json', 2]);
  });

  it('are read anew when a file that they name gives other processes', async () => {
    const assessor = await engine();
    const devices = (processes: number): unknown => {
      const around = {
        '/w/': 'run.sh\n.git',
        '/w/run.sh': 'accelerate launch --config_file a.yaml train.py x --epochs 9\n',
        '/w/a.yaml': `num_processes: ${String(processes)}\n`,
      };
      const text = `import os\nimport argparse\nfrom types import SimpleNamespace\nargs = SimpleNamespace(epochs=1, lr=1, batch_size=int(os.environ["WORLD_SIZE"]))\n`;
      const written = assessor.analyze(fileDocument('/w/train.py', text + training), files(around));
      const [launch] = assessor.launches(written).launches;
      assert.ok(launch);
      const [run] = assessor.launchedAs(written, launch).profile.runs;
      return run && factValue(run, 'batchSizePerDevice');
    };
    assert.deepEqual([devices(2), devices(4)], [2, 4]);
  });

  it('are an experiment, and do not stand beside the code, where they are many', async () => {
    const lines = [1, 2, 3, 4, 5, 6, 7].map((batch) => `python train.py x --epochs 9 -b ${String(batch)}\n`).join('');
    const around = { '/w/': 'run.sh\n.git', '/w/run.sh': lines };
    assert.deepEqual(await read(around), [null, [8, 'argparse-default'], null]);
    const assessor = await engine();
    const analysis = assessor.analyze(fileDocument('/w/train.py', argparse + training), files(around));
    assert.equal(assessor.launches(analysis).launches.length, 7);
  });

  it('are not those of other scripts', async () => {
    assert.deepEqual(await read({ '/w/': 'run.sh', '/w/run.sh': 'python pretrain.py --epochs 9\npython sub/train.py x --epochs 9' }), [
      null,
      [8, 'argparse-default'],
      null,
    ]);
  });
});

describe('a script that reads its own command line', () => {
  it('gives names the values of words', async () => {
    const text = py`
      import sys
      from ast import literal_eval
      from types import SimpleNamespace
      batch_size = 12
      for arg in sys.argv[1:]:
          key, val = arg.split("=")
          key = key[2:]
          if key in globals():
              try:
                  attempt = literal_eval(val)
              except ValueError:
                  attempt = val
              globals()[key] = attempt
      args = SimpleNamespace(epochs=1, lr=1, batch_size=batch_size)
    `;
    assert.deepEqual(await facts(text + training, 'python train.py --batch_size=3', ['batchSizePerDevice']), [3]);
  });
});
