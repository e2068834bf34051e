import type { Activation } from '../python/program/call-site';
import { TYPICAL_TOKENS } from '../workload/usual-length';
import { asBoolean, asNumber, asPositive, type FactReader } from './facts';
import type { Facts } from './run-builder';
import type { Setting } from './text-length';

/**
 * Trainers that learn from answers which the model itself writes, with the settings for how many it writes to one prompt and for how long they
 * may be (documentation of trl 0.7 to 1.0, 2023–26).
 */
const sampling: Readonly<
  Record<string, { readonly count: readonly string[]; readonly length: readonly string[]; readonly usual: number }>
> = {
  'trl.GRPOTrainer': { count: ['num_generations'], length: ['max_completion_length'], usual: 8 },
  'trl.RLOOTrainer': { count: ['num_generations', 'rloo_k'], length: ['max_completion_length', 'response_length'], usual: 2 },
  'trl.PPOTrainer': { count: [], length: ['response_length'], usual: 1 },
  'trl.OnlineDPOTrainer': { count: [], length: ['max_new_tokens'], usual: 2 },
};

/** Answers that are not cut off: 200 to 400 tokens for a problem of school mathematics with its steps (GSM8K runs of trl, 2025). */
const USUAL_ANSWER = 256;
/** What an answer may be as long as where no setting says so (trl 1.0, 2026). */
const DEFAULT_LIMIT = 512;

/**
 * How many answers such a trainer has written to each prompt, and how long they are. The limit is one that few reach if it is generous: half way
 * between it and the usual length, as ratios go. Nothing for other trainers.
 */
export function sampledAnswers(reader: FactReader, made: Activation, setting: Setting): Pick<Facts, 'work' | 'tokensPerSample'> {
  const types = made.result.options.flatMap(({ value }) => reader.program.typesOf(value));
  const trainer = types.map((type) => sampling[type]).find((found) => found !== undefined);
  if (trainer === undefined) return {};
  const limit = firstOf(setting, trainer.length) ?? DEFAULT_LIMIT;
  const tokens = Math.round(Math.min(limit, Math.sqrt(limit * USUAL_ANSWER)));
  const answers = {
    perPrompt: firstOf(setting, trainer.count) ?? trainer.usual,
    tokens,
    isServed: setting('use_vllm', asBoolean)?.value === true || servesFast(reader),
  };
  const reference = (setting('beta', asNumber)?.value ?? 0) > 0 ? { frozenForwards: 1 } : {};
  return {
    work: { value: { answers, ...reference }, origin: 'catalogue' },
    tokensPerSample: { value: TYPICAL_TOKENS + tokens, origin: 'assumed' },
  };
}

function firstOf(setting: Setting, names: readonly string[]): number | undefined {
  return names.map((name) => setting(name, asPositive)?.value).find((value) => value !== undefined);
}

/** Weights that are loaded together with an engine that serves them. */
function servesFast(reader: FactReader): boolean {
  const loads = reader.program.callsNamed('from_pretrained');
  return loads.some(({ arguments: { keywords } }) => reader.fact(keywords.get('fast_inference'), asBoolean)?.value === true);
}
