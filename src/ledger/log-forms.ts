/** Who wrote a line of a log. */
import { dictionary } from '../python/dictionary';
export type Writer = 'tqdm' | 'keras' | 'transformers' | 'timed steps';

/** One reading of a pace: some steps took some seconds. */
export interface Reading {
  readonly writer: Writer;
  /** Readings of one kind are of the same work: bars of the same title and length, lines of the same form. */
  readonly kind: string;
  /** Steps that were done when the line was printed, and the wall seconds they took. */
  readonly steps: number;
  readonly seconds: number;
  /** What was counted: batches, or steps of the optimizer, which may be made of several. */
  readonly counts: 'batches' | 'steps';
  /** Whether the line stands for the steps before it, so that it takes the place of earlier ones of the same bar. */
  readonly isRunningTotal: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;

interface Form {
  readonly writer: Writer;
  readonly pattern: RegExp;
  readonly read: (groups: Groups) => Omit<Reading, 'writer'> | null;
}

/** Work that is no training: bars of it are passed over. */
const otherWork =
  /\b(val\w*|eval\w*|test\w*|infer\w*|predict\w*|download\w*|map|filter|flatten\w*|tokeni\w+|extract\w*|load\w*|fetch\w*|generat\w*|process\w*|pars\w+|sav\w+|read\w*|cach\w+|sampling|running tokenizer)\b/i;
/** Units of bars over rounds of training. */
const stepUnit = /^(it|step|steps|batch|batches|ba|iter|iters)$/i;
/** Below this the whole seconds that a bar shows are too coarse; its rate is not. */
const fineSeconds = 20;

function tqdm({ title = '', done, total, elapsed = '', rate, per, unit, perUnit }: Groups): Omit<Reading, 'writer'> | null {
  const steps = Number(done);
  if (otherWork.test(title) || steps === 0 || (unit ?? perUnit) === undefined || !stepUnit.test(unit ?? perUnit ?? '')) {
    return null;
  }
  const shown = secondsOf(elapsed);
  const byRate = per === 's' ? steps * Number(rate) : steps / Number(rate);
  const seconds = shown >= fineSeconds || !Number.isFinite(byRate) ? shown : byRate;
  return { kind: `${withoutNumbers(title)}/${String(total)}`, steps, seconds, counts: 'batches', isRunningTotal: true };
}

function keras({ done, total, seconds, minutes, per, unit = '' }: Groups): Omit<Reading, 'writer'> | null {
  const steps = Number(total);
  if (done !== total || steps === 0) {
    return null;
  }
  const bySteps = steps * Number(per) * (unitSeconds[unit] ?? Number.NaN);
  const whole = minutes === undefined ? Number(seconds) : secondsOf(minutes);
  return { kind: `/${String(total)}`, steps, seconds: whole >= fineSeconds ? whole : bySteps, counts: 'batches', isRunningTotal: false };
}

function timed({ done, total, time, unit = 's' }: Groups): Omit<Reading, 'writer'> | null {
  const seconds = Number(time) * (unitSeconds[unit] ?? Number.NaN);
  const isCounted = done !== undefined;
  return seconds > 0
    ? {
        kind: `${isCounted ? 'counted' : ''}/${total ?? ''}`,
        steps: 1,
        seconds,
        counts: isCounted ? 'batches' : 'steps',
        isRunningTotal: false,
      }
    : null;
}

const unitSeconds: Readonly<Record<string, number>> = dictionary({ us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, sec: 1, secs: 1, seconds: 1 });

const number = String.raw`\d+(?:\.\d+)?(?:e[-+]?\d+)?`;

/** The forms that are known, the more particular ones first: the first that fits a line is taken. */
const forms: readonly Form[] = [
  {
    // "Epoch 3:  12%|█▏  | 123/1000 [01:02<07:21,  1.99it/s, loss=0.3]"
    writer: 'tqdm',
    pattern: new RegExp(
      String.raw`^(?<title>.*?)\s*\d+%\s*\|[^|]*\|\s*(?<done>\d+)/(?<total>\d+)\s*\[(?<elapsed>[\d:]+)<[\d:?]+,\s*(?<rate>${number}|\?)(?:(?<per>s)/(?<perUnit>\w+)|\s*(?<unit>\w+)/s)`,
    ),
    read: tqdm,
  },
  {
    // "469/469 [=====] - 12s 25ms/step - loss: 0.3", "469/469 ━━━━ 1:02 25ms/step - loss: 0.3", "469/469 - 12s - loss: 0.3 - 25ms/step"
    writer: 'keras',
    pattern: new RegExp(
      String.raw`(?<done>\d+)/(?<total>\d+)\s*(?:\[[=>.]*\]|[━╸╺\s]+)?\s*-?\s*(?:(?<seconds>\d+)s|(?<minutes>\d+(?::\d+)+))\s.*?(?<per>${number})(?<unit>us|µs|ms|s)/step`,
    ),
    read: keras,
  },
  {
    // "{'train_runtime': 81.2, 'train_samples_per_second': 98.5, 'train_steps_per_second': 6.16, …}"
    writer: 'transformers',
    pattern: new RegExp(
      String.raw`train_runtime['"]?\s*[:=]\s*['"]?(?<runtime>${number}).*train_steps_per_second['"]?\s*[:=]\s*['"]?(?<rate>${number})`,
    ),
    read: ({ runtime, rate }) => {
      const [seconds, steps] = [Number(runtime), Number(runtime) * Number(rate)];
      return steps > 0 ? { kind: 'summary', steps, seconds, counts: 'steps', isRunningTotal: false } : null;
    },
  },
  {
    // "Train: 0 [ 100/1251 (  8%)]  Loss: 6.9  Time: 0.512s, 250.0/s  (0.530s, 241.5/s)", "Epoch: [0][ 10/5005]  Time  0.242 ( 0.523)"
    writer: 'timed steps',
    pattern: new RegExp(
      String.raw`\[\s*(?<done>\d+)/(?<total>\d+).*\bTime:?\s+${number}s?(?:,\s*\S+/s)?\s*\(\s*(?<time>${number})(?<unit>s)?`,
    ),
    read: timed,
  },
  {
    // "Epoch: [0]  [ 100/7393]  eta: 0:24:31  …  time: 0.2003  data: 0.0040"; "iter: 199  …  time: 0.35  data_time: 0.01"
    writer: 'timed steps',
    pattern: new RegExp(
      String.raw`(?:\[\s*(?<done>\d+)/(?<total>\d+)\]|\biter:?\s*\d+).*?(?<![\w.])time:\s*(?<time>${number})\s*(?<unit>ms|s)?[\s,].*\bdata(?:_time)?:`,
    ),
    read: timed,
  },
  {
    // "iter 100: loss 3.2, time 245.31ms, mfu 17.6%"
    writer: 'timed steps',
    pattern: new RegExp(String.raw`\b(?:iter|step)(?:ation)?\s*:?\s*\d+.*\b(?:time|dt):?\s*(?<time>${number})\s*(?<unit>ms|s)\b`),
    read: timed,
  },
  {
    // "step 20: 0.31 s/step", "250 ms/it"
    writer: 'timed steps',
    pattern: new RegExp(
      String.raw`(?<![\w.])(?<time>${number})\s*(?<unit>ms|secs?|seconds|s)\s?(?:/|per)\s?(?:step|iter|iteration|it|batch)\b`,
      'i',
    ),
    read: timed,
  },
];

/** What one line says of a pace; null when it says nothing. */
export function readLine(line: string): Reading | null {
  for (const { writer, pattern, read } of forms) {
    const groups = pattern.exec(line)?.groups;
    if (groups !== undefined) {
      const found = otherWork.test(line.slice(0, 12)) && writer !== 'tqdm' ? null : read(groups);
      return found === null || !(found.seconds > 0) ? null : { writer, ...found };
    }
  }
  return null;
}

/** "1:02:03" and "02:03" in seconds. */
function secondsOf(clock: string): number {
  return clock.split(':').reduce((sum, part) => 60 * sum + Number(part), 0);
}

function withoutNumbers(title: string): string {
  return title
    .replaceAll(/[\d.]+/g, '#')
    .trim()
    .toLowerCase();
}
