import type { CallSummary } from '../python/evaluate/summary';

/** What calls of library functions do beyond their tables, by canonical name. */
export const summaries: ReadonlyMap<string, CallSummary> = new Map<string, CallSummary>([]);
