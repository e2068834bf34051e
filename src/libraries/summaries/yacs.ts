import type { ConfigTree } from '../configuration/config-tree';
import { plainValue, treeOf } from '../configuration/materialize';
import { readDocument } from '../configuration/read-document';
import { plainScalar } from '../configuration/yaml-scalars';
import { itemsOf } from '../../python/evaluate/containers';
import { unsettleAttributes } from '../../python/evaluate/escape';
import type { Evaluator } from '../../python/evaluate/evaluator';
import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { pathText } from '../../python/stdlib/paths';
import { certainly, nothing, single, type Possible } from '../../python/values/possible';
import { constant, type InstanceValue } from '../../python/values/value';

export const nodeClass = 'yacs.config.CfgNode';

/** Configurations of yacs: attributes with defaults in code, over which a file and words of the command line are laid. */
export const yacsSummaries: readonly (readonly [string, CallSummary])[] = [
  [nodeClass, newNode],
  [`${nodeClass}.merge_from_file`, mergeFile],
  [`${nodeClass}.merge_from_list`, mergeWords],
  [`${nodeClass}.merge_from_other_cfg`, mergeOther],
];

function newNode({ evaluator, activation, given }: SummaryCall): Possible | undefined {
  const [first] = given.positional;
  const tree = first === undefined ? undefined : treeOf(first);
  if (first !== undefined && tree?.kind !== 'map') {
    return undefined;
  }
  const attributes = evaluator.store.create<Possible>();
  const node: InstanceValue = { kind: 'instance', className: nodeClass, of: null, attributes, from: { kind: 'call', activation } };
  if (tree !== undefined) {
    lay(evaluator, tree, node);
  }
  return certainly(node);
}

function mergeFile({ evaluator, activation, given }: SummaryCall): Possible {
  const path = pathText(given.positional[0]);
  const tree = path === undefined ? undefined : readDocument(evaluator, path, '1.1');
  mergeInto(evaluator, activation.receiver, tree);
  return nothing;
}

function mergeOther({ evaluator, activation, given }: SummaryCall): Possible {
  mergeInto(evaluator, activation.receiver, given.positional[0] === undefined ? undefined : treeOf(given.positional[0]));
  return nothing;
}

/** `["SOLVER.LR", 0.1, "MODEL.NAME", "x"]`: keys and values in turn. */
function mergeWords({ evaluator, activation, given }: SummaryCall): Possible {
  const list = given.positional[0] === undefined ? undefined : single(given.positional[0]);
  const words = list?.kind === 'sequence' ? itemsOf(list) : list?.kind === 'constant' && list.value === null ? [] : undefined;
  const node = nodeIn(activation.receiver);
  for (let index = 0; node !== undefined && words !== undefined && index + 1 < words.length; index += 2) {
    const key = words[index] === undefined ? undefined : single(words[index] ?? nothing);
    const value = words[index + 1] ?? nothing;
    const word = single(value);
    if (key?.kind !== 'constant') {
      unsettle(evaluator, node);
      return nothing;
    }
    const read = word?.kind === 'constant' && word.type === 'str' ? plainScalar(String(word.value), '1.2').value : undefined;
    const possible = read === undefined ? value : certainly(constant(read), value.options[0]?.trail ?? null);
    const tree = String(key.value)
      .split('.')
      .reduceRight<ConfigTree>((inner, name) => ({ kind: 'map', entries: new Map([[name, inner]]), place: null }), {
        kind: 'value',
        possible,
      });
    lay(evaluator, tree, node);
  }
  if (words === undefined) {
    mergeInto(evaluator, activation.receiver, undefined);
  }
  return nothing;
}

function nodeIn(receiver: Possible | null): InstanceValue | undefined {
  const value = receiver === null ? undefined : single(receiver);
  return value?.kind === 'instance' ? value : undefined;
}

/** Lays a configuration over a node; one that is not known may change every entry. */
function mergeInto(ev: Evaluator, receiver: Possible | null, tree: ConfigTree | undefined): void {
  const node = nodeIn(receiver);
  if (node !== undefined && tree !== undefined) {
    lay(ev, tree, node);
  } else if (node !== undefined) {
    unsettle(ev, node);
  }
}

function lay(ev: Evaluator, tree: ConfigTree, node: InstanceValue): void {
  if (tree.kind !== 'map') {
    unsettle(ev, node);
    return;
  }
  for (const [name, entry] of tree.entries) {
    const known = single(node.attributes.get(name) ?? nothing);
    if (entry.kind !== 'map') {
      ev.store.set(node.attributes, name, plainValue(ev, entry, name));
    } else if (known?.kind === 'instance' && known.className === nodeClass) {
      lay(ev, entry, known);
    } else {
      const inner: InstanceValue = {
        kind: 'instance',
        className: nodeClass,
        of: null,
        attributes: ev.store.create<Possible>(),
        from: null,
      };
      lay(ev, entry, inner);
      ev.store.set(node.attributes, name, certainly(inner));
    }
  }
}

function unsettle(ev: Evaluator, node: InstanceValue, depth = 0): void {
  for (const [, entry] of node.attributes) {
    const inner = single(entry);
    if (inner?.kind === 'instance' && inner.className === nodeClass && depth < 8) {
      unsettle(ev, inner, depth + 1);
    }
  }
  unsettleAttributes(ev, node.attributes);
}
