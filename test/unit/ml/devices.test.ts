import assert from 'node:assert/strict';
import { readDevices } from '../../../src/ml/devices';
import { frameworkProgram } from './programs';

/** What `readDevices` finds, in a word each. */
function devices(code: string): readonly string[] {
  const { cuda, cpuOnly, mps, other } = readDevices(frameworkProgram(`import torch\nfrom shop import net, args\n${code}`));
  return [...(cuda ? ['cuda'] : []), ...(cpuOnly ? ['cpu only'] : []), ...(mps ? ['mps'] : []), ...(other === null ? [] : [other])];
}

describe('evidence of a device', () => {
  it('is none in a program that names none', () => {
    assert.deepEqual(devices('net(1)\n'), []);
    assert.deepEqual(devices('net.to(args.device)\n'), []);
  });

  it('is CUDA where something is moved to it or asks for it', () => {
    assert.deepEqual(devices('net.cuda()\n'), ['cuda']);
    assert.deepEqual(devices('net.to("cuda:1")\n'), ['cuda']);
    assert.deepEqual(devices('d = torch.device("cuda" if torch.cuda.is_available() else "cpu")\nnet.to(d)\n'), ['cuda']);
    assert.deepEqual(devices('x = torch.zeros(3, device="cuda")\n'), ['cuda']);
    assert.deepEqual(devices('torch.cuda.synchronize()\n'), ['cuda']);
  });

  it('is the CPU alone where nothing else is named', () => {
    assert.deepEqual(devices('net.to("cpu")\n'), ['cpu only']);
    assert.deepEqual(devices('d = torch.device("cpu")\nnet.to(device=d)\n'), ['cpu only']);
    assert.deepEqual(devices('net.to("cpu")\nnet.to("mps")\n'), ['mps']);
  });

  it('is another accelerator where its package is imported', () => {
    assert.deepEqual(devices('import torch_xla.core.xla_model as xm\n'), ['tpu']);
    assert.deepEqual(devices('import habana_frameworks.torch.core\n'), ['hpu']);
  });
});
