import type { Activation } from '../python/program/call-site';
import { layers, type Context, type LoopInfo } from '../python/program/context';
import type { Program } from '../python/program/program';
import { spanOf } from '../python/program/trails';

/** The innermost loop around a context that stands in the same function. */
export function loopInFunction(context: Context): LoopInfo | undefined {
  return loopsInFunction(context)[0];
}

/** The loops around a context that stand in the same function, innermost first. */
export function loopsInFunction(context: Context): readonly LoopInfo[] {
  const found: LoopInfo[] = [];
  for (const layer of layers(context)) {
    if (layer.kind === 'frame') {
      break;
    }
    if (layer.kind === 'loop') {
      found.push(layer.loop);
    }
  }
  return found;
}

/** Whether code mentions a dotted name as a whole: `x` in `f(x[0])`, not in `f(x_train)` or `f(a.x)`. */
export function mentions(code: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name.replaceAll(/[.*+?^${'$'}{}()|[\]\\]/g, String.raw`\$&`)}(?!\\w)`).test(code);
}

/** Code without whitespace outside of what is in quotes, so that it compares. */
export function compact(code: string): string {
  if (!/\s/.test(code)) {
    return code;
  }
  return code.replaceAll(/("[^"\n]*"|'[^'\n]*')|\s+/g, (_, text?: string) => text ?? '');
}

/** The name or attribute that a call's result is assigned to, as it is written. */
export function nameOf(program: Program, call: Activation): string | undefined {
  const { start, end, fragment } = spanOf(call.site.place);
  const assigned = program.assignments.find(({ valuePlace, operator }) => {
    const span = spanOf(valuePlace);
    return operator === null && span.start === start && span.end === end && span.fragment === fragment && program.isHere(valuePlace);
  });
  return assigned === undefined ? undefined : compact(program.textOf(assigned.place));
}
