import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Workspace } from '../../../src/assess/assess';
import { chosenLaunch, launchEdit, launchPart, type KnownHardware, type LaunchChoice } from '../../../src/assess/launch-part';
import type { LaunchPart } from '../../../src/assess/report-model';
import { findLaunches } from '../../../src/profile/launch/find-launches';
import type { Launch } from '../../../src/profile/launch/launch';
import { launchesIn } from '../../../src/profile/launch/launch-files';
import { fileDocument, type SourceDocument } from '../../../src/python/source/document';
import { files, noFiles } from './engine';

const hardware: KnownHardware = (name) => (/^a100(?:-80gb)?$/.test(name) ? { id: name, name: `NVIDIA ${name}` } : null);

function partOf(document: SourceDocument, given: Workspace, launches: readonly Launch[], choice?: LaunchChoice): LaunchPart | null {
  return launchPart(document, given, launches, choice, hardware);
}

const around = {
  '/w/': 'train.py\nscripts\n.vscode\n.git',
  '/w/scripts/': 'run.sh',
  '/w/scripts/run.sh': 'torchrun --nproc_per_node 4 train.py --epochs 3\npython train.py --epochs 5\n',
  '/w/.vscode/': 'launch.json',
  '/w/.vscode/launch.json':
    '{"configurations": [\n  {"program": "${workspaceFolder}/train.py", "args": ["--epochs", "7"], "env": {"ACCELERATE_MIXED_PRECISION": "bf16"}}\n]}',
};
const workspace = files(around);
const script = (text = 'epochs = 1\n'): SourceDocument => fileDocument('/w/train.py', text);
const { launches } = findLaunches('/w/train.py', (path) => workspace.read(path));
const choiceOf = ({ at, text }: Launch): LaunchChoice => ({ kind: 'launch', path: at?.path ?? '', text });
const byText = (part: string): Launch => {
  const found = launches.find(({ text }) => text.includes(part));
  assert.ok(found, part);
  return found;
};

describe('the launches of a report', () => {
  it('are nothing where no file starts the script', () => {
    assert.equal(partOf(script(), noFiles, [], undefined), null);
  });

  it('say command, place, processes and precision, and end with the code alone', () => {
    const part = partOf(script(), workspace, launches);
    assert.deepEqual(
      part?.options.map(({ id, text, at, processes, nodes, precision }) => [id, text, at?.path, at?.line, processes, nodes, precision]),
      [
        ['.vscode/launch.json:2', 'python train.py --epochs 7', '/w/.vscode/launch.json', 2, 1, 1, 'bf16'],
        ['scripts/run.sh:1', 'torchrun --nproc_per_node 4 train.py --epochs 3', '/w/scripts/run.sh', 1, 4, 1, null],
        ['scripts/run.sh:2', 'python train.py --epochs 5', '/w/scripts/run.sh', 2, 1, 1, null],
        ['none', '', undefined, undefined, 1, 1, null],
      ],
    );
    assert.deepEqual([part.inForce, part.isChosen, part.canWrite, part.lost], [null, false, false, null]);
  });

  it('know which one was chosen, also when its line or its file has moved', () => {
    const part = partOf(script(), workspace, launches, { kind: 'launch', path: '/w/old.sh', text: 'python train.py --epochs 5' });
    assert.deepEqual([part?.inForce, part?.isChosen, part?.canWrite], ['scripts/run.sh:2', true, true]);
  });

  it('know that the code alone was chosen', () => {
    const part = partOf(script(), workspace, launches, { kind: 'none' });
    assert.deepEqual([part?.inForce, part?.isChosen, part?.canWrite], ['none', true, false]);
  });

  it('say that a chosen one is gone, and leave the launch open', () => {
    const choice: LaunchChoice = { kind: 'launch', path: '/w/scripts/run.sh', text: 'python train.py --epochs 8' };
    const part = partOf(script(), workspace, launches, choice);
    assert.deepEqual([part?.inForce, part?.isChosen, part?.lost], [null, false, 'python train.py --epochs 8']);
    assert.equal(chosenLaunch(launches, choice), undefined);
  });

  it('say which accelerators a batch system is asked for, by the name that is known', () => {
    const asked = (lines: string): unknown => {
      const [launch] = launchesIn('/w/run.sh', `${lines}\nsrun python train.py\n`, '/w/train.py', () => null);
      assert.ok(launch);
      const asks = partOf(script(), noFiles, [launch])?.options[0]?.asks;
      return asks && [asks.count, asks.hardware];
    };
    assert.deepEqual(asked('#SBATCH --gres=gpu:a100:4'), [4, 'a100']);
    assert.deepEqual(asked('#SBATCH -N 2\n#SBATCH --gpus-per-node=a100:8'), [16, 'a100']);
    assert.deepEqual(asked('#SBATCH --gres=gpu:a100:4 --constraint="80gb&nvlink"'), [4, 'a100-80gb']);
    assert.deepEqual(asked('#SBATCH --gres=gpu:2\n#SBATCH -C a100'), [2, 'a100']);
    assert.equal(asked('#SBATCH --gres=gpu:2\n#SBATCH --constraint=v100|a100'), null);
    assert.equal(asked('#SBATCH --gres=gpu:volta:2'), null);
    assert.equal(asked('#SBATCH --gres=gpu:4'), null);
    assert.equal(asked('#SBATCH -N 1'), null);
  });

  it('tell apart two that stand in one line', () => {
    const read = (path: string): string | null =>
      ({ '/w/': 'run.sh\n.git', '/w/run.sh': 'python train.py --lr 1; python train.py --lr 2\n' })[path] ?? null;
    const part = partOf(script(), noFiles, findLaunches('/w/train.py', read).launches);
    assert.deepEqual(
      part?.options.map(({ id }) => id),
      ['run.sh:1', 'run.sh:1 2', 'none'],
    );
  });

  it('begin with the one that a comment states, which holds until another is chosen', () => {
    const document = script('# joulewise: launch="python train.py --epochs 4"\nepochs = 1\n');
    const stated = partOf(document, workspace, launches);
    assert.deepEqual([stated?.options[0]?.text, stated?.inForce, stated?.isChosen], ['python train.py --epochs 4', 'comment', false]);
    assert.equal(
      stated?.options.some(({ kind }) => kind === 'none'),
      false,
    );
    const chosen = partOf(document, workspace, launches, choiceOf(byText('torchrun')));
    assert.deepEqual([chosen?.inForce, chosen?.isChosen], ['scripts/run.sh:1', true]);
  });

  it('leave a comment out that starts something else', () => {
    const part = partOf(script('# joulewise: launch="python other.py"\n'), workspace, launches);
    assert.equal(part?.inForce, null);
  });
});

