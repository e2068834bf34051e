import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { commands } from '../../../src/cli/run';
import { gluePy, joulewise } from './in-process';

describe('the joulewise command', () => {
  it('helps with every command, and names every option of each', async () => {
    const { status, stdout } = await joulewise(['--help']);
    assert.equal(status, 0);
    for (const command of commands) {
      assert.ok(stdout.includes(`  ${command.name} `), command.name);
      const help = await joulewise([command.name, '--help']);
      assert.equal(help.status, 0);
      for (const option of Object.keys(command.options)) {
        assert.ok(help.stdout.includes(`--${option} `), `${command.name} --${option}`);
      }
    }
  });

  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };
    assert.equal((await joulewise(['--version'])).stdout, `joulewise ${version}\n`);
  });

  it('ends with 2 without a command, or with one that does not exist', async () => {
    assert.equal((await joulewise([])).status, 2);
    assert.deepEqual(await joulewise(['chek']), {
      status: 2,
      stdout: '',
      stderr: 'joulewise has no command "chek". Did you mean check?\n',
    });
  });

  it('advises, best first, with edits that stand in the script', async () => {
    const { status, stdout } = await joulewise(['advise', '-', '--hardware', 'A100', '--region', 'us-east-1', '--format', 'json'], {
      stdin: gluePy,
    });
    const { alternatives } = JSON.parse(stdout) as {
      alternatives: { id: string; run: string; saving: { p50: number }; edits: { path: string }[] }[];
    };
    const savings = alternatives.map(({ saving }) => saving.p50);
    assert.equal(status, 0);
    assert.deepEqual(
      savings,
      savings.toSorted((a, b) => a - b),
    );
    assert.ok(savings.every((saving) => saving <= -0.03));
    assert.ok(alternatives.some(({ edits }) => edits.length > 0));
    assert.ok(alternatives.every(({ edits }) => edits.every(({ path }) => path === 'stdin.py')));
  });

  it('says so where a script trains nothing', async () => {
    const { status, stderr } = await joulewise(['advise', '-', '--hardware', 'A100'], { stdin: 'x = 1\n' });
    assert.deepEqual([status, stderr], [2, 'stdin.py trains nothing that was recognised.\n']);
  });

  it('takes what is stated in place of a run that a script hides', async () => {
    const stated = ['--set', 'model=resnet50', '--set', 'trainSamples=1000', '--set', 'epochs=2'];
    const { status, stdout } = await joulewise(['estimate', '-', '--hardware', 'A100', '--format', 'json', ...stated], {
      stdin: 'x = 1\n',
    });
    assert.equal(status, 0);
    assert.ok((JSON.parse(stdout) as { durationHours: { p50: number } }).durationHours.p50 > 0);
  });

  it('says beside the result what was not understood', async () => {
    const { status, stdout, stderr } = await joulewise(['profile', '-', '--format', 'json'], {
      stdin: `${gluePy}\n# joulewise: epoch=3\nx = (\n`,
    });
    assert.equal(status, 0);
    assert.equal((JSON.parse(stdout) as { runs: unknown[] }).runs.length, 1);
    assert.equal(
      stderr,
      'stdin.py: Line 11: No fact is called "epoch". Did you mean epochs?\nstdin.py: It has syntax errors; what could be read was read.\n',
    );
  });
});
