import type { Program } from '../python/program/program';

/** Libraries whose objects cannot be traced by `tf.function`: DGL's graphs (DGL 1.1, TensorFlow back end, 2023). */
const eagerOnly = /^dgl(\.|$)/;

/** Whether the program's model has to run eagerly, because of a library that it is built on. */
export function worksEagerly(program: Program): boolean {
  return [...program.imports].some((name) => eagerOnly.test(name));
}
