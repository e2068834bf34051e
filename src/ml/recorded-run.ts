import type { Program } from '../python/program/program';
import { spanOf } from '../python/program/trails';
import type { Fragment } from '../python/source/document';
import type { Place } from '../python/values/trail';
import { layers, type Context } from '../python/program/context';

/** What a cell of a notebook printed of a run, as the notebook holds it. */
export interface RecordedRun {
  /** Wall seconds of all that the cell tells of; null where it tells of none. */
  readonly seconds: number | null;
  /** Epochs that were begun, and those that were asked for; null where none are printed. */
  readonly epochs: { readonly done: number; readonly asked: number } | null;
  /** The validation loss after each epoch. */
  readonly validationLosses: readonly number[];
}

const nothing: RecordedRun = { seconds: null, epochs: null, validationLosses: [] };

/** What the cell of a place printed. */
export function recordedAt(program: Program, place: Place): RecordedRun {
  const { document, fragment } = spanOf(place);
  const cell = document.fragments[fragment];
  return document === program.document && cell?.printed !== undefined ? recordedBy(cell) : nothing;
}

const remembered = new WeakMap<Fragment, RecordedRun>();

function recordedBy(cell: Fragment): RecordedRun {
  const known = remembered.get(cell) ?? readRun(cell.printed ?? '');
  remembered.set(cell, known);
  return known;
}

/** The cell from which something runs: that of the call which led to it, through functions that are defined in others. */
export function startOf(place: Place, context: Context): Place {
  const entered = [...layers(context)].flatMap((layer) => (layer.kind === 'frame' && layer.by !== null ? [layer.by.site.place] : []));
  return entered.at(-1) ?? place;
}

/** Reads what Keras, tqdm, Transformers, the clock of a cell, and people print of how long a run took. */
export function readRun(printed: string): RecordedRun {
  const text = printed.replaceAll(escapes, '').replaceAll(/[\r\b]+/g, '\n');
  const epochs = epochsOf(text);
  const seconds = [epochs.reduce((sum, epoch) => sum + (epoch.seconds ?? 0), 0), byBars(text), bySummary(text), byWords(text)];
  const longest = Math.max(...seconds);
  return {
    seconds: longest > 0 ? longest : null,
    epochs: epochs.length === 0 ? null : { done: epochs.length, asked: Math.max(...epochs.map(({ asked }) => asked)) },
    validationLosses: epochs.flatMap(({ validationLoss }) => (validationLoss === null ? [] : [validationLoss])),
  };
}

// eslint-disable-next-line no-control-regex -- the escape character is what such a sequence starts with
const escapes = /\u001B\[[0-9;?]*[A-Za-z]/g;

interface PrintedEpoch {
  readonly asked: number;
  readonly seconds: number | null;
  readonly validationLoss: number | null;
}

/** `Epoch 3/50`, and behind it the bar of Keras, whose last state counts: `782/782 [====] - 5s 6ms/step - loss: 0.3 - val_loss: 0.4`. */
function epochsOf(text: string): readonly PrintedEpoch[] {
  const [, ...parts] = text.split(/^\s*Epoch (?=\d+\/\d+\s*$)/m);
  return parts.map((part) => ({
    asked: Number(/^\d+\/(\d+)/.exec(part)?.[1]),
    seconds: lastNumber(part, /(?:^|-|[\]━])\s*(\d+)s\b/gm),
    validationLoss: lastNumber(part, /\bval_loss: ([\d.]+(?:e[-+]?\d+)?)/g),
  }));
}

function lastNumber(text: string, pattern: RegExp): number | null {
  const last = [...text.matchAll(pattern)].at(-1)?.[1];
  return last === undefined ? null : Number(last);
}

/** Bars of tqdm that were filled, and those of the Transformers trainer: `100%|███| 51/51 [01:40<00:00`, `[51/51 01:40, Epoch 1/1]`. */
function byBars(text: string): number {
  const bars = [...text.matchAll(/100%\|[^|\n]*\|\s*(\d+)\/\1\s*\[([\d:]+)</g), ...text.matchAll(/\[(\d+)\/\1\s+([\d:]+), Epoch/g)];
  return bars.reduce((sum, [, , clock = '']) => sum + secondsOf(clock), 0);
}

function secondsOf(clock: string): number {
  return clock.split(':').reduce((sum, part) => 60 * sum + Number(part), 0);
}

/** `'train_runtime': 100.2`, `Wall time: 1min 2s`. */
function bySummary(text: string): number {
  const [runtime, wall] = [lastNumber(text, /train_runtime['"]?\s*[:=]\s*['"]?([\d.]+)/g), /Wall time: ([^\n]+)/.exec(text)?.[1] ?? ''];
  return Math.max(runtime ?? 0, ...[sumOfParts(wall)]);
}

function sumOfParts(duration: string): number {
  return [...duration.matchAll(/([\d.]+)\s*(d|h|min|ms|s)\b/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (unitSeconds.get(unit) ?? 0),
    0,
  );
}

/** `Training took 27.66 min in total`, `Elapsed time: 81 s`: added up, since each may be of a part. */
function byWords(text: string): number {
  return [
    ...text.matchAll(
      /\b(?:took|time|elapsed|runtime|duration)\b[^\d\n]{0,30}?([\d.]+)\s*(seconds?|secs?|minutes?|mins?|hours?|hrs?|s|m|h)\b/gi,
    ),
  ].reduce((sum, [, count, unit = '']) => sum + Number(count) * (unitSeconds.get(unit.toLowerCase().replace(/(?<=\w{2})s$/, '')) ?? 0), 0);
}

const unitSeconds = new Map(
  Object.entries({ ms: 1e-3, s: 1, sec: 1, second: 1, m: 60, min: 60, minute: 60, h: 3600, hr: 3600, hour: 3600, d: 86_400 }),
);

/** Runs that are over before anything is saved by a change: five minutes. */
const shortSeconds = 300;

/** Whether the notebook holds the record of a run that came to its end within minutes. */
export function isRecordedShort({ seconds, epochs }: RecordedRun, within = shortSeconds): boolean {
  return seconds !== null && seconds < within && (epochs === null || epochs.done === epochs.asked);
}

/** Epochs without a better loss after which a training is usually stopped. */
const patience = 5;
/** A smaller part of the epochs is not worth stopping for. */
const worthStopping = 0.2;

/** Whether the printed losses show that stopping early would have saved next to nothing: the best round was one of the last. */
export function wasNotWorthStopping({ epochs, validationLosses }: RecordedRun): boolean {
  if (epochs === null || epochs.done < epochs.asked || validationLosses.length < epochs.asked) {
    return false;
  }
  const best = validationLosses.indexOf(Math.min(...validationLosses)) + 1;
  return 1 - (best + patience) / validationLosses.length < worthStopping;
}
