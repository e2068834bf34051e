import { deepspeedConfiguration } from '../libraries/summaries/deepspeed';
import { entryOf } from '../python/evaluate/containers';
import { single, type Possible } from '../python/values/possible';
import { asBoolean, asNumber, asPositive, asText, type FactReader } from './facts';
import { defined, type Facts } from './run-builder';
import type { Fact, Precision } from './run-profile';

/** What the configuration of DeepSpeed decides; "auto" leaves it to the code. (https://www.deepspeed.ai/docs/config-json/, 2025) */
export function deepspeedFacts(reader: FactReader): Facts {
  const { program } = reader;
  const [call] = program.callsOf('deepspeed.initialize');
  if (call === undefined) {
    return {};
  }
  const config = program.outsideValue(deepspeedConfiguration);
  const at = (...path: readonly string[]): Possible | undefined =>
    path.reduce<Possible | undefined>((holder, key) => {
      const value = holder === undefined ? undefined : single(holder);
      return value?.kind === 'mapping' ? entryOf(value, `k:str:${key}`) : undefined;
    }, config);
  const stated: Facts = {
    batchSizePerDevice: reader.fact(at('train_micro_batch_size_per_gpu'), asPositive),
    gradientAccumulation: reader.fact(at('gradient_accumulation_steps'), asPositive),
    precision: precisionOf(reader, at('fp16', 'enabled'), 'amp-fp16') ?? precisionOf(reader, at('bf16', 'enabled'), 'amp-bf16'),
    optimizer: lowerCase(reader.fact(at('optimizer', 'type'), asText)),
    learningRate: reader.fact(at('optimizer', 'params', 'lr'), asNumber),
  };
  return { ...defined(stated), distributed: reader.seen('deepspeed', call.site.place, call.site.text) };
}

function precisionOf(reader: FactReader, enabled: Possible | undefined, precision: Precision): Fact<Precision> | undefined {
  const fact = reader.fact(enabled, asBoolean);
  return fact?.value === true
    ? {
        value: precision,
        origin: fact.origin,
        ...(fact.trail === undefined ? {} : { trail: fact.trail }),
        ...(fact.at === undefined ? {} : { at: fact.at }),
      }
    : undefined;
}

function lowerCase(fact: Fact<string> | undefined): Fact<string> | undefined {
  return fact === undefined ? undefined : { ...fact, value: fact.value.toLowerCase() };
}
