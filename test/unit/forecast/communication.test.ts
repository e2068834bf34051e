import assert from 'node:assert/strict';
import { exchangeSeconds } from '../../../src/forecast/communication';
import { computeMode } from '../../../src/forecast/precision';
import { machine } from './given';

function seconds(hardware: string, devices: number, nodes = 1, frozenBytes = 0): number {
  const { accelerator } = machine(hardware, devices);
  return exchangeSeconds({ accelerator, devices, nodes, gradientBytes: 1e9, frozenBytes, isSharded: false, hostBytesPerSecond: 12e9 });
}

describe('the exchange of gradients', () => {
  it('takes no time on one device', () => {
    assert.equal(seconds('RTX 3090', 1), 0);
  });

  it('goes through the host where cards do not see one another, so that more of them take longer than the ring alone says', () => {
    assert.ok(seconds('RTX 3090', 8) > 5 * seconds('RTX 3090', 2));
    assert.ok(seconds('A40', 8) < 2 * seconds('A40', 2));
  });

  it('leaves a node by all its adapters at once, and those became faster', () => {
    assert.ok(seconds('A100 SXM4 80GB', 16, 2) < seconds('A100 SXM4 80GB', 16, 16) / 4);
    assert.ok(seconds('H100 SXM5 80GB', 16, 2) < seconds('A100 SXM4 80GB', 16, 2));
    assert.ok(seconds('A100 SXM4 80GB', 16, 2) < seconds('V100 SXM2 32GB', 16, 2));
  });

  it('is also of weights that are spread over the devices and never trained', () => {
    assert.ok(seconds('RTX 3090', 2, 1, 4e9) > 4 * seconds('RTX 3090', 2));
  });

  it('is not faster between nodes than inside one', () => {
    assert.ok(seconds('A100 SXM4 80GB', 16, 2) >= seconds('A100 SXM4 80GB', 16, 1));
  });
});

describe('the peak of attention', () => {
  const shareOf = (hardware: string, precision: 'bf16' | 'fp8' | 'fp32'): number => {
    const mode = computeMode(precision, machine(hardware).accelerator);
    assert.ok(mode);
    return mode.attentionTflops / mode.matrixTflops;
  };

  it('is half of that of the products with weights where warps compute in groups', () => {
    assert.equal(shareOf('H100 SXM5 80GB', 'bf16'), 0.5);
    assert.equal(shareOf('A100 SXM4 80GB', 'bf16'), 1);
    assert.equal(shareOf('RTX 4090', 'bf16'), 1);
  });

  it('does not grow with fp8, which weights alone are multiplied in', () => {
    assert.ok(shareOf('H100 SXM5 80GB', 'fp8') < 0.5);
  });
});

describe('the peak in half precision', () => {
  const peakOf = (hardware: string): number => computeMode('bf16', machine(hardware).accelerator)?.matrixTflops ?? 0;

  it('is what the power limit sustains where that is small for the clock', () => {
    assert.ok(peakOf('T4') > 38 && peakOf('T4') < 45, String(peakOf('T4')));
    assert.equal(peakOf('V100 SXM2 32GB'), 125);
    assert.equal(peakOf('A100 SXM4 80GB'), 312);
  });
});
