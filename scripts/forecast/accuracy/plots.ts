import type { ScoredRun } from './scored-run';
import { byGroup, coverage } from './statistics';

/** Pictures of docs/accuracy.md: plain SVG, readable on light and dark pages. */
const WIDTH = 720;
const INK = '#57606a';
const GRID = '#8c959f';
const ACCENT = '#1a7f5a';
const WHOLE = '#bc4c00';
const TEXT = `font-family="system-ui, sans-serif" font-size="12" fill="${INK}"`;

const round = (value: number): string => value.toFixed(1);

function picture(height: number, title: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(height)}" role="img" aria-label="${title}"><title>${title}</title>${body}</svg>\n`;
}

function line(x1: number, y1: number, x2: number, y2: number, more = ''): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${GRID}" ${more}/>`;
}

function text(x: number, y: number, words: string, anchor = 'start'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" ${TEXT}>${words}</text>`;
}

/** Points as one path of strokes without length: a tenth of the bytes of circles. */
function dots(points: readonly (readonly [x: number, y: number])[], size: number, colour: string): string {
  const moves = points.map(([x, y]) => `M${round(x)} ${round(y)}h0`).join('');
  return `<path d="${moves}" stroke="${colour}" stroke-width="${String(size)}" stroke-linecap="round" stroke-opacity="0.55" fill="none"/>`;
}

/** One row of points a class: measured over forecast time, with lines at ×1.5 and ×2. */
export function errorsByClass(scored: readonly ScoredRun[]): string {
  const rows = [...byGroup(scored)];
  const left = 170;
  const right = WIDTH - 20;
  const rowHeight = 30;
  const bottom = 20 + rows.length * rowHeight;
  const limit = Math.log(4);
  const x = (logError: number): number => left + ((Math.max(-limit, Math.min(limit, logError)) + limit) / (2 * limit)) * (right - left);
  const marks = [1 / 4, 1 / 2, 1 / 1.5, 1, 1.5, 2, 4]
    .map((factor) => {
      const label = factor < 1 ? `÷${String(Math.round(10 / factor) / 10)}` : `×${String(factor)}`;
      const at = x(Math.log(factor));
      return line(at, 12, at, bottom, factor === 1 ? '' : 'stroke-dasharray="2 4"') + text(at, bottom + 16, label, 'middle');
    })
    .join('');
  const body = rows
    .map(([name, members], row) => {
      const middle = 20 + row * rowHeight + rowHeight / 2;
      const points = dots(
        members.map(({ time }, index) => [x(time.logError), middle + ((index * 7) % 17) - 8] as const),
        3.6,
        ACCENT,
      );
      return text(left - 8, middle + 4, `${escaped(name)} (${String(members.length)})`, 'end') + points;
    })
    .join('\n');
  return picture(
    bottom + 42,
    'Measured over forecast time, by class',
    marks + body + text((left + right) / 2, bottom + 34, 'measured over forecast time; points beyond ×4 stand at the edge', 'middle'),
  );
}

/** Measured against forecast duration of every run, both axes logarithmic. */
export function measuredAgainstForecast(scored: readonly ScoredRun[]): string {
  const hours = scored.flatMap(({ run, time }) => [run.hours, run.hours / Math.exp(time.logError)]);
  const low = Math.floor(Math.log10(Math.min(...hours)));
  const high = Math.ceil(Math.log10(Math.max(...hours)));
  const side = 480;
  const x = (value: number): number => 80 + ((Math.log10(value) - low) / (high - low)) * side;
  const y = (value: number): number => 20 + side - ((Math.log10(value) - low) / (high - low)) * side;
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  const grid = ticks
    .map(
      (tick) =>
        line(x(tick), 20, x(tick), 20 + side, 'stroke-opacity="0.3"') +
        line(80, y(tick), 80 + side, y(tick), 'stroke-opacity="0.3"') +
        text(x(tick), 38 + side, String(tick), 'middle') +
        text(74, y(tick) + 4, String(tick), 'end'),
    )
    .join('');
  const [least, most] = [10 ** low, 10 ** high];
  const bands = [1, 2, 1 / 2]
    .map((factor) => {
      const [from, to] = factor >= 1 ? [least, most / factor] : [least / factor, most];
      return line(x(from), y(from * factor), x(to), y(to * factor), factor === 1 ? '' : 'stroke-dasharray="4 4"');
    })
    .join('');
  const at = ({ run, time }: ScoredRun): readonly [number, number] => [x(run.hours / Math.exp(time.logError)), y(run.hours)];
  const points =
    dots(scored.filter(({ isWholeRun }) => !isWholeRun).map(at), 3.6, ACCENT) +
    dots(scored.filter(({ isWholeRun }) => isWholeRun).map(at), 6, WHOLE);
  const legend =
    text(590, 60, 'green: time of a fixed') +
    text(590, 76, 'number of samples,') +
    text(590, 92, 'from step throughput') +
    text(590, 120, 'orange: whole runs') +
    text(590, 148, 'dashed: factor of 2');
  const axes = text(80 + side / 2, 56 + side, 'forecast, hours', 'middle') + text(16, 14, 'measured, hours');
  return picture(side + 70, 'Measured against forecast hours', grid + bands + points + legend + axes);
}

/** Share of runs inside P10–P90 for each class. */
export function coverageByClass(scored: readonly ScoredRun[]): string {
  const rows = [...byGroup(scored)];
  const left = 170;
  const right = WIDTH - 60;
  const rowHeight = 24;
  const bottom = 20 + rows.length * rowHeight;
  const x = (share: number): number => left + share * (right - left);
  const marks = [0, 0.65, 0.8, 0.95]
    .map(
      (share) =>
        line(x(share), 12, x(share), bottom, share === 0.8 ? '' : 'stroke-dasharray="2 4"') +
        text(x(share), bottom + 16, `${String(Math.round(100 * share))} %`, 'middle'),
    )
    .join('');
  const body = rows
    .map(([name, members], row) => {
      const share = coverage(members.map(({ time }) => time));
      const top = 20 + row * rowHeight + 5;
      const bar = `<rect x="${String(left)}" y="${String(top)}" width="${round(x(share) - left)}" height="14" fill="${ACCENT}" fill-opacity="0.7"/>`;
      return (
        bar +
        text(left - 8, top + 11, `${escaped(name)} (${String(members.length)})`, 'end') +
        text(x(share) + 4, top + 11, share.toFixed(2))
      );
    })
    .join('\n');
  return picture(bottom + 24, 'Share of measurements inside P10 to P90, by class', marks + body);
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
