import { libraryName, makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import { asBoolean, asText, type FactReader } from './facts';
import type { Fact, PeftMethod } from './run-profile';

/** The adapters that are trained in place of the weights, when the program adds some before the training. */
export function adaptersBefore(reader: FactReader, trainedAt: number): Fact<PeftMethod> | undefined {
  const adapted = adaptersAdded(reader).findLast(({ order }) => order < trainedAt);
  if (adapted === undefined) {
    return undefined;
  }
  const kind = configOf(adapted)?.callee ?? adapted.callee;
  const method = /Prompt|Prefix/.test(libraryName(kind) ?? '') ? 'prompt' : loraKind(reader);
  return reader.seen<PeftMethod>(method, adapted.site.place, adapted.site.name);
}

/** Calls that put adapters beside the weights of a model. A method of that name is one only when it is given a configuration of peft. */
function adaptersAdded({ program }: FactReader): readonly Activation[] {
  const added = program.callsNamed('add_adapter').filter((call) => libraryName(configOf(call)?.callee ?? call.callee)?.startsWith('peft.'));
  return [...program.callsNamed('get_peft_model'), ...added].toSorted((a, b) => a.order - b.order);
}

/** The call that made the configuration of adapters. */
function configOf({ site, arguments: given }: Activation): Activation | undefined {
  const config = site.name === 'add_adapter' ? given.get('adapter_config', 0) : given.get('peft_config', 1);
  return config.kind === 'given' ? makers(config.possible)[0] : undefined;
}

/** Adapters beside weights of four bits are QLoRA, whichever optimizer trains them. */
export function loraKind(reader: FactReader): 'lora' | 'qlora' {
  const isQuantized = reader.program.activations.some(({ site, arguments: { positional, keywords } }) => {
    const published = site.name === 'from_pretrained' ? (positional[0] ?? keywords.get('model_name')) : undefined;
    return (
      reader.fact(keywords.get('load_in_4bit'), asBoolean)?.value === true ||
      isStoredInFourBits.test(reader.fact(published, asText)?.value ?? '')
    );
  });
  return isQuantized ? 'qlora' : 'lora';
}

/** Weights that are published in four bits say so in their names: `unsloth/gemma-2-9b-bnb-4bit`. */
const isStoredInFourBits = /bnb-4bit$/i;
