import { single, type Possible } from '../values/possible';
import type { ClassValue, Value } from '../values/value';
import { closedKeysOf, lengthOf } from './containers';
import { truthOfConstant } from './operators';

/** Whether a value counts as true in Python; undefined when that is not known. */
export function truthOfValue(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'constant':
      return truthOfConstant(value);
    case 'sequence': {
      const length = lengthOf(value);
      return length === undefined || value.type === 'generator' ? undefined : length > 0;
    }
    case 'mapping': {
      const keys = closedKeysOf(value);
      return keys === undefined ? undefined : keys.length > 0;
    }
    case 'function':
    case 'class':
    case 'module':
    case 'method':
    case 'partial':
    case 'super':
      return true;
    case 'instance':
      return value.of !== null && isPlain(value.of) ? true : undefined;
    case 'external':
      // A library's class, by the way all of Python names classes.
      return value.library && /\.[A-Z]\w*[a-z]\w*$/.test(value.name) ? true : undefined;
    case 'unknown':
    case 'absent':
      return undefined;
  }
}

/** Whether instances of a class count as true because nothing says otherwise. */
function isPlain(of: ClassValue): boolean {
  return (
    !of.attributes.has('__bool__') &&
    !of.attributes.has('__len__') &&
    of.bases.every((base) => {
      const value = single(base);
      return value?.kind === 'class' ? isPlain(value) : value?.kind === 'external' && value.name === 'builtins.object';
    })
  );
}

export function truth(possible: Possible): boolean | undefined {
  if (!possible.closed || possible.options.length === 0) {
    return undefined;
  }
  let answer: boolean | undefined;
  for (const { value } of possible.options) {
    const one = truthOfValue(value);
    if (one === undefined || (answer !== undefined && answer !== one)) {
      return undefined;
    }
    answer = one;
  }
  return answer;
}
