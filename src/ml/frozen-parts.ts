import type { Program } from '../python/program/program';
import { codeOf } from './unused-code';

/** Whether the code freezes parameters somewhere: of a network that is mostly frozen only a head is trained, and little is recorded. */
export function freezes(program: Program): boolean {
  return /requires_grad(_\(|\s*=)\s*False/.test(codeOf(program));
}
