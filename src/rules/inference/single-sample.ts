import { originOf } from '../../ml/data-flow';
import { namesWritten } from '../../ml/loop-flow';
import { libraryName, makers } from '../../ml/surroundings';
import { isOpen, listed } from '../../python/evaluate/containers';
import type { Activation, CallArgument } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { constantOf, single, type Possible } from '../../python/values/possible';
import type { Value } from '../../python/values/value';

/** Code that makes a batch of one: `x[None]`, `df.iloc[[i]]`, `X[i:i + 1]`. */
const oneByText =
  /\[(None|np\.newaxis|numpy\.newaxis|tf\.newaxis)\s*(,|\])|\.(iloc|loc)\[\s*\[\s*\w+\s*\]\s*[\],]|\[\s*(\w+)\s*:\s*\4\s*\+\s*1\s*[\],]|\.to_frame\(\)\.(T\b|transpose\()/;
const addsAxis = /^(numpy|tensorflow|torch|jax\.numpy|keras\.ops|cupy)\.(expand_dims|unsqueeze)$/;
const wraps =
  /^(numpy\.(array|asarray|atleast_2d|stack|vstack)|tensorflow\.(constant|convert_to_tensor|stack)|torch\.(tensor|stack|as_tensor)|pandas\.DataFrame|keras\.utils\.pad_sequences|xgboost\.DMatrix)$/;
const keepsRows = new Set([
  'astype',
  'transform',
  'texts_to_sequences',
  'to_numpy',
  'toarray',
  'preprocess_input',
  'float',
  'numpy',
  'copy',
]);

/** Whether a model is given a table or array of one row. */
export function isOneRow(program: Program, call: Activation, sample: Possible, argument: CallArgument): boolean {
  return isOne(sample, 6) || oneByText.test(program.textOf(argument.valuePlace)) || definedAsOne(program, call, argument);
}

function isOne(value: Possible, depth: number): boolean {
  if (depth === 0 || value.options.length === 0) {
    return false;
  }
  return value.options.every(({ value: option }) => isOneValue(option, depth));
}

function isOneValue(option: Value, depth: number): boolean {
  if (option.kind === 'sequence') {
    return (option.type === 'list' || option.type === 'tuple') && !isOpen(option) && listed(option).length === 1;
  }
  const origin = originOf(option);
  if (origin?.kind === 'operation') {
    // A list times a number is a longer list.
    const isRepeated = origin.inputs.some((input) => input.options.some(({ value }) => value.kind === 'sequence'));
    return !isRepeated && origin.inputs.some((input) => isOne(input, depth - 1));
  }
  if (origin?.kind !== 'call') {
    return false;
  }
  const { activation } = origin;
  const name = libraryName(activation.callee) ?? '';
  const [first, second] = activation.arguments.positional;
  if (addsAxis.test(name)) {
    const axis = second ?? activation.arguments.keywords.get('axis') ?? activation.arguments.keywords.get('dim');
    return axis !== undefined && constantOf(axis) === 0;
  }
  if (activation.site.name === 'unsqueeze' && first !== undefined) {
    return constantOf(first) === 0;
  }
  if (activation.site.name === 'reshape' || name === 'numpy.reshape') {
    const shape = name === 'numpy.reshape' ? second : first;
    return shape !== undefined && (constantOf(shape) === 1 || startsWithOne(shape));
  }
  if (wraps.test(name) || (keepsRows.has(activation.site.name) && first !== undefined && activation.site.name !== 'astype')) {
    return first !== undefined && isOne(first, depth - 1);
  }
  return keepsRows.has(activation.site.name) && activation.receiver !== null && isOne(activation.receiver, depth - 1);
}

function startsWithOne(shape: Possible): boolean {
  const only = single(shape);
  const [rows] = only?.kind === 'sequence' ? listed(only) : [];
  return rows !== undefined && constantOf(rows) === 1;
}

/** The argument is a name that was given a batch of one last. */
function definedAsOne(program: Program, call: Activation, argument: CallArgument): boolean {
  const name = program.textOf(argument.valuePlace);
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    return false;
  }
  const last = program.reaching(name, program.span(call.site.place)).at(-1);
  return last !== undefined && oneByText.test(program.textOf(last.valuePlace));
}

const textMethods = new Set(['strip', 'lower', 'upper', 'replace', 'lstrip', 'rstrip', 'format', 'join', 'decode', 'title', 'get']);
const elementKeys =
  /^(text|sentence|query|question|prompt|content|review|title|document|doc|body|abstract|passage|input|instruction|comment|tweet)$/i;

