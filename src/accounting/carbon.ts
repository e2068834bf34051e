/**
 * Greenhouse gases by kind. Kinds that differ are different types, so that no sum mixes them:
 * operational carbon of one scope adds only to operational carbon of the same scope, and never to embodied carbon.
 */
import type { GridDescription } from '../assess/estimate';
import type { Quantiles } from './quantiles';
import { scaled, together } from './quantiles';

/** Life cycle counts building and fuelling power plants too, direct only what they burn; given is whatever the person's number counts. */
export type CarbonScope = GridDescription['scope'];

/** Of the electricity a run uses. */
export interface OperationalCarbon<Scope extends CarbonScope> {
  readonly kind: 'operational';
  readonly scope: Scope;
  readonly kg: Quantiles;
}

/** Of making the machine, as far as the run wears it out. */
export interface EmbodiedCarbon {
  readonly kind: 'embodied';
  readonly kg: Quantiles;
  readonly source: string;
}

/** kWh at the facility's meter × gCO2e per kWh. The intensity is taken as exact: its scatter over the year is told with the grid, not here. */
export function operationalCarbon<Scope extends CarbonScope>(
  facilityKwh: Quantiles,
  grid: { readonly intensityGramsPerKwh: number; readonly scope: Scope },
): OperationalCarbon<Scope> {
  return { kind: 'operational', scope: grid.scope, kg: scaled(facilityKwh, grid.intensityGramsPerKwh / 1000) };
}

/** Adds operational carbon of one scope. */
export function addedCarbon<Scope extends CarbonScope>(
  first: OperationalCarbon<Scope>,
  second: OperationalCarbon<NoInfer<Scope>>,
): OperationalCarbon<Scope> {
  return { ...first, kg: together(first.kg, second.kg) };
}
