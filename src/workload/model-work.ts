import type { Work } from '../profile/run-profile';
import type { Work as OperationWork, WorkKind } from '../libraries/tensors/operation';
import type { CountedForward } from './count-forward';

/** A kind of work is what a network is about from this share of its multiply-adds on. */
const MAIN_SHARE = 0.5;
/** Products of attention are a small share of a transformer with short inputs. */
const ATTENTION_SHARE = 0.005;

/** The `work` of a run, from one counted forward pass. */
export function workOf(forward: CountedForward, batch: number, modules: number, isImage: boolean): Work {
  const { works, flops } = forward;
  const share = (...kinds: readonly WorkKind[]): number =>
    works.reduce((sum, work) => sum + (kinds.includes(work.kind) ? work.flops : 0), 0) / Math.max(1, flops);
  const attention = works.filter(({ kind }) => kind === 'attention');
  const products = works.filter(({ kind }) => kind === 'product');
  const attends =
    share('attention', 'product') >= ATTENTION_SHARE && (attention.length > 0 || products.length >= 2) && share('convolution') < MAIN_SHARE;
  const kind: Work['kind'] = attends
    ? 'transformer'
    : share('convolution') >= MAIN_SHARE || (isImage && share('convolution') > 0)
      ? 'cnn'
      : share('recurrent') >= MAIN_SHARE / 2
        ? 'recurrent'
        : share('linear') === 1
          ? 'tabular'
          : 'mixed';
  const hidden = widest(works, attends ? 'linear' : 'recurrent');
  const heads = attention.find((work) => work.heads !== undefined)?.heads;
  const layers = attention.length > 0 ? attention.length : products.length >> 1;
  return {
    kind,
    ...(attends && layers > 0 ? { layers } : {}),
    ...(hidden === undefined ? {} : { hidden }),
    ...(attends && heads !== undefined ? { heads } : {}),
    activationElementsPerSample: forward.activationElements / batch,
    ...(Number.isNaN(modules) ? {} : { modules }),
  };
}

/** The width that most layers of a kind read. */
function widest(works: readonly OperationWork[], of: WorkKind): number | undefined {
  const counts = new Map<number, number>();
  for (const { kind, width } of works) {
    if (kind === of) counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most !== undefined && Number.isFinite(most[0]) ? most[0] : undefined;
}
