import { rules } from '../../rules/index';
import { nearest } from '../read-fact';
import { unusedSuppression } from './unused-suppression';

const ids: readonly string[] = [...rules.map(({ meta }) => meta.id), unusedSuppression];
const topics: ReadonlySet<string> = new Set(rules.map(({ meta }) => meta.topic));

export function isRuleId(name: string): boolean {
  return ids.includes(name);
}

/** The rules that an id or a topic names; undefined for anything else. */
export function rulesNamed(name: string): readonly string[] | undefined {
  if (topics.has(name)) {
    return rules.filter(({ meta }) => meta.topic === name).map(({ meta }) => meta.id);
  }
  return isRuleId(name) ? [name] : undefined;
}

/** One sentence about a name that no rule has, and with `topics` no topic either. */
export function unknownRule(name: string, among: 'rules' | 'rules and topics' = 'rules and topics'): string {
  const near = nearest(name, among === 'rules' ? ids : [...ids, ...topics]);
  const kind = among === 'rules' ? 'rule' : 'rule or topic';
  return `No ${kind} is called "${name}".${near === undefined ? ' "joulewise list rules" names them all.' : ` Did you mean ${near}?`}`;
}
