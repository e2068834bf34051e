import type { Work } from '../profile/run-profile';

/** Kinds of training whose speed on a device has to be learned apart. */
export const workloadClasses = [
  'vision-cnn',
  'vision-transformer',
  'detection',
  'segmentation',
  'diffusion',
  'language-model',
  'small-language-model',
  'encoder',
  'encoder-pretraining',
  'sequence-to-sequence',
  'recurrent',
  'tabular',
] as const;
export type WorkloadClass = (typeof workloadClasses)[number];

/** What tells the class: the model's name and task, and the shape of its input. */
export interface ClassEvidence {
  readonly kind: Work['kind'];
  /** Model, family and task names, joined; letter case does not matter. */
  readonly names: string;
  readonly sampleShape: readonly number[] | undefined;
  readonly tokensPerSample: number | undefined;
}

const DETECTION = /r-?cnn|retinanet|\bssd|yolo|fcos|detr\b|efficient-?det|detectron|mmdet|instance.segmentation|detection/;
const SEGMENTATION = /u-?net|deeplab|\bfcn|segment/;
const DIFFUSION = /diffusion|\bsd[0-9x]|\bdit\b|ddpm|text-to-image/;
const SEQUENCE_TO_SEQUENCE = /\bt5|\bmt5|flan|marian|wmt|nmt|translation|summari[sz]ation|seq2seq|pegasus|m2m|nllb/;
const MEMORY_LANGUAGE_MODEL = /transformer-?_?xl|transfo-xl|xlnet/;
const DECODER = /gpt|llama|mistral|qwen|gemma|\bopt[-_]|bloom|falcon|pythia|mpt-|phi-|causal|language-model|mamba|olmo|smollm/;
const PRETRAINING = /pre-?train|masked-?_?l|fill-mask/;

/** Texts of at least this many tokens are what decoders are trained on; encoders stop at 512. */
const LONG_TEXT_TOKENS = 1024;

export function workloadClass({ kind, names, sampleShape, tokensPerSample }: ClassEvidence): WorkloadClass {
  const text = names.toLowerCase();
  if (kind === 'tabular') return 'tabular';
  if (kind === 'recurrent') return 'recurrent';
  const isImage = (sampleShape?.length ?? 0) >= 3 && tokensPerSample === undefined;
  if (DIFFUSION.test(text)) return 'diffusion';
  if (kind === 'transformer' && !isImage) return textClass(text, tokensPerSample);
  if (DETECTION.test(text)) return 'detection';
  if (SEGMENTATION.test(text)) return 'segmentation';
  if (kind === 'transformer') return 'vision-transformer';
  if (kind === undefined && tokensPerSample !== undefined) return textClass(text, tokensPerSample);
  return 'vision-cnn';
}

function textClass(text: string, tokensPerSample: number | undefined): WorkloadClass {
  if (MEMORY_LANGUAGE_MODEL.test(text)) return 'small-language-model';
  if (SEQUENCE_TO_SEQUENCE.test(text)) return 'sequence-to-sequence';
  if (DECODER.test(text) || (tokensPerSample ?? 0) >= LONG_TEXT_TOKENS) return 'language-model';
  return PRETRAINING.test(text) ? 'encoder-pretraining' : 'encoder';
}
