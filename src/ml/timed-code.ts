import type { Program } from '../python/program/program';
import { spanOf } from '../python/program/trails';
import type { Place } from '../python/values/trail';

const linesAround = 3;
const started = /=\s*(time|timeit)\.(time|perf_counter|perf_counter_ns|process_time|monotonic|default_timer)\(\)\s*$/m;
const stopped = /(time|perf_counter|process_time|monotonic|default_timer)\(\)\s*-|-\s*\w*(start|begin|tic|t0)\w*|^\s*%%?timeit\b/m;

/** Whether a statement stands between a clock that is started and one that is read: how long it takes is what is to be shown. */
export function isTimed(program: Program, place: Place): boolean {
  const at = spanOf(place);
  const { document, fragment, start, end } = program.statementAround(at)?.span ?? at;
  const text = document.fragments[fragment]?.text ?? '';
  const before = text
    .slice(0, start)
    .split('\n')
    .slice(-1 - linesAround)
    .join('\n');
  const after = text
    .slice(end)
    .split('\n')
    .slice(0, 1 + linesAround)
    .join('\n');
  return /^\s*%%timeit\b/.test(text) || (started.test(before) && (stopped.test(after) || started.test(after)));
}
