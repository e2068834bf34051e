import { ancestors } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { callsDuring, constantArgument, functionsOf, libraryName, makers } from '../../ml/surroundings';
import { isTokenizerCall, tokenizerOf } from '../../ml/tokenizers';
import { heaviestTraining } from '../../ml/training-work';
import { addKeyword } from '../../python/program/edits';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import type { FunctionValue } from '../../python/values/value';
import { namePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const message =
  'This calls the tokenizer for one row at a time. A fast tokenizer takes a list of texts several times faster: pass batched=True and let the function handle lists.';

/** A tokenizer is applied to one row at a time. */
export const hfMapUnbatched: Rule = {
  meta: {
    id: 'hf-map-unbatched',
    topic: 'data-loading',
    title: 'A tokenizer is called for one row at a time',
    severity: 'warning',
    frameworks: ['datasets', 'transformers'],
    markers: ['.map('],
    needs: [['datasets', 'transformers', 'oken', 'import *']],
    saving: {
      energyShare: null,
      evidence: 'time',
      source:
        'Hugging Face course, chapter 5.3 (2022): a fast tokenizer takes 59.2 s row by row and 10.8 s with batched=True; no energy figure',
    },
  },
  *check(program, ml) {
    if (!usesDatasets(program)) {
      return;
    }
    for (const [site, calls] of bySite(program, program.callsNamed('map'))) {
      const uses = calls.map((call) => (isUnbatched(call) && !isInTest(call.context) ? useOf(program, call) : undefined));
      const [use] = uses;
      if (use !== undefined && !uses.includes(undefined)) {
        yield finding(
          program,
          site,
          use,
          calls.every((call) => isWorthAWord(program, ml, call)),
        );
      }
    }
  },
};

function usesDatasets(program: Program): boolean {
  return [...program.imports].some((name) => /^(datasets|transformers)(\.|$)/.test(name));
}

function isUnbatched(call: Activation): boolean {
  const answer = call.arguments.get('batched');
  return answer.kind === 'absent' || (answer.kind !== 'unknown' && constantOf(answer.possible) === false);
}

/** The function that is mapped over the rows, with its calls of a tokenizer. */
interface Use {
  readonly of: FunctionValue;
  readonly tokenizing: readonly Activation[];
  readonly others: readonly Activation[];
}

function useOf(program: Program, call: Activation): Use | undefined {
  const answer = call.arguments.get('function', 0);
  const [of, ...more] = answer.kind === 'given' ? functionsOf(answer.possible) : [];
  if (of === undefined || more.length > 0 || call.receiver === null) {
    return undefined;
  }
  const calls = callsDuring(program, of);
  const tokenizing = calls.filter((inner) => isTokenizerCall(program, inner));
  const isFound =
    tokenizing.length > 0 &&
    isDataset(program, call, tokenizing) &&
    !calls.some(({ site }) => perConversation.has(site.name)) &&
    !tokenizing.every((inner) => isSlow(inner));
  return isFound ? { of, tokenizing, others: calls.filter((inner) => !tokenizing.includes(inner)) } : undefined;
}

/** Methods of tokenizers that take one conversation. */
const perConversation = new Set(['apply_chat_template', 'build_conversation_input_ids']);

/** Rows of Hugging Face Datasets: by class, by where they come from, or, when that is unknown, by the columns the function reads. */
function isDataset(program: Program, { receiver, arguments: given }: Activation, tokenizing: readonly Activation[]): boolean {
  if (receiver === null) {
    return false;
  }
  const types = receiver.options.flatMap(({ value }) => program.typesOf(value));
  if (types.length > 0) {
    return types.some((type) => type.startsWith('datasets.'));
  }
  const made = [...ancestors(receiver)];
  if (made.some(({ callee }) => libraryName(callee)?.startsWith('datasets.') === true)) {
    return true;
  }
  const isElsewhere = made.some(({ callee }) => /^(pandas|tensorflow|torchdata|ray|dask)\./.test(libraryName(callee) ?? ''));
  const isOwn = ownKeywords.some((keyword) => given.keywords.has(keyword));
  return (
    !isElsewhere &&
    (isOwn || tokenizing.some(({ site }) => site.arguments.some(({ valuePlace }) => column.test(program.textOf(valuePlace)))))
  );
}

const ownKeywords = ['remove_columns', 'num_proc', 'load_from_cache_file', 'desc', 'with_indices', 'keep_in_memory', 'fn_kwargs'];
const column = /^[A-Za-z_]\w*\[(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z_]\w*)\]$/;

