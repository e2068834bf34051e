import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { launchesIn, launchStated } from '../../../src/profile/launch/launch-files';
import { typedLaunch } from '../../../src/profile/launch/typed-launch';
import { fileDocument } from '../../../src/python/source/document';

const noFile = (): null => null;

function typed(shell: string, text = '', read: (path: string) => string | null = noFile): string | null {
  const script = fileDocument('/w/train.py', text);
  const [launch] = launchesIn('/w/run.sh', shell, script.path, read);
  assert.ok(launch, shell);
  const command = typedLaunch(launch, script, noFile);
  if (command !== null) {
    const again = launchStated(command, script.path, noFile);
    assert.ok(again);
    assert.deepEqual(again.processes, launch.processes);
    assert.deepEqual(
      again.words.map((word) => word.text),
      launch.words.map((word) => word.text),
    );
  }
  return command;
}

describe('a launch as it is typed', () => {
  it('is the command where that says all', () => {
    assert.equal(typed('python train.py --lr 0.1\n'), 'python train.py --lr 0.1');
    assert.equal(typed('EPOCHS=3\npython train.py --epochs $EPOCHS\n'), 'python train.py --epochs 3');
  });

  it('spells out the processes of a batch system', () => {
    assert.equal(
      typed('#SBATCH --nodes=2 --ntasks-per-node=4\nsrun python train.py --lr 1\n'),
      'torchrun --nnodes 2 --nproc_per_node 4 train.py --lr 1',
    );
    assert.equal(typed('#SBATCH --gres=gpu:a100:4\ntorchrun --nproc_per_node=gpu train.py\n'), 'torchrun --nproc_per_node 4 train.py');
  });

  it('spells out what a configuration of accelerate says', () => {
    const read = (): string => 'num_processes: 4\nmixed_precision: bf16\n';
    assert.equal(
      typed('accelerate launch --config_file a.yaml train.py\n', '', read),
      'ACCELERATE_MIXED_PRECISION=bf16 torchrun --nproc_per_node 4 train.py',
    );
  });

  it('names the variables that the script reads, and no others', () => {
    assert.equal(
      typed('export SIZE=large\nexport NOTHING=1\npython train.py\n', 'import os\nsize = os.environ["SIZE"]\n'),
      'SIZE=large python train.py',
    );
  });

  it('quotes words again, and keeps unknown variables open', () => {
    assert.equal(typed(`python train.py --name 'a;b' --lr $LR\n`), `python train.py --name 'a;b' --lr $LR`);
  });
});
