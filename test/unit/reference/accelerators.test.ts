import assert from 'node:assert/strict';
import { readRaw } from '../../../scripts/reference/tables';
import { shippedReference } from './shipped-tables';

const rows = shippedReference.all('accelerators');
const gpus = rows.filter(({ kind }) => kind === 'gpu');

function row(id: string) {
  const found = rows.find((candidate) => candidate.id === id);
  assert.ok(found, id);
  return found;
}

/** Boards whose power we state otherwise than Epoch AI, and why. */
const otherThanEpoch: Readonly<Record<string, string>> = {
  'nvidia-a100-pcie-40gb': 'Epoch lists no PCIe card with 40 GB under its own name; the row of the SXM4 module gives the arithmetic',
  'nvidia-a100-pcie-80gb': 'same',
  'nvidia-a10g': 'the driver enforces 300 W on AWS g5; 150 W is the A10',
  'nvidia-rtx-4070': 'Epoch lists the 285 W of the RTX 4070 Ti',
  'google-tpu-v4': 'Google measured 192 W at most (Jouppi et al. 2023)',
  'amd-mi300a': 'Epoch lists the 760 W of the liquid-cooled version',
};

describe('accelerator table', () => {
  it('states a power that Epoch AI agrees with to 20 %, or says why not', () => {
    const epoch = new Map(readRaw('epoch-hardware.json').map(({ name, tdp }) => [name, tdp]));
    const differing = readRaw('accelerator-list.json').flatMap((entry) => {
      const theirs = entry.epoch === undefined ? undefined : epoch.get(entry.epoch);
      return theirs !== undefined && Math.abs(row(entry.id).tdpWatts / theirs - 1) > 0.2 ? [entry.id] : [];
    });

    assert.deepEqual(
      differing.filter((id) => otherThanEpoch[id] === undefined),
      [],
    );
    assert.deepEqual(
      Object.keys(otherThanEpoch).filter((id) => !differing.includes(id)),
      [],
      'a reason without a difference',
    );
  });

  it('does not swap the power of cards and modules of one chip', () => {
    assert.equal(row('nvidia-v100-pcie-16gb').tdpWatts, 250);
    assert.equal(row('nvidia-v100-sxm2-16gb').tdpWatts, 300);
    assert.equal(row('nvidia-a100-pcie-40gb').tdpWatts, 250);
    assert.equal(row('nvidia-a100-sxm4-40gb').tdpWatts, 400);
    assert.equal(row('nvidia-h100-pcie-80gb').tdpWatts, 350);
    assert.equal(row('nvidia-h100-sxm5-80gb').tdpWatts, 700);
  });

  it('has power, memory and bandwidth in possible ranges', () => {
    for (const { id, tdpWatts, memoryGib, bandwidthGbPerSecond } of rows) {
      assert.ok(tdpWatts >= 5 && tdpWatts <= 1500, id);
      assert.ok(memoryGib === null || (memoryGib > 0.5 && memoryGib <= 300), id);
      assert.ok(bandwidthGbPerSecond === null || (bandwidthGbPerSecond >= 50 && bandwidthGbPerSecond <= 10_000), id);
    }
  });

  it('never runs a shorter format slower than a longer one', () => {
    for (const { id, peakTflops } of rows) {
      const { fp64, fp32, tf32, fp16, bf16, fp8 } = peakTflops;
      const known = [fp64, fp32, tf32, fp16 ?? bf16, fp8].filter((rate) => rate !== undefined);
      assert.deepEqual(
        known,
        known.toSorted((a, b) => a - b),
        id,
      );
    }
  });

  it('states fp32 for every GPU and every processor', () => {
    assert.deepEqual(
      rows.filter(({ kind, peakTflops }) => kind !== 'tpu' && kind !== 'npu' && peakTflops.fp32 === undefined).map(({ id }) => id),
      [],
    );
  });

  it('counts GeForce tensor rates dense and with fp32 accumulation', () => {
    const expected = { 'nvidia-rtx-2080-ti': 53.8, 'nvidia-rtx-3090': 71.2, 'nvidia-rtx-4090': 165.2, 'nvidia-rtx-5090': 209.5 };
    for (const [id, tflops] of Object.entries(expected)) {
      assert.ok(Math.abs((row(id).peakTflops.fp16 ?? 0) / tflops - 1) < 0.01, id);
    }
  });

  it('counts the tensor rates of professional boards dense and in full', () => {
    const expected = {
      'nvidia-t4': 65,
      'nvidia-a40': 149.7,
      'nvidia-rtx-a6000': 154.8,
      'nvidia-a100-sxm4-80gb': 312,
      'nvidia-h100-sxm5-80gb': 989,
    };
    for (const [id, tflops] of Object.entries(expected)) {
      assert.ok(Math.abs((row(id).peakTflops.fp16 ?? 0) / tflops - 1) < 0.01, id);
    }
  });

  it('gives bf16 only to chips that have it', () => {
    assert.deepEqual(
      gpus.filter(({ year, vendor, peakTflops }) => vendor === 'NVIDIA' && year !== null && year < 2020 && peakTflops.bf16 !== undefined),
      [],
    );
  });
});
