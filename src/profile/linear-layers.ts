import { ancestors } from '../ml/data-flow';
import { libraryName } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';

/** Layers with weights that no perceptron has. */
const otherWeighted = /^torch\.nn\.(Conv|LSTM|GRU|RNN|Transformer|Multihead|Embedding)/;

export function isPerceptron(maker: Activation): boolean {
  const makers = [...maker.arguments.positional, ...maker.arguments.loose, ...maker.arguments.keywords.values()].flatMap((argument) => [
    ...ancestors(argument),
  ]);
  return isMadeOfLinearLayers(makers);
}

/** Whether calls make linear layers and no others with weights. */
export function isMadeOfLinearLayers(makers: readonly Activation[]): boolean {
  const names = makers.flatMap(({ callee }) => libraryName(callee) ?? []);
  return names.includes('torch.nn.Linear') && !names.some((name) => otherWeighted.test(name));
}
