import assert from 'node:assert/strict';
import { gluePy, joulewise, withFiles } from './in-process';

const asked = ['estimate', 'train.py', '--hardware', 'T4', '--region', 'eu-west-1', '--hours', '2', '--format', 'json'];
const hourly = JSON.stringify(Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 100 : 300)));

describe('estimate --hourly', () => {
  it('moves the intensity to the hours of the run', async () => {
    await withFiles({ 'train.py': gluePy, 'day.json': hourly }, async (cwd) => {
      const plain = await joulewise(asked, { cwd });
      const early = await joulewise([...asked, '--hourly', 'day.json', '--start', '3'], { cwd });
      assert.equal(early.status, 0, early.stderr);
      assert.ok(Math.abs(carbon(early.stdout) / carbon(plain.stdout) - 0.5) < 1e-12);
    });
  });

  it('asks for both halves, and for 24 hours', async () => {
    await withFiles({ 'train.py': gluePy, 'day.json': hourly, 'short.csv': '1,2,3' }, async (cwd) => {
      const alone = await joulewise([...asked, '--hourly', 'day.json'], { cwd });
      assert.equal(alone.status, 2);
      assert.match(alone.stderr, /give both/u);
      const short = await joulewise([...asked, '--hourly', 'short.csv', '--start', '3'], { cwd });
      assert.match(short.stderr, /short\.csv: .*24 numbers/u);
    });
  });
});

function carbon(json: string): number {
  return (JSON.parse(json) as { carbonKg: { p50: number } }).carbonKg.p50;
}
