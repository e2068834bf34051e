import type { Possible } from '../values/possible';
import type { Value } from '../values/value';
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
    case 'external':
    case 'instance':
    case 'unknown':
    case 'absent':
      return undefined;
  }
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
