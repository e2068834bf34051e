import type { CallSite } from '../program/call-site';
import type { AnyNode, CallNode } from '../syntax/nodes';
import { compactText, dottedName } from './describe';
import { placeOf, type Evaluator } from './evaluator';

/** The site of a call expression, read once. */
export function siteOf(ev: Evaluator, node: CallNode): CallSite {
  return (node.site ??= readSite(ev, node));
}

function readSite(ev: Evaluator, node: CallNode): CallSite {
  const { callee } = node;
  return {
    place: placeOf(node),
    text: compactText(ev.textOf(callee)),
    name: callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.id : '',
    receiverText: callee.kind === 'attribute' ? dottedName(callee.object) : null,
    arguments: node.arguments.map((argument) => ({
      name: argument.name,
      splat: argument.splat,
      place: placeOf(argument),
      valuePlace: placeOf(argument.value),
    })),
    argumentList: { unit: node.unit, start: node.open, end: node.close },
  };
}

/** A site for calls that no call expression makes: properties, `__enter__`, decorators. */
export function syntheticSite(node: AnyNode, name: string): CallSite {
  const place = placeOf(node);
  return { place, text: name, name, receiverText: null, arguments: [], argumentList: { ...place, start: place.end } };
}
