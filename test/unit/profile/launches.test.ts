import assert from 'node:assert/strict';
import { launchesIn, launchStated } from '../../../src/profile/launch/launch-files';
import { placeOfLaunch } from '../../../src/profile/launch/launch-lines';
import { commandsIn } from '../../../src/profile/launch/shell-words';

const words = (text: string): readonly (readonly string[])[] => commandsIn(text).map((command) => command.words.map((word) => word.text));

describe('the words of a shell text', () => {
  it('end at separators, and lines go on after a backslash', () => {
    assert.deepEqual(words('cd x && python a.py \\\n  --lr 0.1; ls | wc # end\necho hi'), [
      ['cd', 'x'],
      ['python', 'a.py', '--lr', '0.1'],
      ['ls'],
      ['wc'],
      ['echo', 'hi'],
    ]);
  });

  it('lose their quotes', () => {
    assert.deepEqual(words(`python a.py --name "two words" --x='$Y' a\\ b`), [['python', 'a.py', '--name', 'two words', '--x=$Y', 'a b']]);
  });

  it('leave redirections out', () => {
    assert.deepEqual(words('python a.py > log.txt 2>&1 --lr 1'), [['python', 'a.py', '--lr', '1']]);
  });

  it('hold variables that the text sets', () => {
    assert.deepEqual(words('LR=0.1\nexport BS=${SIZE:-32}\npython a.py $LR "${BS}"'), [['python', 'a.py', '0.1', '32']]);
  });

  it('are open where a variable or a substitution is not known', () => {
    const [command] = commandsIn('python a.py $1 $(nproc) x');
    assert.deepEqual(
      command?.words.map(({ isOpen }) => isOpen),
      [false, false, true, true, false],
    );
  });
});

const noFile = (): null => null;
const stated = (text: string, script = '/w/train.py', read: (path: string) => string | null = noFile) => launchStated(text, script, read);

describe('a launch', () => {
  it('gives the words after the script', () => {
    assert.deepEqual(
      stated('python -u train.py --lr 0.1')?.words.map(({ text }) => text),
      ['--lr', '0.1'],
    );
    assert.equal(stated('python -u train.py')?.processes, null);
  });

  it('by torchrun starts processes on each node', () => {
    assert.deepEqual(stated('torchrun --standalone --nproc_per_node=4 --nnodes 2 train.py')?.processes, { count: 8, perNode: 4 });
    assert.deepEqual(stated('python -m torch.distributed.launch --nproc_per_node 2 --use_env train.py')?.processes, {
      count: 2,
      perNode: 2,
    });
  });

  it('by accelerate says processes and precision, or its file does', () => {
    const launch = stated('accelerate launch --num_processes 4 --mixed_precision bf16 train.py');
    assert.deepEqual([launch?.processes?.count, launch?.environment.get('ACCELERATE_MIXED_PRECISION')], [4, 'bf16']);
    const file = 'num_machines: 2\nnum_processes: 16\nmixed_precision: fp16\n';
    const read = stated('accelerate launch --config_file a.yaml train.py', '/w/train.py', (path) => (path === 'a.yaml' ? file : null));
    assert.deepEqual([read?.processes, read?.environment.get('ACCELERATE_MIXED_PRECISION')], [{ count: 16, perNode: 8 }, 'fp16']);
  });

  it('by deepspeed counts GPUs', () => {
    assert.deepEqual(stated('deepspeed --num_gpus 8 train.py --deepspeed ds.json')?.processes, { count: 8, perNode: 8 });
  });

  it('goes through what only passes it on', () => {
    assert.deepEqual(
      stated('CUDA_VISIBLE_DEVICES=0,1 nohup uv run python train.py -x')?.words.map(({ text }) => text),
      ['-x'],
    );
    assert.equal(stated('CUDA_VISIBLE_DEVICES=0,1 python train.py')?.environment.get('CUDA_VISIBLE_DEVICES'), '0,1');
  });

  it('may name the script as a module', () => {
    assert.notEqual(stated('python -m src.train', '/w/src/train.py'), null);
    assert.equal(stated('python -m src.other', '/w/src/train.py'), null);
  });

  it('may be the launcher or the options alone', () => {
    assert.deepEqual(stated('torchrun --nproc_per_node 8')?.processes, { count: 8, perNode: 8 });
    assert.deepEqual(
      stated('--lr 1')?.words.map(({ text }) => text),
      ['--lr', '1'],
    );
  });

  it('of something else is none', () => {
    assert.equal(stated('python evaluate.py train.py'), null);
  });
});

