import assert from 'node:assert/strict';
import { joulewise } from '../cli/in-process';
import { shippedReference as reference } from './shipped-tables';

describe('machines of clouds', () => {
  it('are found by the names of their providers, with or without prefix', () => {
    for (const [text, id] of [
      ['p4d.24xlarge', 'aws/p4d.24xlarge'],
      ['ml.g5.xlarge', 'aws/g5.xlarge'],
      ['a2-ultragpu-4g', 'gcp/a2-ultragpu-4g'],
      ['Standard_NC24ads_A100_v4', 'azure/Standard_NC24ads_A100_v4'],
      ['nc24ads_a100_v4', 'azure/Standard_NC24ads_A100_v4'],
    ] as const) {
      const found = reference.hardware(text);
      assert.equal(found.ok ? found.instance?.id : found.problem, id);
    }
  });

  it('have accelerators of the table, and more processors and memory than those', () => {
    for (const row of reference.all('instances')) {
      const found = reference.accelerator(row.accelerator);
      assert.ok(found.ok && found.row.id === row.accelerator, row.id);
      assert.ok(Number.isInteger(row.count) && row.count >= 1 && row.vcpus >= row.count && row.memoryGib >= row.vcpus, row.id);
    }
  });

  it('bring accelerators, processors and memory into an estimate', async () => {
    const args = ['estimate', '--hours', '1', '--hardware', 'p4d.24xlarge', '--region', 'us-east-1', '--format', 'json'];
    const { stdout } = await joulewise(args);
    const { machine } = JSON.parse(stdout) as { machine: Record<string, unknown> };
    assert.equal(machine.hardware, 'nvidia-a100-sxm4-40gb');
    assert.deepEqual([machine.count, machine.nodes, machine.cpuCores, machine.memoryGib], [8, 1, 96, 1152]);
  });

  it('are as many as it takes for the accelerators asked for', async () => {
    const args = ['estimate', '--hours', '1', '--hardware', 'p4d.24xlarge', '--count', '16', '--region', 'us-east-1', '--format', 'json'];
    const { machine } = JSON.parse((await joulewise(args)).stdout) as { machine: Record<string, unknown> };
    assert.deepEqual([machine.count, machine.nodes, machine.cpuCores], [16, 2, 192]);
  });
});
