import { itemsOf } from '../evaluate/containers';
import { constantText } from '../evaluate/operators';
import type { CallSummary, SummaryCall } from '../evaluate/summary';
import { truth } from '../evaluate/truth';
import { certainly, mapOptions, single, unknownly, type Possible } from '../values/possible';
import { constant, type ConstantValue, type Value } from '../values/value';
import { pathText } from './paths';

/** Python's functions on numbers and texts. */
export const numberSummaries: readonly (readonly [string, CallSummary])[] = [
  ['builtins.int', (call) => numberOf(call, 'int')],
  ['builtins.float', (call) => numberOf(call, 'float')],
  ['builtins.round', rounded],
  ['builtins.abs', (call) => arithmetic(call, Math.abs, 'same')],
  ['builtins.str', text],
  ['builtins.bool', boolean],
  ['builtins.max', (call) => extreme(call, Math.max)],
  ['builtins.min', (call) => extreme(call, Math.min)],
  ['builtins.sum', sum],
  ['builtins.pow', power],
  ['builtins.chr', character],
  ['builtins.all', (call) => everyOrSome(call, false)],
  ['builtins.any', (call) => everyOrSome(call, true)],
  ['math.prod', product],
  ['numpy.prod', product],
  ['math.ceil', (call) => arithmetic(call, Math.ceil, 'int')],
  ['math.floor', (call) => arithmetic(call, Math.floor, 'int')],
  ['math.sqrt', (call) => arithmetic(call, Math.sqrt, 'float')],
  ['math.log2', (call) => arithmetic(call, Math.log2, 'float')],
];

function unknownNumber(call: SummaryCall, type: string | null): Possible {
  return unknownly('a number', { kind: 'call', activation: call.activation }, type);
}

function numeric(value: Value | undefined): number | undefined {
  return value?.kind === 'constant' && (typeof value.value === 'number' || typeof value.value === 'boolean')
    ? Number(value.value)
    : undefined;
}

function numberOf(call: SummaryCall, type: 'int' | 'float'): Possible {
  const { positional, keywords } = call.given;
  const [of] = positional;
  if (of === undefined) {
    return certainly({ kind: 'constant', type, value: 0 });
  }
  return mapOptions(of, (value, trail) => {
    const number =
      positional.length > 1 || keywords.size > 0
        ? undefined
        : value.kind === 'constant' && value.type === 'str'
          ? parsed(String(value.value), type)
          : numeric(value);
    return number === undefined
      ? unknownNumber(call, type)
      : certainly({ kind: 'constant', type, value: type === 'int' ? Math.trunc(number) : number }, trail);
  });
}

/** A number from its text, as far as Python reads it as we do. */
function parsed(text: string, type: 'int' | 'float'): number | undefined {
  const plain = text.trim().replace(/(?<=\d)_(?=\d)/g, '');
  const isNumber = type === 'int' ? /^[+-]?\d+$/.test(plain) : /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain);
  const number = Number(plain);
  return isNumber && Number.isFinite(number) ? number : undefined;
}

function rounded(call: SummaryCall): Possible {
  const [of, digits] = call.given.positional;
  const given = digits ?? call.given.keywords.get('ndigits');
  const places = given === undefined ? null : single(given);
  if (of === undefined) {
    return unknownNumber(call, null);
  }
  return mapOptions(of, (value, trail) => {
    const number = numeric(value);
    const isFloat = value.kind === 'constant' && value.type === 'float';
    if (number === undefined || (places !== null && numeric(places) === undefined)) {
      return unknownNumber(call, places === null ? 'int' : null);
    }
    const scale = 10 ** (places === null ? 0 : (numeric(places) ?? 0));
    const result = halfEven(number * scale) / scale;
    return certainly({ kind: 'constant', type: places !== null && isFloat ? 'float' : 'int', value: result }, trail);
  });
}

/** Python rounds halves to the even neighbour. */
function halfEven(value: number): number {
  const below = Math.floor(value);
  return value - below === 0.5 ? below + (below % 2 === 0 ? 0 : 1) : Math.round(value);
}

function arithmetic(call: SummaryCall, compute: (value: number) => number, type: 'same' | 'int' | 'float'): Possible {
  const [of] = call.given.positional;
  const standard = type === 'same' ? null : type;
  if (of === undefined) {
    return unknownNumber(call, standard);
  }
  return mapOptions(of, (value, trail) => {
    const number = numeric(value);
    const result = number === undefined ? undefined : compute(number);
    if (result === undefined || !Number.isFinite(result) || value.kind !== 'constant') {
      return unknownNumber(call, standard);
    }
    return certainly(
      { kind: 'constant', type: type === 'same' ? (value.type === 'bool' ? 'int' : value.type) : type, value: result },
      trail,
    );
  });
}

