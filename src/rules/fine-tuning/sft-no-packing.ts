import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { makers } from '../../ml/surroundings';
import type { Activation, CallArgument, CallSite } from '../../python/program/call-site';
import { addKeyword, replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const message =
  'Texts of different lengths are padded to the longest of each batch, and the padding is computed like text. packing=True puts several texts into one sequence: fewer, full sequences for the same tokens.';

/** Fine-tuning on padded texts. */
export const sftNoPacking: Rule = {
  meta: {
    id: 'sft-no-packing',
    topic: 'fine-tuning',
    title: 'Fine-tuning computes padding',
    severity: 'hint',
    frameworks: ['trl'],
    markers: ['SFTConfig', 'SFTTrainer'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'Kundu et al. 2024, arXiv 2407.09105: packing with FlashAttention gives up to 2 times the throughput',
    },
  },
  *check(program, ml) {
    if (isExcluded(program, ml)) {
      return;
    }
    const trainers = program.callsOf('trl.SFTTrainer');
    const configs = program.callsOf('trl.SFTConfig');
    if (trainers.some((call) => !pads(call) || choosesItself(call))) {
      return;
    }
    for (const [site, calls] of bySite(program, [...configs, ...trainers.filter((call) => takesPlainArguments(call))])) {
      if (calls.every((call) => pads(call) && hasSeveralTextsABatch(call) && !isInTest(call.context))) {
        const written = site.arguments.find(({ name }) => name === 'packing');
        yield { place: written?.place ?? calleePlace(site), message, confidence: 'high', fixes: fixes(site, calls, written) };
      }
    }
  },
};

/** A value that switches nothing on, or no value at all. */
function isOff(call: Activation, parameter: string): boolean {
  const answer = call.arguments.get(parameter);
  if (answer.kind === 'unknown') {
    return false;
  }
  const value = answer.kind === 'absent' ? null : constantOf(answer.possible);
  return value === false || value === null || value === '';
}

/** No packing, no padding-free batches, no batches of similar length. */
function pads(call: Activation): boolean {
  const sampling = call.arguments.get('train_sampling_strategy');
  const isGrouped = sampling.kind === 'given' && constantOf(sampling.possible) !== 'random';
  const made = call.result.options[0]?.value;
  const isSetLater = made?.kind === 'instance' && made.attributes.get('packing') !== undefined;
  return (
    !isGrouped &&
    !isSetLater &&
    ['packing', 'padding_free', 'group_by_length', 'use_liger_kernel_packing'].every((name) => isOff(call, name))
  );
}

/** A collator, or a data set that is prepared already, decides on its own how texts share a sequence. */
function choosesItself(call: Activation): boolean {
  const collator = call.arguments.get('data_collator');
  return collator.kind === 'unknown' || (collator.kind === 'given' && constantOf(collator.possible) !== null);
}

/** The arguments are no `SFTConfig`, which has its own finding. */
function takesPlainArguments(call: Activation): boolean {
  const given = call.arguments.get('args');
  if (given.kind !== 'given') {
    return given.kind !== 'unknown' && call.arguments.get('model').kind === 'given';
  }
  const [made] = makers(given.possible);
  return made?.site.name === 'TrainingArguments';
}

function hasSeveralTextsABatch(call: Activation): boolean {
  const given = call.arguments.get('args');
  const [config] = given.kind === 'given' ? makers(given.possible) : [];
  const answer = (config ?? call).arguments.get('per_device_train_batch_size');
  const size = answer.kind === 'given' || answer.kind === 'default' ? constantOf(answer.possible) : undefined;
  const isTrainerAlone = config === undefined && call.site.name.endsWith('Trainer');
  return isTrainerAlone || (typeof size === 'number' && size > 1);
}

/** Models of images and text, where a text belongs to its picture. */
const visionNames =
  /Vision2Seq|ImageTextToText|FastVisionModel|VLForConditional|\bAutoProcessor\b|Llava|Idefics|PaliGemma|MllamaFor|[-_/]VL[-_]|[Vv]ision/;
/** Sequences are packed, or only the answers learned, by other means. */
const ownPacking =
  /ConstantLengthDataset|DataCollatorForCompletionOnlyLM|train_on_responses_only|skip_prepare_dataset|DataCollatorWithFlattening|group_texts|sample_packing/;

function isExcluded(program: Program, ml: MlView): boolean {
  return ml.devices.other !== null || program.document.fragments.some(({ text }) => visionNames.test(text) || ownPacking.test(text));
}

function fixes(site: CallSite, calls: readonly Activation[], written: CallArgument | undefined): readonly FixProposal[] {
  const isOldTrainer = site.name.endsWith('Trainer');
  const knowsPacking =
    !isOldTrainer ||
    calls.some((call) => ['packing', 'max_seq_length', 'dataset_text_field'].some((name) => call.arguments.keywords.has(name)));
  const edits = written === undefined ? addKeyword(site, 'packing', 'True') : replaceArgument(written, 'True');
  return knowsPacking && edits.length > 0 ? [{ title: 'Pack several texts into one sequence', safe: false, edits }] : [];
}
