import { constant, type ConstantValue, type Value } from '../values/value';

/** Strings longer than this are not built. */
const longestString = 100_000;

function isNumber(value: ConstantValue): boolean {
  return value.type === 'int' || value.type === 'float' || value.type === 'bool';
}

function numeric(value: ConstantValue): number {
  return Number(value.value);
}

function number(value: number, isFloat: boolean): ConstantValue | undefined {
  return Number.isFinite(value) ? { kind: 'constant', type: isFloat ? 'float' : 'int', value } : undefined;
}

/** A binary operation on constants; undefined when Python would raise or the result is none of ours to know. */
export function binaryConstant(operator: string, a: ConstantValue, b: ConstantValue): ConstantValue | undefined {
  if (isNumber(a) && isNumber(b)) {
    const x = numeric(a);
    const y = numeric(b);
    const isFloat = a.type === 'float' || b.type === 'float';
    switch (operator) {
      case '+':
        return number(x + y, isFloat);
      case '-':
        return number(x - y, isFloat);
      case '*':
        return number(x * y, isFloat);
      case '/':
        return number(x / y, true);
      case '//':
        return number(Math.floor(x / y), isFloat);
      case '%':
        return y === 0 ? undefined : number(x - y * Math.floor(x / y), isFloat);
      case '**':
        return number(x ** y, isFloat || y < 0);
      case '<<':
        return number(x * 2 ** y, false);
      case '>>':
        return number(Math.floor(x / 2 ** y), false);
      default:
        return undefined;
    }
  }
  if (a.type === 'str' && b.type === 'str' && operator === '+') {
    const text = String(a.value) + String(b.value);
    return text.length <= longestString ? constant(text) : undefined;
  }
  if (a.type === 'str' && b.type === 'int' && operator === '*') {
    const text = String(a.value);
    return text.length * numeric(b) <= longestString ? constant(text.repeat(Math.max(0, numeric(b)))) : undefined;
  }
  return undefined;
}

export function unaryConstant(operator: string, a: ConstantValue): ConstantValue | undefined {
  if (operator === 'not') {
    return constant(!truthOfConstant(a));
  }
  if (!isNumber(a)) {
    return undefined;
  }
  switch (operator) {
    case '-':
      return number(-numeric(a), a.type === 'float');
    case '+':
      return number(numeric(a), a.type === 'float');
    case '~':
      return number(-numeric(a) - 1, false);
    default:
      return undefined;
  }
}

export function compareConstants(operator: string, a: ConstantValue, b: ConstantValue): boolean | undefined {
  if (operator === '==' || operator === 'is') {
    return equal(a, b);
  }
  if (operator === '!=' || operator === '<>' || operator === 'is not') {
    return !equal(a, b);
  }
  if (operator === 'in' || operator === 'not in') {
    if (a.type !== 'str' || b.type !== 'str') {
      return undefined;
    }
    return String(b.value).includes(String(a.value)) === (operator === 'in');
  }
  if (!((isNumber(a) && isNumber(b)) || (a.type === 'str' && b.type === 'str'))) {
    return undefined;
  }
  const [x, y] = a.type === 'str' ? [String(a.value), String(b.value)] : [numeric(a), numeric(b)];
  switch (operator) {
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    case '>=':
      return x >= y;
    default:
      return undefined;
  }
}

/** The text Python's `str` gives for a constant; undefined for floats that it writes in another way than we do. */
export function constantText({ type, value }: ConstantValue): string | undefined {
  switch (type) {
    case 'bool':
      return value === true ? 'True' : 'False';
    case 'none':
      return 'None';
    case 'str':
      return String(value);
    case 'int':
      return Number.isSafeInteger(value) ? String(value) : undefined;
    case 'float': {
      const size = Math.abs(Number(value));
      return size !== 0 && (size < 1e-4 || size >= 1e16) ? undefined : Number.isInteger(value) ? `${String(value)}.0` : String(value);
    }
    default:
      return undefined;
  }
}

function equal(a: ConstantValue, b: ConstantValue): boolean {
  return isNumber(a) && isNumber(b) ? numeric(a) === numeric(b) : a.type === b.type && a.value === b.value;
}

export function truthOfConstant(value: ConstantValue): boolean {
  return value.type === 'ellipsis' || value.type === 'complex' || Boolean(value.value);
}

/** Whether a value is certainly not None, for `is None` tests. */
export function isCertainlyObject(value: Value): boolean {
  return value.kind !== 'constant' && value.kind !== 'unknown' && value.kind !== 'external' && value.kind !== 'absent';
}
