import { layers, type Context } from '../python/program/context';

/** In a function or class that tests or predicts. */
export function isForOtherEnds(context: Context): boolean {
  return [...layers(context)].some(
    (layer) =>
      layer.kind === 'frame' && [layer.of.name, layer.owner?.name ?? ''].some((name) => otherEnds.test(name) && !/train/i.test(name)),
  );
}

const otherEnds = /(^|_)(test|eval|valid|val|infer|predict|inference|evaluate|validation)(_|$)|^(Test|Eval|Valid|Infer|Predict)/;
