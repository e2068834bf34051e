import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/process.mjs';
import type { CheckReport } from '../../src/cli/render-check';

const anomaly = 'import torch\ntorch.autograd.set_detect_anomaly(True)\n';

/** Enough files for threads of their own, some of them broken. */
async function repository(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'joulewise-scan-'));
  for (let index = 0; index < 150; index++) {
    const file = path.join(folder, `part${String(index % 7)}`, `train${String(index)}.py`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, index % 50 === 3 ? Buffer.from([0xff, 0xfe, 0]) : anomaly.repeat(1 + (index % 3)));
  }
  return folder;
}

function check(cwd: string, ...args: readonly string[]): CheckReport {
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist', 'cli.js'), 'check', ...args, '--format', 'json'], {
    cwd,
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  return JSON.parse(stdout) as CheckReport;
}

describe('a scan on several threads', () => {
  let folder = '';

  before(async () => {
    folder = await repository();
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('finds what one thread finds, in the order of the files', () => {
    const whole = check(folder, '.');
    // Fewer files at a time are left to the main thread.
    const parts = Array.from({ length: 7 }, (_, index) => check(folder, `part${String(index)}`));
    assert.equal(whole.files, 147);
    assert.deepEqual(
      whole.findings,
      parts.flatMap(({ findings }) => findings),
    );
    assert.deepEqual(
      whole.errors,
      parts.flatMap(({ errors }) => errors),
    );
  });
});
