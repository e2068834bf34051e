import type { CallSite } from '../python/program/call-site';
import type { Place } from '../python/values/trail';

/** The called name of a call, which is what a finding about the call underlines. */
export function calleePlace(site: CallSite): Place {
  return { unit: site.place.unit, start: site.place.start, end: site.argumentList.start };
}

/** The last name of a called chain: `map` in `files.map(read).batch(8)`, wherever the chain starts. */
export function namePlace(site: CallSite): Place {
  const { unit, end } = calleePlace(site);
  return site.name === '' ? calleePlace(site) : { unit, start: end - site.name.length, end };
}
