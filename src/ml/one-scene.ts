import type { Program } from '../python/program/program';

/** One picture of many bands, cut into patches around its pixels: an epoch has a few steps. */
export function cutsOneScene(program: Program): boolean {
  return program.callsOf('scipy.io.loadmat').length > 0;
}
