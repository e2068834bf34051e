import type { Condition } from '../python/program/condition';
import { constantOf } from '../python/values/possible';

const intervalWords =
  /(^|[._])(log|print|eval|save|report|display|vis|sample|check|val|summary|flush|freq|every|interval|verbose|should_|is_last|last_)/i;
const rankWords =
  /(^|[._])(rank|local_rank|global_rank|is_main_process|is_main|is_master|master_process|is_local_main_process|is_global_zero|is_world_process_zero|main_process|get_rank)($|[._])/i;
const debugWords =
  /(^|[._])_*(debug|DEBUG|debugging|debug_mode|verbose_debug|detect_anomaly|anomaly|profile|profiling|sanity|dev_run|fast_dev_run|overfit)($|[._\d])/i;
const bestWords = /(^|[._])(best\w*|\w*_best|improved|is_better|min_loss|max_acc\w*|lowest\w*|highest\w*)($|[._])/i;
const bestFlags = /(^|[._])(is_best|improved|is_better|has_improved)$/i;
const platformWords = /^(sys\.platform|os\.name)(\.|$)|^(platform\.)?(system|platform|uname)$|(^|[._])(is_)?(windows|win32|darwin|macos)$/i;
const stepWords = /(^|[._])(\w*step\w*|\w*iter\w*|\w*batch\w*|i|idx|it|n|count\w*|epoch)$/i;

/** Runs only every so many rounds: `if step % 100 == 0`, `if i == len(loader) - 1`, `if should_log`. */
export function isIntervalGuard(condition: Condition): boolean {
  if (condition.operators.includes('%')) {
    return !returnsSoon(condition) && !leavesOutOneOfMany(condition);
  }
  if (isRest(condition)) {
    return false;
  }
  const counts = condition.names.some((name) => stepWords.test(name)) && !isForWholeRun(condition);
  return (
    (counts && condition.operators.some((operator) => ['==', '>=', '<=', '<', '>'].includes(operator))) ||
    [...condition.names, ...condition.calls].some((name) => intervalWords.test(name))
  );
}

const passWords = /(^|[._])(is_?)?(val(id(ation)?)?|eval(uation|uate)?|test(ing)?)$/i;
const resumeWords = /resum|skip|(steps?|iters?|batches)_(already_)?(trained|done)|start_?(step|iter|batch)/i;

/** What is left when something else was met: not a validation, not the first round, not the rounds that an earlier run has done. */
function isRest({ text, negated, names, operators }: Condition): boolean {
  const isTurned = negated !== /^not\b/.test(text.trim());
  const compares = operators.filter((operator) => operator !== 'not');
  return (
    isTurned &&
    (compares.length === 0
      ? names.length === 1 && names.some((name) => passWords.test(name))
      : compares.length === 1 && (compares[0] === '==' || names.some((name) => resumeWords.test(name)) || isPastLast(compares[0], names)))
  );
}

const limitWords = /(^|[._])(total|max|end|last|stop)_?(train_?|global_?)?(steps?|iters?|iterations?|batch(es)?)$/i;

/** `if step > total_steps: return`: what passes is every round up to the last. */
function isPastLast(comparison: string | undefined, names: readonly string[]): boolean {
  return (comparison === '>' || comparison === '>=') && names.some((name) => limitWords.test(name));
}

const accumulationWords = /(^|[._])\w*accum\w*$/i;

/** `if args.gradient_accumulation_steps > 1`: how many steps make one is set once, and all rounds go the same way. */
function isForWholeRun({ names, operators }: Condition): boolean {
  return operators.length === 1 && names.length === 1 && names.every((name) => accumulationWords.test(name));
}

/** Every so many rounds are still about all of them. */
const fewRounds = 5;

/** `if i % 2 == 0`: the round after next at the latest, or nearly. */
function returnsSoon(condition: Condition): boolean {
  const period = periodOf(condition);
  return period !== undefined && period <= fewRounds;
}

/** The `else` of `if i % n == 0`, or `if i % n != 0`: all rounds but one in so many. */
function leavesOutOneOfMany({ operators, negated, text }: Condition): boolean {
  const comparisons = operators.filter((operator) => operator !== '+' && operator !== '-');
  return (
    comparisons.length === 2 && comparisons.includes('%') && comparisons.includes(negated ? '==' : '!=') && !/^not\b/.test(text.trim())
  );
}

/** How many rounds lie between two that a test of a remainder lets through, where the divisor is known: 5 for `i % 5 == 0`. */
export function periodOf({ operators, compared, negated }: Condition): number | undefined {
  const isPlain = operators.filter((operator) => operator === '%').length === 1 && operators.includes(negated ? '!=' : '==');
  const [remainder] = isPlain ? (compared ?? []) : [];
  const only = remainder?.options.length === 1 ? remainder.options[0]?.value : undefined;
  const divisor = only?.kind === 'unknown' && only.origin.kind === 'operation' ? only.origin.inputs[1] : undefined;
  const period = divisor === undefined ? undefined : constantOf(divisor);
  return typeof period === 'number' && period >= 1 ? period : undefined;
}

const faultWords = /(^|[._])(isnan|isinf|is_nan|is_inf)$/i;
const soundWords = /(^|[._])(isfinite|is_finite)$/i;

/** Runs only when a number has gone wrong: `if torch.isnan(loss)`, `if not math.isfinite(loss)`. */
export function isFaultGuard({ calls, text, negated }: Condition): boolean {
  const isTurned = negated !== /^not\b/.test(text.trim());
  return calls.some((name) => (isTurned ? soundWords : faultWords).test(name));
}

/** Runs on one process of many. */
export function isRankGuard(condition: Condition): boolean {
  return [...condition.names, ...condition.calls].some((name) => rankWords.test(name));
}

/** Runs only while somebody is debugging. */
export function isDebugGuard(condition: Condition): boolean {
  return [...condition.names, ...condition.calls].some(isDebugName);
}

/** `DEBUG`, `args.profile`: a name that a person sets for looking into a fault. */
export function isDebugName(name: string): boolean {
  return debugWords.test(name);
}

/** Runs when a metric improved: `if loss < best_loss`, `if is_best`. */
export function isBestMetricGuard(condition: Condition): boolean {
  const compares = condition.operators.some((operator) => ['<', '>', '<=', '>='].includes(operator));
  return condition.names.some((name) => (compares ? bestWords : bestFlags).test(name));
}

/** Runs on some operating systems only. */
export function isPlatformGuard(condition: Condition): boolean {
  return [...condition.names, ...condition.calls].some((name) => platformWords.test(name));
}

const otherSystems = /\b(windows|win32|win|nt|darwin|mac_?os\w*)\b/i;
const likeLinux = /\b(linux\d?|posix)\b/i;

/** Whether a condition may hold under Linux, as far as it is about the operating system: not `if platform.system() == "Windows"`. */
export function holdsOnLinux(condition: Condition): boolean {
  const { text, negated, operators } = condition;
  const isAboutOthers = otherSystems.test(text);
  if (!isPlatformGuard(condition) || isAboutOthers === likeLinux.test(text) || operators.some((one) => one === 'and' || one === 'or')) {
    return true;
  }
  const isTurned = /^not\b/.test(text.trim()) !== operators.some((one) => one === '!=' || one === 'not in');
  return isAboutOthers === (negated !== isTurned);
}
