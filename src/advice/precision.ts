/** Mixed precision, where no finding speaks of it already. */
import { factValue, type Precision } from '../profile/run-profile';
import { time } from './figures';
import type { AdviceRequest, Proposal } from './request';
import { ratioLogWidths } from './saving';

const full: ReadonlySet<Precision> = new Set(['fp32', 'tf32', 'tf32-conv-only']);

export function precisionsToTry({ run, findings, reference, present }: AdviceRequest): readonly Proposal[] {
  const precision = factValue(run, 'precision');
  const found = reference.accelerator(present.machine.hardware);
  if (precision === undefined || !full.has(precision) || !found.ok || findings.some(({ change }) => change?.precision !== undefined)) {
    return [];
  }
  const { bf16, fp16, fp32 } = found.row.peakTflops;
  // Without faster units for it, lower precision saves no time.
  const format = faster(bf16, fp32) ? 'bf16' : faster(fp16, fp32) ? 'fp16' : null;
  if (format === null) {
    return [];
  }
  return [
    {
      id: `precision:amp-${format}`,
      topic: 'precision',
      title: `Mixed precision, ${format}`,
      detail: (changed) => `${format} instead of ${precision}; ${time(changed, present)}`,
      verb: 'compare',
      change: { precision: `amp-${format}` },
      accuracy: 'No effect on accuracy is expected: BERT-base on GLUE scores the same in mixed precision.',
      source: 'Hugging Face transformers, GLUE examples (Titan RTX): half the time, equal scores',
      edits: [],
      quantity: 'energy',
      ratioLogWidth: ratioLogWidths.precision,
    },
  ];
}

function faster(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && one > other;
}
