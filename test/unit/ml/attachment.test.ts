import assert from 'node:assert/strict';
import { isAttached } from '../../../src/ml/attachment';
import { programOf } from '../python/support';

/** Whether what is kept holds on to the graph of the call of `net`. */
function kept(code: string): boolean {
  const program = programOf(`import torch\nfrom shop import net, x\n${code}`);
  const [value] = program.callsNamed('keep')[0]?.arguments.positional ?? [];
  assert.ok(value !== undefined);
  return isAttached(program, value, new Set(program.callsNamed('net')));
}

describe('what is attached to a graph', () => {
  it('is the result of a call and what is computed from it', () => {
    assert.equal(kept('keep(net(x))\n'), true);
    assert.equal(kept('keep(net(x).mean() * 2)\n'), true);
    assert.equal(kept('loss_fn = torch.nn.MSELoss()\nkeep(loss_fn(net(x), x))\n'), true);
  });

  it('is not what was detached, read or counted', () => {
    assert.equal(kept('keep(net(x).detach())\n'), false);
    assert.equal(kept('keep(net(x).item())\n'), false);
    assert.equal(kept('keep(net(x).data)\n'), false);
  });

  it('is nothing where no graph is recorded', () => {
    assert.equal(kept('with torch.no_grad():\n    y = net(x)\nkeep(y)\n'), false);
  });
});
