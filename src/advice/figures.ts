/** Figures inside sentences. `report/` formats everything else; it stands above this floor. */
import type { Estimate } from '../assess/estimate';

/** `3 h 05 min`, `12 min`, `40 s`. */
export function duration({ durationHours: { p50 } }: Estimate): string {
  const minutes = Math.round(p50 * 60);
  if (minutes < 2) {
    return `${Math.max(1, Math.round(p50 * 3600))} s`;
  }
  if (minutes < 60) {
    return `${minutes} min`;
  }
  if (minutes >= 48 * 60) {
    return `${Math.round(minutes / 60 / 24)} d`;
  }
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

export function count(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: Number.isInteger(value) ? 21 : 3 });
}

/** `80.9`, `77.0`. */
export function score(value: number): string {
  return value.toFixed(1);
}

/** `4.1 GFLOPs`. */
export function work(flops: number): string {
  return flops >= 1e12 ? `${(flops / 1e12).toPrecision(2)} TFLOPs` : `${(flops / 1e9).toPrecision(2)} GFLOPs`;
}
