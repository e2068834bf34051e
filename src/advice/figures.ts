/** Figures inside sentences. `report/` formats everything else; it stands above this floor. */
import type { Estimate } from '../assess/estimate';

/** `2 h 30 min instead of 22 h 26 min`. */
export function time(changed: Estimate, present: Estimate): string {
  const [after, before] = [duration(changed), duration(present)];
  return after === before ? `${after}, as now` : `${after} instead of ${before}`;
}

/** `3 h 05 min`, `12 min`, `5 min 13 s`, `40 s`. */
function duration({ durationHours: { p50 } }: Estimate): string {
  const seconds = Math.round(p50 * 3600);
  const minutes = Math.round(p50 * 60);
  if (seconds < 60) {
    return `${Math.max(1, seconds)} s`;
  }
  if (minutes < 10) {
    return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  }
  if (minutes < 60) {
    return `${minutes} min`;
  }
  if (minutes >= 48 * 60) {
    return `${(minutes / 60 / 24).toFixed(1)} d`;
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

/** `39 %`. */
export function percent(share: number): string {
  return `${Math.max(1, Math.round(share * 100))} %`;
}
