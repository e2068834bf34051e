/** Durations in the units that people plan with: `42 s`, `12 min`, `3 h 05 min`, `4 d 6 h`. */
import { formatNumber, noBreakSpace } from './number';

/** The figure and its last unit apart, so that a headline can set them in different sizes. */
export interface DurationParts {
  readonly figure: string;
  readonly unit: 's' | 'min' | 'h' | 'd' | '';
}

export function durationParts(hours: number, locale: string): DurationParts {
  if (!Number.isFinite(hours) || hours < 0) return { figure: '–', unit: '' };
  const seconds = hours * 3600;
  if (seconds < 9.95) return { figure: formatNumber(seconds, seconds === 0 ? 0 : seconds < 0.095 ? 3 : 1, locale), unit: 's' };
  if (seconds < 59.5) return { figure: formatNumber(seconds, 0, locale), unit: 's' };
  if (seconds < 595) return minutesAndSeconds(Math.round(seconds), locale);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return { figure: formatNumber(minutes, 0, locale), unit: 'min' };
  if (minutes < 48 * 60) return hoursAndMinutes(minutes, locale);
  return daysAndHours(Math.round(hours), locale);
}

/** `3 h 05 min`. */
export function formatDuration(hours: number, locale: string): string {
  const { figure, unit } = durationParts(hours, locale);
  return unit === '' ? figure : `${figure}${noBreakSpace}${unit}`;
}

function minutesAndSeconds(seconds: number, locale: string): DurationParts {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (rest === 0) return { figure: formatNumber(minutes, 0, locale), unit: 'min' };
  return { figure: `${formatNumber(minutes, 0, locale)}${noBreakSpace}min${noBreakSpace}${twoDigits(rest)}`, unit: 's' };
}

function hoursAndMinutes(minutes: number, locale: string): DurationParts {
  const hours = formatNumber(Math.floor(minutes / 60), 0, locale);
  return { figure: `${hours}${noBreakSpace}h${noBreakSpace}${twoDigits(minutes % 60)}`, unit: 'min' };
}

function daysAndHours(hours: number, locale: string): DurationParts {
  const days = Math.floor(hours / 24);
  const rest = hours % 24;
  if (days >= 10 || rest === 0) return { figure: formatNumber(Math.round(hours / 24), 0, locale), unit: 'd' };
  return { figure: `${formatNumber(days, 0, locale)}${noBreakSpace}d${noBreakSpace}${String(rest)}`, unit: 'h' };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
