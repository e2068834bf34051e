/** Tokens a text is cut to when nothing says so: most fine-tuning recipes pad or cut to 128 (Hugging Face examples, run_glue, 2020–24). */
export const TYPICAL_TOKENS = 128;
/** A conversation or an instruction with its answer: 110 (Alpaca) over 250 (Dolly) and 400 (Guanaco) to 1,200 tokens (UltraChat), data set cards, 2023–24. */
export const TYPICAL_CONVERSATION = 256;

/**
 * Tokens that one picture takes in models that read pictures with their texts; where it depends on the resolution, that of a picture of one
 * megapixel.
 */
const pictures: readonly (readonly [model: RegExp, tokens: number])[] = [
  // 32 queries (Li 2023).
  [/blip-?2|instructblip/, 32],
  // 64 latents for a picture, and five times as many where it is split in four (Laurençon 2024).
  [/idefics2/, 320],
  // 81 tokens for each of up to 17 tiles (Marafioti 2025).
  [/smolvlm|idefics-?3/, 1100],
  [/idefics/, 64],
  // Patches of 14 pixels at 224 (Beyer 2024).
  [/paligemma/, 256],
  // Five tiles of 576 (Liu 2024).
  [/llava.*(next|1\.6|onevision)/, 2880],
  // One token for 28 × 28 pixels (Wang 2024).
  [/qwen[\d.]*-?vl/, 1000],
  // Patches of 14 pixels at 336 (Liu 2023).
  [/llava|vision-instruct|pixtral|internvl|minicpm-?v|molmo|[-_]vl\b|vlm\b/, 576],
];

/**
 * Whisper pads every recording to 30 seconds, 1,500 places in an encoder that has two fifths of the weights, and its attention over them adds a
 * fifth; the texts are short (Radford 2022, appendix).
 */
const RECORDING = 800;

/** The part of a sample's length that comes from what the model reads beside its text, and the length that its texts usually have. */
export interface UsualLength {
  readonly text: number;
  readonly beside: number;
  /** A length that no text changes. */
  readonly fixed: number | null;
}

/** Models of texts of this size hold conversations, or learn to. */
const CONVERSING_PARAMETERS = 1e9;

/** What names of models and tasks, and the number of weights, tell of the length of a sample. */
export function usualLength(names: string, parameters: number | null = null): UsualLength {
  const text = names.toLowerCase();
  const beside = pictures.find(([model]) => model.test(text))?.[1] ?? 0;
  const isLarge = (parameters ?? 0) >= CONVERSING_PARAMETERS;
  return {
    text: /causal-lm|language-model/.test(text) || beside > 0 || isLarge ? TYPICAL_CONVERSATION : TYPICAL_TOKENS,
    beside,
    fixed: text.includes('whisper') ? RECORDING : null,
  };
}
