import { libraryName, makers } from '../../ml/surroundings';
import { completeItems } from '../../python/evaluate/containers';
import type { Activation, ArgumentAnswer, CallSite } from '../../python/program/call-site';
import { addKeyword, type SpanEdit } from '../../python/program/edits';
import { spanOf } from '../../python/program/trails';
import { constantOf, single, type Possible } from '../../python/values/possible';

/** Canonical names of the library classes and functions that made the callbacks of a call; undefined when one of them is not known. */
export function callbacksOf(answer: ArgumentAnswer): readonly string[] | undefined {
  if (answer.kind === 'absent' || answer.kind === 'default' || (answer.kind === 'given' && constantOf(answer.possible) === null)) {
    return [];
  }
  if (answer.kind === 'unknown') {
    return undefined;
  }
  const names = callbacksIn(answer.possible)?.map(nameOf);
  return names?.every((name) => name !== undefined) === true ? names : undefined;
}

/** The callbacks of a list that is fully known, or a single one; undefined when there may be others. */
export function callbacksIn(value: Possible): readonly Possible[] | undefined {
  return completeItems(value) ?? (single(value)?.kind === 'instance' ? [value] : undefined);
}

function nameOf(callback: Possible): string | undefined {
  const only = single(callback);
  const [maker] = only === undefined || (only.kind === 'instance' && only.of !== null) ? [] : makers(callback);
  return maker === undefined ? undefined : (libraryName(maker.callee) ?? undefined);
}

/** Puts one more item at the start of a list that is an argument, or passes a list of its own. Nothing where the list stands elsewhere. */
export function addToList(site: CallSite, call: Activation, parameter: string, item: string): readonly SpanEdit[] {
  const answer = call.arguments.get(parameter);
  if (answer.kind !== 'given') {
    return answer.kind === 'unknown' ? [] : addKeyword(site, parameter, `[${item}]`);
  }
  const list = answer.argument === null ? undefined : spanOf(answer.argument.valuePlace);
  const text = list?.document.fragments[list.fragment]?.text.slice(list.start, list.end) ?? '';
  if (list === undefined) {
    return [];
  }
  if (text.startsWith('[') && text.endsWith(']') && !/\bfor\b/.test(text)) {
    const at = { ...list, start: list.start + 1, end: list.start + 1 };
    return [{ span: at, text: /^\[\s*\]$/.test(text) ? item : `${item}, ` }];
  }
  if (text === 'None') {
    return [{ span: list, text: `[${item}]` }];
  }
  return /^[\w.]+$/.test(text) && single(answer.possible)?.kind === 'sequence' ? [{ span: list, text: `[*${text}, ${item}]` }] : [];
}
