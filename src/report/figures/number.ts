/** Numbers as text, in the reader's language and never in more digits than they deserve. */

/** Between a number and its unit: they are never parted at the end of a line. */
export const noBreakSpace = '\u00a0';
/** The true minus sign, as wide as a plus. */
export const minus = '\u2212';

/** Decimals that show about three digits: 0.42, 1.40, 14.0, 140. */
export function decimalsFor(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 100) return 0;
  if (size >= 9.995) return 1;
  if (size >= 0.1) return 2;
  return Math.min(8, 1 - Math.floor(Math.log10(size)));
}

/** A number with fixed decimals; an unknown locale falls back to English. */
export function formatNumber(value: number, decimals: number, locale: string): string {
  if (!Number.isFinite(value)) return '–';
  return formatter(locale, decimals).format(value).replace('-', minus);
}

/** A number with about three digits. */
export function formatAmount(value: number, locale: string): string {
  return formatNumber(value, decimalsFor(value), locale);
}

/** A factor of a product that the reader may check: three significant digits, whole numbers in full. */
export function formatFactor(value: number, locale: string): string {
  if (Number.isInteger(value) || value === 0) return formatNumber(value, 0, locale);
  return formatNumber(value, Math.min(9, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))), locale);
}

/** A count: whole, grouped. */
export function formatCount(value: number, locale: string): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : decimalsFor(value), locale);
}

/** A share as whole percent: `41 %`. */
export function formatPercent(share: number, locale: string): string {
  return `${formatNumber(share * 100, 0, locale)}${noBreakSpace}%`;
}

/** A relative change with its sign, as whole percent without the sign `%`: `−41`, `+7`. */
export function formatChange(change: number, locale: string): string {
  const rounded = Math.round(change * 100);
  return rounded > 0 ? `+${formatNumber(rounded, 0, locale)}` : formatNumber(rounded === 0 ? 0 : rounded, 0, locale);
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${String(decimals)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const made = new Intl.NumberFormat(isLocale(locale) ? locale : 'en', options);
  formatters.set(key, made);
  return made;
}

function isLocale(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    // A tag that is not BCP 47, such as `pt_BR.UTF-8` from an environment variable.
    return false;
  }
}
