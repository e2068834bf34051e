import { isInTest } from '../../ml/file-role';
import { makers } from '../../ml/surroundings';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

const trainers = ['transformers.Trainer', 'trl.SFTTrainer', 'trl.DPOTrainer', 'trl.RewardTrainer'];
/** From so many billions of parameters on, weights, gradients and the state of Adam fill several accelerators. */
const manyBillions = 3;

const message =
  'All weights of a model with billions of parameters are trained: gradients and optimizer state take about eight times the memory of the weights, and with them the number of accelerators. An adapter (LoRA, with 4-bit weights where memory is short) often reaches the same quality on one of them.';

/** Every weight of a large language model is trained. */
export const fullFinetuneLargeModel: Rule = {
  meta: {
    id: 'full-finetune-large-model',
    topic: 'fine-tuning',
    title: 'Every weight of a large model is trained',
    severity: 'hint',
    frameworks: ['transformers', 'trl'],
    markers: ['Trainer'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'No measurement found of the energy per token: adapters save memory, and with it accelerators',
    },
  },
  *check(program) {
    if (trainsFewWeights(program)) {
      return;
    }
    for (const [site, calls] of bySite(
      program,
      trainers.flatMap((name) => program.callsOf(name)),
    )) {
      if (calls.every((call) => billionsOf(call) >= manyBillions && !hasAdapter(call) && !isInTest(call.context))) {
        yield { place: calleePlace(site), message, confidence: 'high', fixes: [] };
      }
    }
  },
};

/** Adapters, frozen layers, weights of few bits, or a training that means to change all of them. */
const fewWeights =
  /\b(peft|LoraConfig|get_peft_model|unsloth|adapters|requires_grad\w*|freeze\w*|BitsAndBytesConfig|load_in_[48]bit|quantization_config|teacher\w*|distil\w+|continued_pretraining|galore\w*|GaLore\w*|lomo|badam)\b/;

function trainsFewWeights(program: Program): boolean {
  return (
    program.callsNamed('train').every(({ callee }) => callee.kind === 'function') ||
    program.document.fragments.some(({ text }) => fewWeights.test(text))
  );
}

function hasAdapter(call: Activation): boolean {
  const adapter = call.arguments.get('peft_config');
  return call.arguments.openKeywords || (adapter.kind === 'given' && constantOf(adapter.possible) !== null);
}

/** Parameters of the model by its published name, in billions; 0 when the name does not tell. */
function billionsOf(call: Activation): number {
  const model = call.arguments.get('model', 0);
  if (model.kind !== 'given') {
    return 0;
  }
  const [maker] = makers(model.possible);
  const [first] = maker?.arguments.positional ?? [];
  const named =
    maker?.site.name === 'from_pretrained' ? (first ?? maker.arguments.keywords.get('pretrained_model_name_or_path')) : model.possible;
  const name = named === undefined ? undefined : constantOf(named);
  const size = typeof name === 'string' ? /(?:^|[-_/x])(\d+(?:\.\d+)?)b(?=$|[-_.])/i.exec(name)?.[1] : undefined;
  return Number(size ?? 0);
}
