import type { Estimate, NoEstimate } from '../../assess/estimate';
import type { Configuration } from '../../assess/configuration';
import { precisions } from '../../profile/run-profile';
import type { InputKey, Overrides } from '../../assess/overrides';
import { isEstimate, type InputValue } from '../engine';
import { dictionary } from '../../python/dictionary';

/** How an input is asked for: out of a table, out of a few words, or as a number. */
export type Form =
  | { readonly kind: 'hardware' }
  | { readonly kind: 'region' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'number'; readonly integer: boolean; readonly minimum: number; readonly maximum: number };

const wholeNumber: Form = { kind: 'number', integer: true, minimum: 1, maximum: 1e12 };

/** The inputs worth a question, the one that matters most first. What is not here stays an assumption, which the report shows. */
export const askable = {
  hardware: { kind: 'hardware' },
  region: { kind: 'region' },
  epochs: wholeNumber,
  maxSteps: wholeNumber,
  trainSamples: wholeNumber,
  batchSizePerDevice: { kind: 'number', integer: true, minimum: 1, maximum: 1e6 },
  parameters: { kind: 'number', integer: true, minimum: 1, maximum: 1e14 },
  forwardFlopsPerSample: { kind: 'number', integer: false, minimum: 1, maximum: 1e20 },
  tokensPerSample: { kind: 'number', integer: true, minimum: 1, maximum: 1e8 },
  secondsPerStep: { kind: 'number', integer: false, minimum: 1e-6, maximum: 1e6 },
  trials: wholeNumber,
  precision: { kind: 'choice', choices: precisions },
} as const satisfies Partial<Record<InputKey, Form>>;

export type AskableKey = keyof typeof askable;

export interface Question {
  readonly key: AskableKey;
  readonly form: Form;
  /** What holds when the person just presses Enter; null where nothing can be assumed. */
  readonly assumed: string | null;
}

/** What a person should be asked before the estimate of this run, given what is answered already. */
export function openQuestions(result: Estimate | NoEstimate, configuration: Configuration, answers: Overrides): readonly Question[] {
  const assumed = new Map<string, string | null>();
  if (configuration.hardware === null) {
    assumed.set('hardware', null);
  }
  if (configuration.region === null && configuration.zone === null && configuration.intensityGramsPerKwh === null) {
    assumed.set('region', isEstimate(result) ? result.grid.name : null);
  }
  if (isEstimate(result)) {
    for (const { quantity, value } of result.assumptions) {
      assumed.set(quantity, assumed.get(quantity) ?? value);
    }
  } else {
    for (const fact of result.missing) {
      assumed.set(fact, null);
    }
  }
  return (Object.keys(askable) as AskableKey[])
    .filter((key) => assumed.has(key) && answers[key] === undefined)
    .map((key) => ({ key, form: askable[key], assumed: assumed.get(key) ?? null }));
}

export type ReadNumber = { readonly ok: true; readonly value: number } | { readonly ok: false };

/** Reads what a person typed for a number: `1,281,167`, `1 281 167`, `25.6M`, `1e6`. */
export function readNumber(typed: string, form: Extract<Form, { kind: 'number' }>): ReadNumber {
  const match = /^([\d.,_ ]+(?:e[+-]?\d+)?)\s*([kmbgt])?$/i.exec(typed.trim());
  const digits = (match?.[1] ?? '').replace(/[_ ]/g, '').replace(/,(?=\d{3}(?:\D|$))/g, '');
  const value = Number(digits) * (multipliers[(match?.[2] ?? '').toLowerCase()] ?? 1);
  const isAccepted = digits !== '' && value >= form.minimum && value <= form.maximum && (!form.integer || Number.isInteger(value));
  return isAccepted ? { ok: true, value } : { ok: false };
}

const multipliers: Readonly<Record<string, number>> = dictionary({ k: 1e3, m: 1e6, b: 1e9, g: 1e9, t: 1e12 });

/** Answers given in one go, the latest last, so that "back" takes back one. */
export type Answer = readonly [key: AskableKey, value: InputValue];

export function asOverrides(answers: readonly Answer[]): Overrides {
  return Object.fromEntries(answers);
}
