import type { ForecastConstants } from '../../../src/forecast/constants';
import type { Reference } from '../../../src/reference/reference';
import { estimateRun } from '../../../src/assess/estimate-run';
import { nothingChosen } from '../../../src/assess/configuration';
import { withPeers } from '../../../src/assess/peer-methods';
import type { ScoredRun } from './scored-run';
import type { Score } from './statistics';
import { balanced, byGroup, bySource, coverage, pinball, scoreOf } from './statistics';

/** Markdown tables of docs/accuracy.md. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '--:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const two = (value: number): string => value.toFixed(2);
const interval = ([low, high]: readonly [number, number]): string => `${two(low)}–${two(high)}`;

type Measure = (members: readonly ScoredRun[]) => number;

const measures: Readonly<Record<'within15' | 'within2' | 'covered', Measure>> = {
  within15: (members) => scoreOf(members.map(({ time }) => time)).within15,
  within2: (members) => scoreOf(members.map(({ time }) => time)).within2,
  covered: (members) => coverage(members.map(({ time }) => time)),
};

/** What the page is read for: shares with the interval that comes of drawing sources anew. */
export function headline(scored: readonly ScoredRun[]): string {
  const metered = scored.filter(({ energy }) => energy !== null);
  const energyScore = (key: 'within15' | 'within2') => (members: readonly ScoredRun[]) =>
    scoreOf(members.flatMap(({ energy }) => energy ?? []))[key];
  const energyCovered: Measure = (members) => coverage(members.flatMap(({ energy }) => energy ?? []));
  const row = (name: string, of: readonly ScoredRun[], isBalanced: boolean, [within15, within2, covered]: readonly Measure[]): string[] => {
    const cell = (measure: Measure | undefined): string => {
      if (measure === undefined || of.length === 0) return '–';
      const statistic = isBalanced ? (members: readonly ScoredRun[]) => balanced(members, measure) : measure;
      return `${two(statistic(of))} (${interval(bySource(of, statistic))})`;
    };
    return [name, String(of.length), String(new Set(of.map(({ run }) => run.source)).size), cell(within15), cell(within2), cell(covered)];
  };
  const time = [measures.within15, measures.within2, measures.covered];
  return table(
    ['', 'runs', 'sources', 'within ×1.5', 'within ×2', 'inside P10–P90'],
    [
      row('time, each class counted once', scored, true, time),
      row('time, each run counted once', scored, false, time),
      row(
        'models that other folds hold',
        scored.filter(({ isModelKnown }) => isModelKnown),
        false,
        time,
      ),
      row(
        'models that no other fold holds',
        scored.filter(({ isModelKnown }) => !isModelKnown),
        false,
        time,
      ),
      row(
        'accelerators that no other fold holds',
        scored.filter(({ isAcceleratorKnown }) => !isAcceleratorKnown),
        false,
        time,
      ),
      row(
        'whole runs of scripts, start to end',
        scored.filter(({ isWholeRun }) => isWholeRun),
        false,
        time,
      ),
      row('energy of the board, each class counted once', metered, true, [energyScore('within15'), energyScore('within2'), energyCovered]),
    ],
  );
}

export function byClassTable(scored: readonly ScoredRun[]): string {
  const shares = ({ within15, within2 }: Score): string => `${two(within15)} / ${two(within2)}`;
  const rows = [...byGroup(scored)].map(([name, members]) => {
    const ours = scoreOf(members.map(({ time }) => time));
    const of = (key: 'p0' | 'p2' | 'p3'): string => shares(scoreOf(members.map(({ baselines }) => baselines[key])));
    const answers = members.map(({ time }) => time);
    const cards = new Set(members.map(({ run }) => run.hardware)).size;
    const sources = new Set(members.map(({ run }) => run.source)).size;
    return [
      name,
      String(ours.runs),
      `${String(sources)} / ${String(cards)}`,
      `×${two(ours.median)}`,
      shares(ours),
      of('p3'),
      of('p2'),
      of('p0'),
      two(coverage(answers)),
      pinball(answers).toFixed(3),
    ];
  });
  return table(['class', 'runs', 'sources / accelerators', 'median', 'ours', 'P3', 'P2', 'P0', 'inside P10–P90', 'pinball'], rows);
}

