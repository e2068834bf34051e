/** Fewer epochs, where it is published what they cost in accuracy. */
import { factValue, knownFact } from '../profile/run-profile';
import { count, time } from './figures';
import type { AdviceRequest, Proposal } from './request';
import { ratioLogWidths } from './saving';
import { replaceRange, textAt } from './source-text';

/** ResNet-50 on ImageNet, top-1 by epochs of a schedule made for so many (FFCV, 8 × A100). */
const published: readonly (readonly [epochs: number, top1: number])[] = [
  [16, 73.8],
  [24, 75.6],
  [32, 76.6],
  [40, 77.2],
  [56, 78.0],
  [88, 78.4],
];
const source = 'FFCV, ImageNet training of ResNet-50 (2022), accuracy by number of epochs';
const suggested = 40;

export function budgets({ run, document, present }: AdviceRequest): readonly Proposal[] {
  const fact = knownFact(run, 'epochs');
  const isImageNet = factValue(run, 'dataset') === 'imagenet-1k';
  const isResNet = (factValue(run, 'model') ?? '').includes('resnet');
  if (fact === undefined || !isImageNet || !isResNet || fact.value < 56) {
    return [];
  }
  const written = fact.at === undefined ? null : textAt(document, fact.at);
  const edits = fact.at !== undefined && written === String(fact.value) ? [replaceRange(fact.at, String(suggested))] : [];
  const [before, after] = [top1(fact.value), top1(suggested)];
  return [
    {
      id: 'epochs',
      topic: 'budget',
      title: `${suggested} epochs instead of ${count(fact.value)}`,
      detail: (changed) => `with a schedule made for ${suggested}; ${time(changed, present)}`,
      verb: edits.length > 0 ? 'edit-code' : 'compare',
      change: { epochs: suggested },
      accuracy: `ResNet-50 reached ${after.toFixed(1)} % top-1 with ${suggested} epochs and ${before.toFixed(1)} % with ${count(nearestEpochs(fact.value))}.`,
      source,
      edits,
      quantity: 'energy',
      ratioLogWidth: ratioLogWidths.none,
    },
  ];
}

function nearestEpochs(epochs: number): number {
  return published.reduce((best, [one]) => (Math.abs(one - epochs) < Math.abs(best - epochs) ? one : best), 88);
}

function top1(epochs: number): number {
  return published.find(([one]) => one === nearestEpochs(epochs))?.[1] ?? NaN;
}
