import { conditionText } from '../../python/program/condition';
import { placesOf } from '../../python/program/trails';
import { keysOf, lengthOf } from '../../python/evaluate/containers';
import type { Locator } from '../../python/source/locator';
import type { Option, Possible } from '../../python/values/possible';
import type { ConstantValue, Value } from '../../python/values/value';
import type { ExplainedOption, ExplainedStep, ExplainedValue } from './explanation';
import type { Trail } from '../../python/values/trail';

const longestText = 80;

/** All values something may have, with the way of each. */
export function explainedValue(possible: Possible, locator: Locator): ExplainedValue {
  return { options: possible.options.map((option) => explainedOption(option, locator)), closed: possible.closed };
}

function explainedOption({ value, when, trail }: Option, locator: Locator): ExplainedOption {
  return {
    value: valueText(value),
    ...(value.kind === 'unknown' ? { unknown: value.why } : {}),
    when: when.map(conditionText),
    trail: stepsOf(trail, locator),
  };
}

function stepsOf(trail: Trail | null, locator: Locator): readonly ExplainedStep[] {
  return placesOf(trail).map(({ kind, what, span }) => {
    const { path, cell, line } = locator.range(span);
    return { kind, what, path, cell, line };
  });
}

/** A value as Python would write it, or in a few words. */
export function valueText(value: Value): string {
  switch (value.kind) {
    case 'constant':
      return constantText(value);
    case 'sequence': {
      const length = lengthOf(value);
      return length === undefined ? `a ${value.type}` : `a ${value.type} of ${String(length)}`;
    }
    case 'mapping':
      return `a dict with ${shortened(keysOf(value).join(', ') || 'no key that is known')}`;
    case 'external':
    case 'module':
      return value.name;
    case 'function':
      return `the function ${value.name}`;
    case 'class':
      return `the class ${value.name}`;
    case 'instance':
      return `an instance of ${value.className}`;
    case 'method':
      return `the method ${value.name}`;
    case 'partial':
      return 'a partial call';
    case 'super':
      return 'super()';
    case 'unknown':
      return value.type === null ? 'unknown' : `some ${value.type}`;
    case 'absent':
      return 'not set';
  }
}

function constantText({ type, value }: ConstantValue): string {
  if (value === null) {
    return type === 'none' ? 'None' : type;
  }
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False';
    case 'string':
      return shortened(JSON.stringify(value));
    default:
      return String(value);
  }
}

export function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}
