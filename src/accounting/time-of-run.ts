import type { GridDescription } from '../assess/estimate';

/** How the intensity of a grid goes through a day, and when a run starts in it. */
export interface TimeOfRun {
  /** Grams per kWh, or any figure in proportion to them, of each hour from midnight; 24 for one day. */
  readonly byHour: readonly number[];
  /** Local hour of the first step, from 0 to less than 24; parts of an hour count. */
  readonly startHour: number;
}

export const HOURS_OF_DAY = 24;

/** One sentence on what is wrong with a profile, or null. */
export function timeOfRunProblem({ byHour, startHour }: TimeOfRun): string | null {
  if (byHour.length !== HOURS_OF_DAY || byHour.some((value) => !Number.isFinite(value) || value < 0) || meanOf(byHour) === 0) {
    return 'The hourly profile must be 24 numbers from 0, one for each hour from midnight, and not all zero.';
  }
  return startHour >= 0 && startHour < HOURS_OF_DAY
    ? null
    : `The start must be an hour of the day from 0 to less than 24, not ${String(startHour)}.`;
}

/** Mean intensity over the hours that a run lasts, over that of the whole day; near 1 for runs of many days. */
export function timeOfRunFactor({ byHour, startHour }: TimeOfRun, hours: number): number {
  const days = Math.floor(hours / HOURS_OF_DAY);
  const rest = hours - days * HOURS_OF_DAY;
  const ofDay = meanOf(byHour);
  let left = rest;
  let clock = startHour;
  let sum = days * HOURS_OF_DAY * ofDay;
  while (left > 1e-9) {
    const within = Math.min(left, Math.floor(clock) + 1 - clock);
    sum += within * (byHour[Math.floor(clock) % HOURS_OF_DAY] ?? ofDay);
    clock += within;
    left -= within;
  }
  return hours > 0 ? sum / (hours * ofDay) : 1;
}

/** The grid at the time of the run: its yearly intensity times the factor, with the reason in its source. */
export function gridAtTimeOfRun(grid: GridDescription, time: TimeOfRun, hours: number): GridDescription {
  const factor = timeOfRunFactor(time, hours);
  return {
    ...grid,
    intensityGramsPerKwh: grid.intensityGramsPerKwh * factor,
    source: `${grid.source}, × ${factor.toFixed(3)} for a start at ${clockTime(time.startHour)} by the hourly profile given`,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function clockTime(hour: number): string {
  const minutes = Math.round((hour % 1) * 60);
  return `${String(Math.floor(hour)).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
