import { contentsOf, entryOf, keysOf, listed, sourcesOf } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import type { Origin, SequenceValue, Value } from '../python/values/value';

/** Where a value comes from, when it is not written in the program. */
export function originOf(value: Value): Origin | null {
  return value.kind === 'unknown' ? value.origin : value.kind === 'instance' ? value.from : null;
}

/** What is known of a tensor on the host: reading it waits for nothing. */
const descriptions = new Set(['shape', 'dtype', 'device', 'ndim', 'size', 'numel', 'dim', 'is_cuda', 'requires_grad']);

/** Calls from whose results the content of a value was computed: its shape alone is no content. */
export function contentAncestors(of: Possible): ReadonlySet<Activation> {
  return ancestors(of, mostAncestors, descriptions);
}

/** Calls that copy a tensor to the host: what is computed from their results is computed there. */
export const hostReads: ReadonlySet<string> = new Set(['item', 'cpu', 'numpy', 'tolist']);
const hostNumbers = new Set(['float', 'int', 'bool']);

/** Whether a call copies what it is given from the device to the host: `loss.item()`, `float(loss)`. */
export function isHostRead({ site, receiver }: Activation): boolean {
  return receiver === null ? hostNumbers.has(site.name) : hostReads.has(site.name);
}

/** Calls on the device from whose results a value was computed: what a copy to the host was made from lies behind it. */
export function deviceAncestors(of: Possible): ReadonlySet<Activation> {
  return searchAncestors(of, mostAncestors, descriptions, false, isHostRead).found;
}

const mostAncestors = 400;
const nothingSkipped: ReadonlySet<string> = new Set();

/**
 * Calls whose results a value was computed from, the last one first, not looking behind attributes and methods that are skipped.
 * Bounded, since loops make cycles of no interest.
 */
export function ancestors(of: Possible, limit = mostAncestors, skipped: ReadonlySet<string> = nothingSkipped): ReadonlySet<Activation> {
  const remembered = limit === mostAncestors ? rememberedAncestors.get(skipped) : undefined;
  const known = remembered?.get(of);
  if (known !== undefined) {
    return known;
  }
  const { found, isFixed } = searchAncestors(of, limit, skipped);
  if (isFixed) {
    remembered?.set(of, found);
  }
  return found;
}

/** Many rules ask for the same values, which do not change once a program is evaluated; the content of a list may after an edit. */
const rememberedAncestors: ReadonlyMap<ReadonlySet<string>, WeakMap<Possible, ReadonlySet<Activation>>> = new Map([
  [nothingSkipped, new WeakMap()],
  [descriptions, new WeakMap()],
]);

/** As `ancestors`, and what lies in dicts or was put into lists in loops too: whatever the value holds in the end. */
export function allAncestors(of: Possible): ReadonlySet<Activation> {
  return searchAncestors(of, mostAncestors, nothingSkipped, true).found;
}

function searchAncestors(
  of: Possible,
  limit: number,
  skipped: ReadonlySet<string>,
  isDeep = false,
  endsAt: (call: Activation) => boolean = () => false,
): { readonly found: ReadonlySet<Activation>; readonly isFixed: boolean } {
  const found = new Set<Activation>();
  const seen = new Set<Possible>();
  const queue: Possible[] = [of];
  let isFixed = true;
  for (let next = 0; next < queue.length && found.size < limit && seen.size < 4 * limit; next++) {
    const possible = queue[next];
    if (possible === undefined || seen.has(possible)) {
      continue;
    }
    seen.add(possible);
    for (const { value } of possible.options) {
      const origin = originOf(value);
      if (value.kind === 'sequence') {
        isFixed = false;
        queue.push(...(isDeep ? contentsOf(value) : itemsIn(value)));
      }
      if (isDeep && value.kind === 'mapping') {
        queue.push(...keysOf(value).flatMap((key) => entryOf(value, key) ?? []));
      }
      if (origin === null) {
        continue;
      }
      if (origin.kind === 'call') {
        const { activation } = origin;
        if (!found.has(activation) && !skipped.has(activation.site.name) && !endsAt(activation)) {
          found.add(activation);
          if (activation.receiver !== null) {
            queue.push(activation.receiver);
          }
          if (activation.callee.kind === 'object' || activation.callee.kind === 'unknown') {
            queue.push(activation.callee.of);
          }
          queue.push(...activation.arguments.positional, ...activation.arguments.keywords.values());
        }
      } else if (origin.kind === 'operation' || origin.kind === 'carried') {
        queue.push(...origin.inputs);
      } else if (origin.kind === 'element' || (origin.kind === 'attribute' && !skipped.has(origin.name))) {
        queue.push(origin.of);
      }
    }
  }
  return { found, isFixed };
}

function itemsIn(value: SequenceValue): readonly Possible[] {
  const element = value.state.get('element') as Possible | undefined;
  return element === undefined ? listed(value) : [...listed(value), element];
}

/** Whether a value was computed from the result of one of these calls. */
export function derivesFrom(of: Possible, calls: ReadonlySet<Activation>): boolean {
  for (const activation of ancestors(of)) {
    if (calls.has(activation)) {
      return true;
    }
  }
  return false;
}

/** What shows progress goes by one of these names, in whichever module a project keeps it. */
const progressBars = /^_*(tqdm|track|prog\w*bar|pbar|progress)\w*$/i;

/** What an iterable is taken from, through `enumerate`, `tqdm` and `zip`. */
export function iterableSources(iterable: Possible | null, depth = 4): readonly Possible[] {
  if (iterable === null || depth === 0) {
    return [];
  }
  const inner = iterable.options.flatMap(({ value }) => {
    if (value.kind === 'sequence' || value.kind === 'instance') {
      return sourcesOf(value);
    }
    const made = originOf(value);
    const [given] = made?.kind === 'call' && progressBars.test(made.activation.site.name) ? made.activation.arguments.positional : [];
    return given === undefined ? [] : [given];
  });
  return inner.length === 0 ? [iterable] : inner.flatMap((source) => iterableSources(source, depth - 1));
}
