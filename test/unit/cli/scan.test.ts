import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { describe, it } from 'mocha';
import { runCommandLine } from '../../../src/cli/run';
import { gluePy, withFiles } from './in-process';

class Terminal extends Writable {
  text = '';
  readonly isTTY = true;
  constructor(private readonly wrote: () => void = () => undefined) {
    super();
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    this.wrote();
    done();
  }
}

const anomaly = 'import torch\ntorch.autograd.set_detect_anomaly(True)\n';

describe('a scan', () => {
  it('tells a terminal how far it is, and takes that line back', async () => {
    await withFiles({ 'a.py': gluePy, 'b.py': gluePy }, async (cwd) => {
      const [stdout, stderr] = [new Terminal(), new Terminal()];
      await runCommandLine(['check', '.'], { stdin: Readable.from([]), stdout, stderr, cwd });
      assert.match(stderr.text, /^\r1 of 2 files checked.*\r +\r$/su);
      assert.ok(!stdout.text.includes('files checked'));
    });
  });

  it('ends with 130 when it is stopped, with no report and no file changed', async () => {
    await withFiles({ 'a.py': anomaly, 'b.py': anomaly }, async (cwd) => {
      const stdout = new Terminal();
      let released = false;
      const status = await runCommandLine(['check', '.', '--fix', '--baseline'], {
        stdin: Readable.from([]),
        stdout,
        stderr: new Terminal(),
        cwd,
        onInterrupt: (stop) => {
          stop();
          return () => {
            released = true;
          };
        },
      });
      assert.deepEqual([status, stdout.text, released], [130, '', true]);
      assert.equal(await readFile(path.join(cwd, 'a.py'), 'utf8'), anomaly);
      await assert.rejects(readFile(path.join(cwd, '.joulewise-baseline.json')));
    });
  });

  it('that is stopped while it prints ends at the end of a line', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 120 }, (_, index) => [`${String(index)}.py`, `${anomaly}${anomaly}loss.backward()\n`]),
    );
    await withFiles(many, async (cwd) => {
      let stop: (() => void) | undefined;
      const stdout = new Terminal(() => stop?.());
      const status = await runCommandLine(['check', '.'], {
        stdin: Readable.from([]),
        stdout,
        stderr: new Terminal(),
        cwd,
        onInterrupt: (given) => {
          stop = given;
          return () => undefined;
        },
      });
      assert.equal(status, 130);
      assert.ok(stdout.text.endsWith('\n') && !stdout.text.includes('costly patterns in'));
    });
  });
});
