import { isInTest } from '../../ml/file-role';
import { makers } from '../../ml/surroundings';
import { givenNumber, trainingArgumentCalls, type GivenNumber } from '../../ml/training-arguments';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { constantOf, type Possible } from '../../python/values/possible';
import type { FindingProposal, Rule } from '../rule';
import { bySite } from '../sites';

const tiny = 2;
const manySteps = 4;
/** Samples for which a batch of two may be all that fits. */
const longContext = 2048;
/** Names of models of seven billion parameters and more. */
const largeModel = /(?:^|[^\d.])(?:[7-9]|[1-9]\d{1,2})(?:\.\d+)?b(?:[^a-z]|$)/i;
const memoryWords = /load_in_[48]bit|BitsAndBytesConfig|out of memory|\bOOM\b|VRAM|device_map|DeepSpeed|deepspeed|zero3|fsdp/;

const message =
  'A batch of one or two samples leaves most of the GPU idle, and accumulation repeats it many times for one step. Use the largest batch that fits and accumulate less; the product stays the same.';

/** Many tiny batches for one step. */
export const tinyBatchAccumulation: Rule = {
  meta: {
    id: 'tiny-batch-accumulation',
    topic: 'distributed',
    title: 'Many tiny batches make one step',
    severity: 'hint',
    frameworks: ['transformers', 'lightning'],
    markers: ['gradient_accumulation_steps', 'accumulate_grad_batches'],
    saving: {
      energyShare: null,
      evidence: 'energy',
      source: 'You et al., Zeus, NSDI 2023: batch size and power limit together 15 to 76 % of the energy; no figure for this alone',
    },
  },
  *check(program) {
    if (program.document.fragments.some(({ text }) => memoryWords.test(text)) || usesLargeModel(program)) {
      return;
    }
    yield* trainers(program);
    yield* lightning(program);
  },
};

function* trainers(program: Program): Iterable<FindingProposal> {
  for (const [, activations] of bySite(program, trainingArgumentCalls(program))) {
    const batches = activations.map((call) => givenNumber(call, 'per_device_train_batch_size'));
    const isFound = activations.every(
      (call, index) =>
        isTiny(batches[index]) && isMany(givenNumber(call, 'gradient_accumulation_steps')) && !savesMemory(call) && !isInTest(call.context),
    );
    const [batch] = batches;
    if (isFound && batch !== undefined) {
      yield { place: batch.place, message, confidence: 'medium', fixes: [] };
    }
  }
}

function* lightning(program: Program): Iterable<FindingProposal> {
  const loaders = program.callsOf('torch.utils.data.DataLoader').map((call) => givenNumber(call, 'batch_size', 1));
  if (loaders.length === 0 || !loaders.every(isTiny)) {
    return;
  }
  for (const [, activations] of bySite(program, program.callsOf('lightning.pytorch.Trainer'))) {
    const steps = activations.map((call) => givenNumber(call, 'accumulate_grad_batches'));
    const [first] = steps;
    if (first !== undefined && steps.every(isMany) && !activations.some((call) => isInTest(call.context))) {
      yield { place: first.place, message, confidence: 'medium', fixes: [] };
    }
  }
}

function isTiny(batch: GivenNumber | undefined): boolean {
  return batch !== undefined && batch.value >= 1 && batch.value <= tiny;
}

function isMany(steps: GivenNumber | undefined): boolean {
  return steps !== undefined && steps.value >= manySteps;
}

/** Memory is spared for elsewhere, or samples are long: more may not fit. */
function savesMemory(call: Activation): boolean {
  const checkpointing = call.arguments.get('gradient_checkpointing');
  const lengths = ['max_length', 'max_seq_length'].map((name) => givenNumber(call, name)?.value ?? 0);
  return (
    (checkpointing.kind === 'given' && constantOf(checkpointing.possible) !== false) || lengths.some((length) => length >= longContext)
  );
}

function usesLargeModel(program: Program): boolean {
  const names = program.callsNamed('from_pretrained').flatMap(({ arguments: given }) => given.positional.slice(0, 1));
  return names.some(isLarge) || program.callsNamed('SFTTrainer').some(({ arguments: given }) => isLarge(given.keywords.get('model')));
}

function isLarge(name: Possible | undefined): boolean {
  const text = name === undefined ? undefined : constantOf(name);
  return name !== undefined && (typeof text === 'string' ? largeModel.test(text) : makers(name).length === 0);
}
