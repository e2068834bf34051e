import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { Possible } from '../python/values/possible';

const tokenizerClass = 'transformers.PreTrainedTokenizerBase';
const ownMethods: ReadonlySet<string> = new Set(['encode_plus', 'batch_encode_plus', 'encode', 'tokenize']);
const tokenizerNames = /(^|_)tok(enizer|enizer_fast|nzr|r)?$/i;
const tokenizerKeywords = ['truncation', 'padding', 'max_length', 'return_tensors', 'pad_to_max_length', 'add_special_tokens'];

/**
 * Whether a call turns text into tokens with a tokenizer of Transformers. An object of unknown class counts where it is called by such a
 * name, and with such a keyword or in a file that imports Transformers.
 */
export function isTokenizerCall(program: Program, call: Activation): boolean {
  const { callee, site } = call;
  if (callee.kind !== 'object' && callee.kind !== 'unknown' && callee.kind !== 'method' && callee.kind !== 'outside') {
    return false;
  }
  const isMethod = ownMethods.has(site.name);
  // `self.tokenizer(…)`, which nothing in the program sets, is called like a method of an unknown class.
  const isAttribute = callee.kind === 'method' && !isMethod;
  const types = isAttribute ? [] : (tokenizerOf(call)?.options.flatMap(({ value }) => program.typesOf(value)) ?? []);
  if (types.length > 0) {
    return types.includes(tokenizerClass) && (isMethod || callee.kind === 'object');
  }
  const name = isMethod ? site.receiverText?.split('.').at(-1) : site.name;
  return (
    (callee.kind !== 'method' || callee.signature === undefined) &&
    tokenizerNames.test(name ?? '') &&
    (tokenizerKeywords.some((keyword) => call.arguments.keywords.has(keyword)) || usesTransformers(program))
  );
}

/** Transformers, and nothing else that has tokenizers to call. */
function usesTransformers(program: Program): boolean {
  const names = [...program.imports];
  return (
    names.some((name) => /^transformers(\.|$)/.test(name)) &&
    !names.some((name) => /^(torchtext|keras_nlp|keras_hub|nltk|spacy)(\.|$)/.test(name))
  );
}

/** The tokenizer that a call asks. */
export function tokenizerOf({ callee, receiver }: Activation): Possible | null {
  return callee.kind === 'object' || callee.kind === 'unknown' ? callee.of : receiver;
}

/** A processor, tokenizer or feature extractor: it is called like a model, and only prepares what the model is given. */
export function preparesInput(program: Program, call: Activation): boolean {
  return (
    call.arguments.keywords.has('return_tensors') ||
    isTokenizerCall(program, call) ||
    /(processor|tokenizer|extractor)$/i.test(call.site.name)
  );
}
