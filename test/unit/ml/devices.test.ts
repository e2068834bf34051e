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

  it('is not that a seed is set where there is CUDA', () => {
    assert.deepEqual(devices('if torch.cuda.is_available():\n    torch.cuda.manual_seed_all(1)\nnet.to("mps")\n'), ['mps']);
    assert.deepEqual(devices('if torch.cuda.is_available():\n    torch.manual_seed(1)\nnet.to("cpu")\n'), ['cpu only']);
    assert.deepEqual(devices('if torch.cuda.is_available():\n    torch.cuda.manual_seed(1)\nnet.cuda()\n'), ['cuda']);
    assert.deepEqual(devices('torch.cuda.manual_seed(1)\nok = torch.cuda.is_available()\n'), ['cuda']);
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

describe('a device that is handed over', () => {
  const isHanded = (code: string): boolean => readDevices(frameworkProgram(`import torch\nfrom shop import net\n${code}`)).handed;

  it('is none that the program names', () => {
    assert.equal(isHanded('net.to("cpu")\n'), false);
    assert.equal(isHanded('def f(device="cpu"):\n    net.to(device)\nf()\n'), false);
    assert.equal(isHanded('def f(dtype):\n    net.to(dtype)\n'), false);
  });

  it('is one that nothing here passes', () => {
    assert.equal(isHanded('def f(device):\n    net.to(device)\n'), true);
    assert.equal(isHanded('def f(device: torch.device):\n    net.to(device=device)\n'), true);
    assert.equal(isHanded('def f(device="cpu"):\n    net.to(device)\n'), true);
  });
});

function evidence(code: string): { readonly cuda: boolean; readonly cudaBySwitch: boolean } {
  const { cuda, cudaBySwitch } = readDevices(frameworkProgram(`import torch\nfrom shop import net, args\n${code}`));
  return { cuda, cudaBySwitch };
}

const parser = 'import argparse\np = argparse.ArgumentParser()\n';

describe('evidence of a GPU', () => {
  it('is a switch that moves the model there when somebody sets it', () => {
    const code = `${parser}p.add_argument("--cuda", action="store_true")\na = p.parse_args()\nif a.cuda:\n    model.cuda()\n`;
    assert.deepEqual(evidence(code), { cuda: true, cudaBySwitch: true });
    assert.deepEqual(evidence('from absl import flags\nflags.DEFINE_boolean("use_gpu", False, "")\n'), { cuda: true, cudaBySwitch: true });
  });

  it('is no switch that takes the GPU away, or takes a value', () => {
    assert.equal(evidence(`${parser}p.add_argument("--no-cuda", action="store_true")\n`).cuda, false);
    assert.equal(evidence(`${parser}p.add_argument("--gpu", default=None, type=int)\n`).cuda, false);
  });

  it('is a model that is copied to numbered devices', () => {
    const wrap = (args: string): string => `from torch.nn.parallel import DistributedDataParallel as DDP\nm = DDP(${args})\n`;
    assert.deepEqual(evidence(wrap('net, device_ids=[rank]')), { cuda: true, cudaBySwitch: false });
    assert.equal(evidence(wrap('net')).cuda, false);
    assert.equal(evidence(wrap('net, device_ids=None')).cuda, false);
  });

  it('is a group of processes over NCCL, and no other group', () => {
    assert.equal(evidence('torch.distributed.init_process_group("nccl")\n').cuda, true);
    assert.equal(evidence('torch.distributed.init_process_group(backend="gloo")\n').cuda, false);
  });
});