describe('launches in files', () => {
  const found = (path: string, text: string): unknown =>
    launchesIn(path, text, '/w/train.py', noFile).map((launch) => [
      launch.at?.line,
      launch.processes?.count ?? 1,
      launch.words.map((word) => word.text).join(' '),
    ]);

  it('of SLURM take what the batch system was asked for', () => {
    const batch = '#!/bin/bash\n#SBATCH --nodes=2\n#SBATCH --ntasks-per-node=4\n#SBATCH --gres=gpu:a100:4\n';
    assert.deepEqual(found('/w/run.sh', `${batch}srun python train.py --lr 1`), [[5, 8, '--lr 1']]);
    assert.deepEqual(found('/w/run.sh', `${batch}srun -W 0 python train.py --lr 1`), [[5, 8, '--lr 1']]);
    assert.deepEqual(found('/w/run.sh', `${batch}srun torchrun --nnodes $SLURM_NNODES --nproc_per_node $SLURM_GPUS_ON_NODE train.py`), [
      [5, 8, ''],
    ]);
  });

  it('say the cell of a notebook that they stand in, and its line', () => {
    const cells = ['x = 1', '%%bash\npython train.py \\\n  --lr 1\n', 'import os\n!ls\n!python train.py \\\n  --lr 2\nprint(1)'];
    const book = JSON.stringify({ nbformat: 4, metadata: {}, cells: cells.map((source) => ({ cell_type: 'code', source })) });
    const launches = launchesIn('/w/run.ipynb', book, '/w/train.py', noFile);
    assert.deepEqual(
      launches.map(({ at, words: given }) => [at?.cell, at?.line, given.map(({ text }) => text).join(' ')]),
      [
        [1, 2, '--lr 1'],
        [2, 3, '--lr 2'],
      ],
    );
    const [launch] = launches;
    assert.ok(launch);
    assert.equal(placeOfLaunch(launch, '/w/train.py'), 'run.ipynb[2]:2');
  });

  it('stand in make rules, notebooks and settings of the editor', () => {
    assert.deepEqual(found('/w/Makefile', 'train:\n\t@python train.py --epochs 3\n'), [[2, 1, '--epochs 3']]);
    const cell = (source: string): object => ({ cell_type: 'code', source, metadata: {}, outputs: [] });
    const book = JSON.stringify({
      nbformat: 4,
      metadata: {},
      cells: [cell('x = 1\n!torchrun --nproc_per_node 2 train.py\n%run train.py -a')],
    });
    assert.deepEqual(found('/w/run.ipynb', book), [
      [2, 2, ''],
      [3, 1, '-a'],
    ]);
    const settings = `{
      // Debugging
      "configurations": [
        {"program": "\${workspaceFolder}/train.py", "args": ["--lr", "0.5"], "env": {"A": "b"}},
        {"program": "other.py"}
      ]
    }`;
    assert.deepEqual(found('/w/.vscode/launch.json', settings), [[4, 1, '--lr 0.5']]);
  });

  it('name the script from where they stand', () => {
    assert.deepEqual(found('/w/scripts/run.sh', 'python ../train.py\npython $ROOT/train.py\npython other/train.py\n'), [
      [1, 1, ''],
      [2, 1, ''],
    ]);
  });
});
