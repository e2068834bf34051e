import { single, type Possible } from '../values/possible';
import type { UnknownValue, Value } from '../values/value';
import type { Evaluator } from './evaluator';

/** Whether a value is a library's own, or what one made. */
export function isOfLibrary(ev: Evaluator, value: Value, depth = 8): boolean {
  switch (value.kind) {
    case 'external':
      return value.library;
    case 'instance':
      return value.of === null && value.from?.kind !== 'parameter';
    case 'unknown':
      return depth > 0 && isMadeByLibrary(ev, value, depth);
    default:
      return false;
  }
}

function isMadeByLibrary(ev: Evaluator, { origin }: UnknownValue, depth: number): boolean {
  const isMade = (of: Possible | null): boolean => {
    const only = of === null ? undefined : single(of);
    return only !== undefined && isOfLibrary(ev, only, depth - 1);
  };
  switch (origin.kind) {
    case 'call': {
      const { callee, receiver } = origin.activation;
      return callee.kind === 'library' ? isLibraryName(ev, callee.name) : callee.kind === 'method' && isMade(receiver);
    }
    case 'attribute':
    case 'element':
      return isMade(origin.of);
    default:
      return false;
  }
}

function isLibraryName(ev: Evaluator, name: string): boolean {
  const [top = ''] = name.split('.');
  return top === 'builtins' || ev.knowledge.isLibrary(top);
}
