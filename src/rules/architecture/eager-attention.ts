import { isInTest } from '../../ml/file-role';
import type { Activation } from '../../python/program/call-site';
import { replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { constantOf, type Possible } from '../../python/values/possible';
import type { Rule } from '../rule';
import { bySite } from '../sites';

const message =
  'Eager attention writes the whole matrix of attention weights to memory in every layer. With attn_implementation="sdpa" or "flash_attention_2" a fused kernel gives the same result without it.';
const switchMessage =
  'This switches a fused attention kernel off, so that PyTorch falls back to one that writes the whole matrix of attention weights to memory.';

/** The quadratic attention path is forced. */
export const eagerAttention: Rule = {
  meta: {
    id: 'eager-attention',
    topic: 'architecture',
    title: 'A fused attention kernel is switched off',
    severity: 'hint',
    frameworks: ['transformers', 'torch'],
    markers: ['eager', '_sdp('],
    saving: {
      energyShare: { low: 0, high: 0.27 },
      evidence: 'energy',
      source:
        'Tuning Green AI pipelines 2025 (ModernBERT-base): -26.8 % energy and -34.5 % time with a fused kernel instead of eager attention',
    },
  },
  *check(program) {
    if (needsWeights(program)) {
      return;
    }
    const loads = [...program.callsNamed('from_pretrained'), ...program.callsNamed('from_config')];
    for (const [site, calls] of bySite(program, loads)) {
      const argument = site.arguments.find(({ name }) => name === 'attn_implementation');
      const isEager = calls.every(
        (call) =>
          isConstant(call.arguments.keywords.get('attn_implementation'), 'eager') && hasFusedKernel(call) && !isInTest(call.context),
      );
      if (argument !== undefined && isEager) {
        const isLiteral = /^["']eager["']$/.test(program.textOf(argument.valuePlace));
        const fix = { title: 'Use scaled dot-product attention', safe: false, edits: replaceArgument(argument, '"sdpa"') };
        yield { place: argument.place, message, confidence: 'medium', fixes: isLiteral ? [fix] : [] };
      }
    }
    for (const name of ['enable_flash_sdp', 'enable_mem_efficient_sdp']) {
      for (const [site, calls] of bySite(program, program.callsNamed(name))) {
        const [argument] = site.arguments;
        if (argument !== undefined && calls.every((call) => isConstant(call.arguments.positional[0], false) && isPlain(call))) {
          const fix = { title: 'Leave the kernel on', safe: false, edits: replaceArgument(argument, 'True') };
          yield { place: site.place, message: switchMessage, confidence: 'medium', fixes: [fix] };
          // Whoever switches one of them off switches the other off too, for the same reason.
          return;
        }
      }
    }
  },
};

function isConstant(value: Possible | undefined, wanted: string | boolean): boolean {
  return value !== undefined && constantOf(value) === wanted;
}

function isPlain({ context }: Activation): boolean {
  for (let layer = context; layer !== null; layer = layer.outer) {
    if (layer.kind === 'guard' || layer.kind === 'handler') {
      return false;
    }
  }
  return !isInTest(context);
}

/** Attention weights are asked for, or the model is exported, or runs where the kernels do not exist. */
function needsWeights(program: Program): boolean {
  return program.document.fragments.some(({ text }) =>
    /output_attentions|\.attentions\b|head_mask|onnx|bertviz|torch_neuron|habana|torch_xla|numeric|determinis/i.test(text),
  );
}

/**
 * Model families whose documentation in Transformers (2025) advises eager attention for training, or that have no fused kernel there.
 */
const withoutKernel =
  /gemma|gpt-?oss|t5|deberta|xlnet|longformer|led-|bigbird|big_bird|reformer|funnel|mpt|bloom|codegen|layoutlm|luke|ernie|florence/i;

/** The model is known by its name, and is not of a family without a fused kernel. */
function hasFusedKernel(call: Activation): boolean {
  const [name] = call.arguments.positional;
  const given = name ?? call.arguments.keywords.get('pretrained_model_name_or_path');
  const text = given === undefined ? undefined : constantOf(given);
  return typeof text === 'string' && !withoutKernel.test(text) && !withoutKernel.test(call.site.text);
}