/** Whether a model for texts is given one of them, by its type or because it is what an iterable yields. */
export function isOneText(program: Program, sample: Possible, argument: CallArgument): boolean {
  const code = program.textOf(argument.valuePlace);
  const [, last = ''] = /([A-Za-z_]\w*)\W*$/.exec(code) ?? [];
  return (
    sample.options.length > 0 && sample.options.every(({ value }) => isText(value, 6)) && !isPlural(last) && !/batch|chunk/i.test(code)
  );
}

function isText(value: Value, depth: number): boolean {
  if (value.kind === 'sequence') {
    return isOneValue(value, 1);
  }
  if (value.kind === 'constant' || depth === 0) {
    return value.kind === 'constant' && value.type === 'str';
  }
  if (value.kind === 'unknown' && value.type !== null) {
    return value.type === 'str';
  }
  const origin = originOf(value);
  switch (origin?.kind) {
    case 'element':
      return origin.of.options.every(({ value: of }) => !isPlural(nameOf(of)) || isIterated(of));
    case 'parameter':
      return elementKeys.test(origin.name) || /^(x|t|s|row|ex|example|r|p|q)$/.test(origin.name);
    case 'attribute':
      return elementKeys.test(origin.name);
    case 'operation':
      return origin.inputs.some((input) => input.options.every(({ value: of }) => isText(of, depth - 1)));
    case 'call': {
      const { activation } = origin;
      return (
        textMethods.has(activation.site.name) && (activation.receiver?.options.every(({ value: of }) => isText(of, depth - 1)) ?? false)
      );
    }
    default:
      return false;
  }
}

function isIterated(value: Value): boolean {
  return originOf(value)?.kind !== 'attribute';
}

function nameOf(value: Value): string {
  const origin = originOf(value);
  return origin?.kind === 'attribute' || origin?.kind === 'parameter' ? origin.name : '';
}

function isPlural(name: string): boolean {
  return /[^siu]s$/i.test(name) && !/^(ids|pixel_values|news|args|kwargs)$/i.test(name);
}

const tokenizers = /(^|[._])(tok|tokenizer|processor|tokeniser)$/i;

/** The text behind the input of `generate`: what the tokenizer was given that made it. */
export function textArgument(
  program: Program,
  call: Activation,
): { readonly sample: Possible; readonly argument: CallArgument } | undefined {
  const [first] = call.site.arguments;
  if (first === undefined) {
    return undefined;
  }
  const [root = ''] = namesWritten(program.textOf(first.valuePlace));
  const given = call.arguments.positional[0] ?? call.arguments.keywords.get('input_ids') ?? call.arguments.keywords.get('inputs');
  const made = given ?? program.reaching(root, program.span(call.site.place)).at(-1)?.value;
  const tokenized = made === undefined ? undefined : tokenizerCall(program, made, 8);
  const [argument] = tokenized?.site.arguments ?? [];
  const sample = tokenized?.arguments.positional[0] ?? tokenized?.arguments.keywords.get('text');
  return argument === undefined || sample === undefined ? undefined : { sample, argument };
}

function tokenizerCall(program: Program, value: Possible, depth: number): Activation | undefined {
  for (const { value: option } of depth === 0 ? [] : value.options) {
    const origin = originOf(option);
    if (origin?.kind === 'element' || origin?.kind === 'attribute') {
      return tokenizerCall(program, origin.of, depth - 1);
    }
    if (origin?.kind === 'operation' && origin.inputs[0] !== undefined) {
      return tokenizerCall(program, origin.inputs[0], depth - 1);
    }
    const [maker] = makers({ options: [{ value: option, when: [], trail: null }], closed: true });
    if (maker === undefined) {
      return undefined;
    }
    const types = maker.receiver?.options.flatMap(({ value: of }) => program.typesOf(of)) ?? [];
    const isTokenizer =
      types.some((type) => type === 'transformers.PreTrainedTokenizerBase') || tokenizers.test(maker.site.receiverText ?? maker.site.text);
    if (isTokenizer) {
      return maker.site.name === 'apply_chat_template' || maker.site.name === 'pad' ? undefined : maker;
    }
    return maker.receiver === null ? undefined : tokenizerCall(program, maker.receiver, depth - 1);
  }
  return undefined;
}
