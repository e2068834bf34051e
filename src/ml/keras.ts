import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';

/** Whether the program uses Keras at all. */
export function importsKeras(program: Program): boolean {
  return [...program.imports].some((name) => /^(keras|tf_keras|tensorflow)(\.|$)/.test(name));
}

/** Calls of `fit` on Keras models; on objects of unknown class they count in files that import Keras and no other library with `fit`. */
export function kerasFits(program: Program): readonly Activation[] {
  const isKerasFile = importsKeras(program);
  return [...program.callsNamed('fit'), ...program.callsNamed('fit_generator')].filter((call) => {
    if (call.callee.kind === 'function') {
      return false;
    }
    const types = call.receiver?.options.flatMap(({ value }) => program.typesOf(value)) ?? [];
    if (types.length > 0) {
      return types.some((type) => type === 'keras.Model' || type.startsWith('keras.'));
    }
    const looksLikeKeras = ['epochs', 'validation_data', 'validation_split', 'steps_per_epoch', 'callbacks'].some((name) =>
      call.arguments.keywords.has(name),
    );
    return isKerasFile && looksLikeKeras;
  });
}