/** A tokenizer in Python itself, which takes lists no faster. */
function isSlow(call: Activation): boolean {
  const tokenizer = tokenizerOf(call);
  return tokenizer !== null && makers(tokenizer).some((made) => constantArgument(made, 'use_fast') === false);
}

/**
 * Many texts are tokenized, as for a heavy training, and all of them: of a stream only those that are asked for. Who maps over lists
 * elsewhere in the file shows the difference.
 */
function isWorthAWord(program: Program, ml: MlView, { receiver }: Activation): boolean {
  const isStream =
    receiver !== null &&
    (receiver.options.some(({ value }) => program.typesOf(value).includes('datasets.IterableDataset')) ||
      [...ancestors(receiver)].some(({ arguments: given }) => given.keywords.has('streaming')));
  const mapsLists = program.callsNamed('map').some(({ arguments: given }) => {
    const batched = given.keywords.get('batched');
    return batched !== undefined && constantOf(batched) === true;
  });
  return !isStream && !mapsLists && heaviestTraining(ml) === 'heavy';
}

function finding(program: Program, site: CallSite, use: Use, isWorthIt: boolean): FindingProposal {
  const isPure = isOnlyTokenizing(program, use);
  const fix = isPure ? proposeFix(site, use) : undefined;
  return {
    place: namePlace(site),
    message,
    confidence: isPure ? 'high' : 'medium',
    // The function has to be written anew for lists, or several processes share the rows already.
    ...(isPure && isWorthIt && !sharesRows(site) ? {} : { severity: 'hint' }),
    fixes: fix === undefined ? [] : [fix],
  };
}

function sharesRows(site: CallSite): boolean {
  return site.arguments.some(({ name }) => name === 'num_proc') || /calib|sample|few|demo|select\(/i.test(site.receiverText ?? '');
}

/** The function is one call of the tokenizer on columns: it handles lists as it stands. */
function isOnlyTokenizing(program: Program, { of, tokenizing, others }: Use): boolean {
  const [call, ...more] = tokenizing;
  const [row, ...parameters] = of.node.parameters.filter(({ name }) => name !== 'self' && name !== 'cls');
  if (
    call === undefined ||
    more.some(({ site }) => site !== call.site) ||
    others.length > 0 ||
    row === undefined ||
    parameters.length > 0
  ) {
    return false;
  }
  const text = program.textOf(of.node);
  const asked = program.textOf(call.site.place);
  const at = text.lastIndexOf(asked);
  // Comments behind the last statement belong to the function.
  const before = at >= 0 && /^\s*(#[^\n]*\s*)*$/.test(text.slice(at + asked.length)) ? text.slice(0, at) : '';
  const mentions = new RegExp(`\\b${row.name}\\b`);
  return (
    /(^lambda[^\n]*:\s*$)|(:\s*(#[^\n]*\s*)*("""[\s\S]*?"""\s*)?return\s+$)/.test(before) &&
    call.site.arguments.every(({ name, valuePlace }) => {
      const value = program.textOf(valuePlace);
      return !mentions.test(value) || ((name === null || texts.has(name)) && column.test(value));
    })
  );
}

const texts = new Set(['text', 'text_pair', 'text_target']);
/** Keywords that mean the same for one text and for many. */
const rowByRow = new Set([
  'truncation',
  'max_length',
  'add_special_tokens',
  'return_attention_mask',
  'return_token_type_ids',
  'padding',
  ...texts,
]);

function proposeFix(site: CallSite, { tokenizing }: Use): FixProposal | undefined {
  const [call] = tokenizing;
  const padding = call === undefined ? undefined : constantArgument(call, 'padding');
  const isSame =
    call !== undefined &&
    site.arguments.every(({ name, splat }) => splat === 0 && name !== 'with_indices' && name !== 'with_rank' && name !== 'batch_size') &&
    call.site.name !== 'encode' &&
    call.site.name !== 'encode_plus' &&
    call.site.name !== 'tokenize' &&
    call.site.arguments.every(({ name, splat }) => splat === 0 && (name === null || rowByRow.has(name))) &&
    (padding === undefined || padding === false || padding === 'max_length' || padding === 'do_not_pad') &&
    !(padding === undefined && call.arguments.keywords.has('padding'));
  const edits = isSame ? addKeyword(site, 'batched', 'True') : [];
  return edits.length === 0 ? undefined : { title: 'Tokenize lists of rows', safe: true, edits };
}