export function noveltyTable(scored: readonly ScoredRun[]): string {
  const rows = [true, false].flatMap((model) =>
    [true, false].flatMap((accelerator) => {
      const members = scored.filter((one) => one.isModelKnown === model && one.isAcceleratorKnown === accelerator);
      if (members.length === 0) return [];
      const answers = members.map(({ time }) => time);
      const score = scoreOf(answers);
      const widths = answers.map(({ below, above }) => Math.exp((below + above) / 2)).sort((left, right) => left - right);
      return [
        [
          `model ${model ? 'known' : 'new'}, accelerator ${accelerator ? 'known' : 'new'}`,
          String(score.runs),
          `×${two(score.median)}`,
          two(score.within15),
          two(score.within2),
          two(coverage(answers)),
          `×${two(widths[Math.floor(widths.length / 2)] ?? 0)}`,
        ],
      ];
    }),
  );
  return table(['', 'runs', 'median', 'within ×1.5', 'within ×2', 'inside P10–P90', 'median half width'], rows);
}

/** Counts of runs under a name each, most first. */
export function counts(scored: readonly ScoredRun[], nameOf: (one: ScoredRun) => string, head: string, most: number): string {
  const sizes = new Map<string, number>();
  for (const one of scored) sizes.set(nameOf(one), (sizes.get(nameOf(one)) ?? 0) + 1);
  const sorted = [...sizes].sort((left, right) => right[1] - left[1]);
  const rest = sorted.slice(most).reduce((sum, [, size]) => sum + size, 0);
  const shown = sorted.slice(0, most).map(([name, size]) => [name, String(size), `${String(Math.round((100 * size) / scored.length))} %`]);
  const others =
    rest === 0 ? [] : [[`${String(sorted.length - most)} others`, String(rest), `${String(Math.round((100 * rest) / scored.length))} %`]];
  return table([head, 'runs', 'share'], [...shown, ...others]);
}

/** Energy of metered runs: ours without the hours, and the calculators that are told the true hours. */
export function energyTable(scored: readonly ScoredRun[], tables: Reference, outOfFold: readonly ForecastConstants[]): string {
  const metered = scored.filter(({ energy }) => energy !== null);
  const answers = metered.flatMap(({ run, energy }) => {
    const chosen = { ...nothingChosen, hardware: run.hardware, count: run.count, pue: 1, intensityGramsPerKwh: 400 };
    const constants = outOfFold[run.fold];
    const given = withPeers(
      estimateRun(run.profile, chosen, tables, { hours: run.hours, ...(constants === undefined ? {} : { constants }) }),
      tables,
    );
    if ('error' in given || energy === null || run.boardKwh === null) return [];
    const measured = run.boardKwh;
    const of = (kwh: number): { logError: number } => ({ logError: Math.log(measured / kwh) });
    const limit = (run.machine.accelerator.tdpWatts * run.count * run.hours) / 1000;
    const peer = given.methods.find(({ method }) => method === 'green-algorithms');
    return [
      {
        ours: energy,
        oursGivenHours: of(given.breakdown.accelerators.energyKwh.p50),
        tdp: of(limit),
        half: of(limit * CCF_HALF_LOAD),
        greenAlgorithms: peer === undefined ? null : of(peer.energyKwh),
      },
    ];
  });
  const row = (name: string, told: string, list: readonly { logError: number }[]): string[] => {
    const { runs, median, within15, within2 } = scoreOf(list);
    return [name, told, String(runs), `×${two(median)}`, two(within15), two(within2)];
  };
  return table(
    ['method', 'told the hours', 'runs', 'median', 'within ×1.5', 'within ×2'],
    [
      row(
        'Joulewise, out of fold',
        'no',
        answers.map(({ ours }) => ours),
      ),
      row(
        'Joulewise, out of fold',
        'yes',
        answers.map(({ oursGivenHours }) => oursGivenHours),
      ),
      row(
        'ML CO2 Impact: power limit × hours',
        'yes',
        answers.map(({ tdp }) => tdp),
      ),
      row(
        'Cloud Carbon Footprint: half load',
        'yes',
        answers.map(({ half }) => half),
      ),
      row(
        'Green Algorithms: limit × hours + cores + memory',
        'yes',
        answers.flatMap(({ greenAlgorithms }) => greenAlgorithms ?? []),
      ),
    ],
  );
}

/** Cloud Carbon Footprint takes an accelerator at half load between 0.115 and 1.0175 of its limit (coefficients, 2021–26). */
const CCF_HALF_LOAD = (0.115 + 1.0175) / 2;