function afterEdit(document: SourceDocument, launch: Launch): string | null {
  const edit = launchEdit(document, workspace, launch);
  const text = document.fragments.find(({ cell }) => cell === (edit?.cell ?? null))?.text ?? '';
  if (edit === null) {
    return null;
  }
  const lines = text.split('\n');
  const line = lines[edit.line - 1] ?? '';
  lines[edit.line - 1] = line.slice(0, edit.column - 1) + edit.text + line.slice(edit.endColumn - 1);
  return lines.join('\n');
}

describe('the comment that keeps a launch', () => {
  it('stands first', () => {
    assert.equal(
      afterEdit(script('"""Trains."""\n'), byText('torchrun')),
      '# joulewise: launch="torchrun --nproc_per_node 4 train.py --epochs 3"\n"""Trains."""\n',
    );
  });

  it('stands behind interpreter and encoding', () => {
    assert.equal(
      afterEdit(script('#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nx = 1\n'), byText('--epochs 5')),
      '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# joulewise: launch="python train.py --epochs 5"\nx = 1\n',
    );
  });

  it('takes the place of an earlier one, beside what else its comment says', () => {
    assert.equal(
      afterEdit(script("x = 1  # joulewise: trials=3, launch='python train.py', seeds=2  # note\n"), byText('--epochs 5')),
      'x = 1  # joulewise: trials=3, launch="python train.py --epochs 5", seeds=2  # note\n',
    );
  });

  it('stands in the first Python cell of a notebook, behind its magic', () => {
    const document: SourceDocument = {
      path: '/w/train.py',
      fragments: [
        { index: 0, cell: 0, text: '%%bash\nls\n' },
        { index: 1, cell: 2, text: '%%time\nx = 1\n' },
      ],
    };
    const edit = launchEdit(document, workspace, byText('--epochs 5'));
    assert.deepEqual([edit?.cell, edit?.line, edit?.column], [2, 2, 1]);
  });

  it('names the precision that only the launch file gives', () => {
    assert.equal(
      afterEdit(script(''), byText('--epochs 7')),
      '# joulewise: launch="ACCELERATE_MIXED_PRECISION=bf16 python train.py --epochs 7"\n',
    );
  });

  it('is not offered for a command that it cannot say', () => {
    const [launch] = launches;
    assert.ok(launch);
    const words = [{ text: `"it's #1"`, place: null }];
    assert.equal(launchEdit(script(), workspace, { ...launch, words, text: `python train.py "it's  #1"` }), null);
  });
});
