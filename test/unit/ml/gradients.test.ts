import assert from 'node:assert/strict';
import { recordingIn, switchedOffGlobally } from '../../../src/ml/gradients';
import { callIn, frameworkProgram } from './programs';

const head = 'import torch\nfrom shop import net, x, wrapped, train, app\n';

function recording(code: string): string {
  const program = frameworkProgram(head + code);
  return recordingIn(program, callIn(program, 'net').context);
}

describe('recording for a backward pass', () => {
  it('is on where nothing says otherwise', () => {
    assert.equal(recording('net(x)\n'), 'on');
    assert.equal(recording('with open("log") as f:\n    net(x)\n'), 'on');
  });

  it('is off in a block, under any name of it', () => {
    assert.equal(recording('with torch.no_grad():\n    net(x)\n'), 'off');
    assert.equal(recording('from torch import inference_mode as quiet\nwith quiet():\n    net(x)\n'), 'off');
    assert.equal(recording('with torch.autograd.no_grad(), open("log") as f:\n    net(x)\n'), 'off');
    assert.equal(recording('frozen = torch.no_grad()\nwith frozen:\n    net(x)\n'), 'off');
  });

  it('follows the switch of a block', () => {
    assert.equal(recording('with torch.set_grad_enabled(False):\n    net(x)\n'), 'off');
    assert.equal(recording('with torch.set_grad_enabled(True):\n    net(x)\n'), 'on');
    assert.equal(recording('with torch.set_grad_enabled(train):\n    net(x)\n'), 'unknown');
    assert.equal(recording('with torch.inference_mode(mode=False):\n    net(x)\n'), 'on');
  });

  it('is off in a decorated function, and in one called from a block', () => {
    assert.equal(recording('@torch.no_grad()\ndef f():\n    net(x)\nf()\n'), 'off');
    assert.equal(recording('@torch.inference_mode\ndef f():\n    net(x)\nf()\n'), 'off');
    assert.equal(recording('def f():\n    net(x)\nwith torch.no_grad():\n    f()\n'), 'off');
    assert.equal(
      recording('class A:\n    @torch.no_grad()\n    def f(self):\n        self.g()\n    def g(self):\n        net(x)\nA().f()\n'),
      'off',
    );
  });

  it('is unknown under a decorator that might switch it, and known under one that registers a function', () => {
    assert.equal(recording('@wrapped\ndef f():\n    net(x)\nf()\n'), 'unknown');
    assert.equal(recording('@app.route("/")\ndef f():\n    net(x)\nf()\n'), 'on');
    assert.equal(recording('import contextlib\n@contextlib.contextmanager\ndef c():\n    yield\nwith c():\n    net(x)\n'), 'unknown');
  });

  it('may be switched off for the rest of a program', () => {
    const off = (code: string): boolean => switchedOffGlobally(frameworkProgram(head + code));
    assert.equal(off('torch.set_grad_enabled(False)\nnet(x)\n'), true);
    assert.equal(off('torch.no_grad().__enter__()\nnet(x)\n'), true);
    assert.equal(off('with torch.set_grad_enabled(False):\n    net(x)\n'), false);
    assert.equal(off('torch.set_grad_enabled(True)\nnet(x)\n'), false);
  });
});
