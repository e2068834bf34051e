import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import type { Activation, CallSite } from '../../python/program/call-site';
import { addKeyword, replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const trainers = [
  'lightning.pytorch.Trainer',
  'pytorch_lightning.Trainer',
  'lightning.Trainer',
  'lightning.fabric.Fabric',
  'lightning.Fabric',
  'lightning.pytorch.Fabric',
];
const fullPrecisions = new Set<unknown>([null, 32, '32', '32-true']);

const message =
  'This Trainer runs on a GPU at 32-bit precision. Mixed precision ("bf16-mixed", or "16-mixed" before Ampere) uses the tensor cores and halves activation memory, usually at equal accuracy.';

/** A Lightning Trainer or Fabric on a GPU at 32-bit precision. */
export const lightningFp32: Rule = {
  meta: {
    id: 'lightning-fp32',
    topic: 'precision',
    title: 'A Lightning Trainer on a GPU at 32-bit precision',
    severity: 'warning',
    frameworks: ['lightning'],
    markers: ['lightning'],
    saving: {
      energyShare: { low: 0.12, high: 0.21 },
      evidence: 'energy',
      source: 'Tuning Green AI pipelines 2025 (ModernBERT, fp16: -20.5 % energy); Lightning documentation: up to 3 times faster',
    },
  },
  *check(program, ml) {
    for (const [site, activations] of bySite(
      program,
      trainers.flatMap((name) => program.callsOf(name)),
    )) {
      if (activations.every((call) => isOnGpu(call) && isFullPrecision(call) && !isInTest(call.context))) {
        yield {
          place: calleePlace(site),
          message,
          confidence: 'high',
          change: { precision: 'amp-bf16' },
          ...lowered(ml),
          fixes: [fix(program, site, activations)],
        };
      }
    }
  },
};

function lowered(ml: MlView): { readonly severity?: 'hint' } {
  return ml.usesTf32 ? { severity: 'hint' } : {};
}

function isOnGpu(call: Activation): boolean {
  const accelerator = call.arguments.get('accelerator');
  if (accelerator.kind === 'given') {
    const value = constantOf(accelerator.possible);
    if (typeof value === 'string') {
      return value === 'gpu' || value === 'cuda';
    }
  }
  const gpus = call.arguments.keywords.get('gpus');
  const count =
    gpus === undefined
      ? undefined
      : gpus.options.length === 1 && gpus.closed && gpus.options[0]?.value.kind === 'sequence'
        ? 1
        : constantOf(gpus);
  return count !== undefined && count !== 0 && count !== null && count !== '0' && count !== '';
}

function isFullPrecision(call: Activation): boolean {
  const precision = call.arguments.get('precision');
  if (precision.kind === 'given' || precision.kind === 'default') {
    return fullPrecisions.has(constantOf(precision.possible));
  }
  return precision.kind === 'absent';
}

function fix(program: Program, site: CallSite, activations: readonly Activation[]): FixProposal {
  const call = activations[0];
  const isOld = call?.arguments.keywords.has('gpus') === true;
  const text = isOld ? '"bf16"' : '"bf16-mixed"';
  const given = call?.arguments.get('precision');
  const edits =
    given?.kind === 'given' && given.argument !== null ? replaceArgument(given.argument, text) : addKeyword(site, 'precision', text);
  return { title: 'Train in bfloat16 mixed precision', safe: false, edits };
}
