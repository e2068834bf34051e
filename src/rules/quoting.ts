import type { CallSite } from '../python/program/call-site';
import type { Place } from '../python/values/trail';

/** The called name of a call, which is what a finding about the call underlines. */
export function calleePlace(site: CallSite): Place {
  return { unit: site.place.unit, start: site.place.start, end: site.argumentList.start };
}
