import type { Program } from '../python/program/program';
import { codeOf } from './unused-code';

/** What PyTorch 0.4 (2018) took away or broke, and Python 3.7 forbids: with any version that has `no_grad` or autocast, the code fails. */
const beforeNoGrad = /\bvolatile\s*=\s*True|[(,]\s*async\s*=\s*True|loss\w*\.data\s*\[\s*0\s*\]/i;

/** Whether the code is written for PyTorch before 0.4. */
export function isForOldTorch(program: Program): boolean {
  return beforeNoGrad.test(codeOf(program));
}
