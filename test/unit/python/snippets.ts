/** Pieces of training scripts with every construct the grammar knows, for tests that need much and varied code. */
export const snippets: readonly string[] = [
  `"""Trains a model."""
from __future__ import annotations
import argparse, os.path as osp
from torch import nn
from .data import (loader,
                   sizes as all_sizes,)

EPOCHS: int = 90
lr, (beta1, beta2) = 1e-3, (0.9, 0.999)
name = f"run-{EPOCHS:03d}-{lr!r}" "-final"
path = osp.join('a', "b", '''c''') if lr > 0.1 else None
`,
  `class Net(nn.Module):
    """A model."""
    width = 64

    def __init__(self, depth=18, *layers, pretrained: bool = False, **options):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(self.width, n) for n in range(depth) if n % 2])
        self.options = {**options, 'depth': depth}

    @property
    def size(self):
        return sum(p.numel() for p in self.parameters())

    def forward(self, x, /, *, train=True):
        for i, layer in enumerate(self.layers):
            x = layer(x) if train else layer(x).detach()
        return x
`,
  `def main(args):
    model = Net(depth=args.depth, **vars(args)).to(args.device)
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr,
                                momentum=0.9)  # as in the paper
    best = 0
    for epoch in range(args.start, args.epochs):
        model.train()
        for step, (x, y) in enumerate(loader):
            with torch.autocast('cuda', dtype=torch.bfloat16), other() as o:
                loss = criterion(model(x.cuda()), y)
            loss.backward()
            if (step + 1) % args.accumulate == 0 or step == len(loader) - 1:
                optimizer.step(); optimizer.zero_grad()
            elif step > 10 and not args.full:
                break
            else:
                continue
        try:
            accuracy = evaluate(model)
        except (RuntimeError, ValueError) as error:
            print('failed', error, file=sys.stderr)
            raise
        else:
            best = max(best, accuracy)
        finally:
            torch.cuda.empty_cache()
    return best


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument('--lr', type=float, default=.1, help="rate")
    main(p.parse_args())
`,
  `while True:
    n = 0 if not (m := re.match(r'\\d+', line)) else int(m[0])
    if n > 3: break
    lines[n:n + 2, ..., None] = [*head, *tail]
    del lines[-1], cache["a"]
    assert n < 4, f"{n=}"
    lambda a, b=1, *c, **d: (a, b)
    values = {k: v ** 2 for k, v in zip(a, b) if k for w in v}
    flags = a < b <= c != d is not e not in f
    total += x @ y // 2 << 1 | ~z
async def fetch(urls):
    async with session() as s:
        return [await s.get(u) async for u in urls]
match command:
    case ["go", direction] | {"go": direction}: go(direction)
    case Point(x=0): pass
    case _:
        global counter
        counter = yield from wait()
`,
  'x = 1\r\nif x:\r\n\ty = 2\r\n\tz = "😀é"\r\n\r\nuse(x, y)  # ünï\r\n',
  'import numpy as np\n\n\ndef f(a: "np.ndarray", b: list[int] = []) -> None:\n    b.append(a[..., 0].sum())\n\n\n@decorate(1)\n@np.vectorize\ndef g(): ...\n',
];

/** Numbers from 0 to 1 that are the same in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