function power(call: SummaryCall): Possible {
  const [base, exponent, modulus] = call.given.positional.map((operand) => single(operand));
  const [x, y] = [numeric(base), numeric(exponent)];
  const isInt = base?.kind === 'constant' && exponent?.kind === 'constant' && base.type !== 'float' && exponent.type !== 'float';
  const result = x === undefined || y === undefined || modulus !== undefined ? undefined : x ** y;
  return result === undefined || !Number.isFinite(result)
    ? unknownNumber(call, null)
    : certainly({ kind: 'constant', type: isInt && Number(y) >= 0 ? 'int' : 'float', value: result });
}

function text({ activation, given }: SummaryCall): Possible {
  const [of] = given.positional;
  const value = of === undefined ? undefined : single(of);
  const written = given.positional.length !== 1 ? undefined : value?.kind === 'constant' ? constantText(value) : pathText(of);
  return written === undefined
    ? unknownly('a text', { kind: 'call', activation }, 'str')
    : certainly(constant(written), of?.options[0]?.trail ?? null);
}

function boolean({ activation, given }: SummaryCall): Possible {
  const [of] = given.positional;
  const answer = of === undefined ? false : truth(of);
  return answer === undefined
    ? unknownly('a condition', { kind: 'call', activation }, 'bool')
    : certainly(constant(answer), of?.options[0]?.trail ?? null);
}

function operandsOf({ given }: SummaryCall): readonly Possible[] | undefined {
  const { positional } = given;
  const [only] = positional;
  if (only === undefined || positional.length > 1) {
    return positional;
  }
  const value = single(only);
  return value?.kind === 'sequence' ? itemsOf(value) : undefined;
}

function extreme(call: SummaryCall, pick: (...values: number[]) => number): Possible {
  const operands = operandsOf(call);
  const numbers = operands?.map((operand) => numeric(single(operand)));
  if (numbers !== undefined && numbers.length > 0 && numbers.every((value) => value !== undefined) && call.given.keywords.size === 0) {
    const chosen = operands?.[numbers.indexOf(pick(...numbers))];
    if (chosen !== undefined) {
      return chosen;
    }
  }
  const isInt =
    operands?.every((operand) =>
      operand.options.every(({ value }) => (value.kind === 'constant' || value.kind === 'unknown') && value.type === 'int'),
    ) === true;
  return unknownNumber(call, isInt && operands.length > 0 ? 'int' : null);
}

function character(call: SummaryCall): Possible {
  const [of] = call.given.positional;
  const code = of === undefined ? undefined : numeric(single(of));
  return code === undefined
    ? unknownly('a character', { kind: 'call', activation: call.activation }, 'str')
    : certainly(constant(String.fromCodePoint(code)));
}

/** `all` ends with the first that is false, `any` with the first that is true. */
function everyOrSome(call: SummaryCall, ends: boolean): Possible {
  const answers = call.given.positional.length === 1 ? operandsOf(call)?.map((operand) => truth(operand)) : undefined;
  const answer = answers?.includes(ends) === true ? ends : answers?.every((one) => one === !ends) === true ? !ends : undefined;
  return answer === undefined
    ? unknownly('a condition', { kind: 'call', activation: call.activation }, 'bool')
    : certainly(constant(answer));
}

/** The product of the numbers of one list or tuple, or one number itself. */
function product(call: SummaryCall): Possible | undefined {
  const { positional, keywords } = call.given;
  const [of] = positional;
  const value = of === undefined ? undefined : single(of);
  const items = value?.kind === 'sequence' ? itemsOf(value) : value === undefined ? undefined : [certainly(value)];
  const numbers = items?.map((item) => numeric(single(item)));
  const isWhole = items?.every((item) => single(item)?.kind === 'constant') === true;
  return positional.length !== 1 || keywords.size > 0 || !isWhole || numbers?.every((number) => number !== undefined) !== true
    ? undefined
    : certainly(constant(numbers.reduce((all, number) => all * number, 1)));
}

function sum(call: SummaryCall): Possible {
  const { positional, keywords } = call.given;
  const values = positional.length === 1 && keywords.size === 0 ? operandsOf(call)?.map((operand) => single(operand)) : undefined;
  const numbers = values?.map(numeric);
  if (values === undefined || numbers?.every((value) => value !== undefined) !== true) {
    return unknownly('a sum', { kind: 'call', activation: call.activation });
  }
  const isFloat = values.some((value) => value?.kind === 'constant' && value.type === 'float');
  const total: ConstantValue = { kind: 'constant', type: isFloat ? 'float' : 'int', value: numbers.reduce((all, value) => all + value, 0) };
  return certainly(total);
}
