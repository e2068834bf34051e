import type { Activation } from '../python/program/call-site';
import type { LoopInfo } from '../python/program/context';
import type { Program } from '../python/program/program';
import { iterableSources } from './data-flow';
import { countedRounds } from './loop-rounds';
import { loopsAround, makers, samePlace } from './surroundings';

/** Classes that load batches in PyTorch. */
export const torchLoaders = ['torch.utils.data.DataLoader', 'torch_geometric.loader.DataLoader', 'torch_geometric.data.DataLoader'];

/** A loop over what a call made, with the loops around it, innermost first. */
export interface Pass {
  readonly loop: LoopInfo;
  readonly around: readonly LoopInfo[];
}

/** The loops that go over the batches of a loader. One in whose body nothing is called is not known to stand in another. */
export function passesOver(program: Program, loader: Activation): readonly Pass[] {
  return program.loops
    .filter((loop) => iterableSources(loop.iterable).some((source) => makers(source).includes(loader)))
    .map((loop) => {
      const inside = program.activations
        .map(({ context }) => loopsAround(context))
        .find((around) => around.some((one) => samePlace(one, loop)));
      const index = inside?.findIndex((one) => samePlace(one, loop)) ?? -1;
      return { loop, around: index < 0 ? [] : (inside?.slice(index + 1) ?? []) };
    });
}

/** Whether a loop certainly goes more than once over its body, as loops over epochs do. */
export function isRepeated(loop: LoopInfo): boolean {
  if (loop.kind === 'comprehension') {
    return false;
  }
  const rounds = countedRounds(loop);
  const goesOverEpochs = loop.targets.some((name) => /^_?(epochs?|ep)(_?\w+)?$/i.test(name)) || /epoch/i.test(loop.iterableText);
  return rounds === undefined ? goesOverEpochs : rounds >= 2;
}
