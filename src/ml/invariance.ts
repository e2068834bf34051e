import { isOpen, listed } from '../python/evaluate/containers';
import type { Program } from '../python/program/program';
import type { LoopInfo } from '../python/program/context';
import type { Possible } from '../python/values/possible';
import type { Place } from '../python/values/trail';
import type { Activation } from '../python/program/call-site';
import { originOf } from './data-flow';
import { dottedName } from './repetition';
import { liesIn } from './surroundings';

/**
 * Whether code inside a loop, or a function that is called again and again, reads nothing that the loop binds: no target of it, no name assigned in it, and no object whose entries or
 * attributes are written there. Code that draws random numbers or iterates is new each time.
 */
export function readsNothingOf(program: Program, code: Place, loop: Pick<LoopInfo, 'place' | 'targets'>): boolean {
  const names = namesIn(program.textOf(code));
  const body = withoutStrings(program.textOf(loop.place));
  return (
    !names.some((name) => loop.targets.includes(name) || isWrittenIn(body, name)) &&
    !program.definitions.some(({ name, place }) => names.includes(name) && liesIn(place, loop.place)) &&
    !/\b(random|rand\w*|next|sample|shuffle|input|yield|await)\b/.test(withoutStrings(program.textOf(code)))
  );
}

/** Names an expression reads: not those of attributes and keywords. */
function namesIn(code: string): readonly string[] {
  return [...withoutStrings(code).matchAll(/(?<![\w.])[A-Za-z_]\w*(?!\w*\s*=(?!=))/g)].map(([name]) => name);
}

const stringOrComment = /(?<!\w)([A-Za-z]{0,2})("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|#[^\n]*/g;

/** Code without the text of its strings and comments; of a formatted string what stands in its braces is kept. */
function withoutStrings(code: string): string {
  return code.replaceAll(stringOrComment, (_, prefix?: string, text?: string) =>
    text !== undefined && /f/i.test(prefix ?? '') ? [...text.matchAll(/\{([^{}]*)\}/g)].map(([, read = '']) => `(${read})`).join() : '""',
  );
}

const changing =
  'append|extend|insert|pop|popleft|remove|update|clear|add|setdefault|sort|drop|rename|fillna|load|set_params|seek|read|write';

function isWrittenIn(body: string, name: string): boolean {
  const object = `(?<![\\w.])${name}(?:\\.\\w+|\\[[^\\]\\n]*\\])`;
  return new RegExp(
    `${object}+\\s*(?:[-+*/%&|^@]|//|\\*\\*|<<|>>)?=(?!=)|(?<![\\w.])${name}(?:\\.\\w+)*\\.(?:${changing})\\(|\\bfor\\s[^\\n:]*\\b${name}\\b[^\\n:]*\\sin\\s|\\bas\\s+${name}\\b|\\b${name}\\s*:=`,
  ).test(body);
}

/** Makes paths and names from others; what it gives is as fixed as what it is given. */
const building =
  /^(os\.(path\.\w+|getenv|environ\.get|getcwd)|pathlib\.\w+|builtins\.(str|open)|huggingface_hub\.\w+|torch\.(device|cuda\.is_available))/;

/** Whether a value is the same at each call of the function it is used in: a constant, or made of constants and settings. */
export function isFixed(value: Possible, depth = 8): boolean {
  if (depth === 0) {
    return false;
  }
  const each = (inputs: readonly Possible[]): boolean => inputs.every((input) => isFixed(input, depth - 1));
  return value.options.every(({ value: option }) => {
    switch (option.kind) {
      case 'constant':
      case 'function':
      case 'class':
      case 'module':
        return true;
      case 'external':
        return !/(^|[._])(request|query|form)s?([._]|$)/.test(option.name);
      case 'sequence':
        return !isOpen(option) && each(listed(option));
      case 'mapping':
        return !isOpen(option);
      case 'instance':
      case 'unknown': {
        const origin = originOf(option);
        switch (origin?.kind) {
          case 'call':
            return isFixedCall(origin.activation, depth - 1);
          case 'operation':
          case 'carried':
            return each(origin.inputs);
          case 'attribute':
            return option.kind === 'unknown' && isFixed(origin.of, depth - 1);
          case 'import':
            return true;
          case undefined:
            return option.kind === 'instance';
          default:
            return false;
        }
      }
      default:
        return false;
    }
  });
}

function isFixedCall(call: Activation, depth: number): boolean {
  const name = dottedName(call.callee);
  const isBuilding =
    building.test(name ?? '') || (call.callee.kind === 'method' && /^(joinpath|resolve|format|join)$/.test(call.site.name));
  const inputs = [...call.arguments.positional, ...call.arguments.keywords.values(), ...(call.receiver === null ? [] : [call.receiver])];
  return isBuilding && inputs.every((input) => isFixed(input, depth));
}
