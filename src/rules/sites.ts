import type { Activation, CallSite } from '../python/program/call-site';
import type { Program } from '../python/program/program';

/** Evaluations of the document's own calls, by call site: a call in a loop or in a function called twice is one site. */
export function bySite(program: Program, activations: Iterable<Activation>): ReadonlyMap<CallSite, readonly Activation[]> {
  const sites = new Map<CallSite, Activation[]>();
  for (const activation of activations) {
    if (!program.isHere(activation.site.place)) {
      continue;
    }
    const known = sites.get(activation.site);
    if (known === undefined) {
      sites.set(activation.site, [activation]);
    } else {
      known.push(activation);
    }
  }
  return sites;
}
