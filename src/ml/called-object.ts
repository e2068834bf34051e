import type { Activation } from '../python/program/call-site';
import { single, type Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';

/** What stands for one object wherever it is used: the value itself, or the dotted name of something imported from elsewhere. */
export type ObjectKey = Value | string;

const numbers = new WeakMap<Value, number>();
let counted = 0;

/** Attributes of one object that nothing in the program sets are the same object each time they are read: `self.model`. */
function keyOf(value: Possible): ObjectKey | undefined {
  const only = single(value);
  if (only?.kind === 'external') {
    return only.name;
  }
  const origin = only?.kind === 'unknown' ? only.origin : only?.kind === 'instance' ? only.from : null;
  return origin?.kind === 'attribute' ? attributeKey(origin.of, origin.name) : only;
}

function attributeKey(of: Possible, name: string): ObjectKey | undefined {
  const holder = keyOf(of);
  if (holder === undefined || typeof holder === 'string') {
    return holder === undefined ? undefined : `${holder}.${name}`;
  }
  let number = numbers.get(holder);
  if (number === undefined) {
    number = ++counted;
    numbers.set(holder, number);
  }
  return `#${number}.${name}`;
}

/** The object that is called itself: `model` in `model(x)`. */
export function calledObject(call: Activation): ObjectKey | undefined {
  switch (call.callee.kind) {
    case 'object':
    case 'unknown':
      return keyOf(call.callee.of);
    case 'outside':
      return call.callee.name;
    case 'method':
      // `self.model(x)`: an attribute that nothing in the program sets is called like a method.
      return call.callee.signature === undefined && call.receiver !== null ? attributeKey(call.receiver, call.callee.name) : undefined;
    default:
      return undefined;
  }
}

/** The object whose method is called: `model` in `model.eval()`. */
export function receiverObject(call: Activation): ObjectKey | undefined {
  if (call.callee.kind === 'outside') {
    return call.callee.name.slice(0, call.callee.name.lastIndexOf('.'));
  }
  return call.receiver === null ? undefined : keyOf(call.receiver);
}
