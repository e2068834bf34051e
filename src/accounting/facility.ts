import type { Quantiles } from './quantiles';
import { scaled, together } from './quantiles';

export interface FacilityEnergy {
  /** Cooling, conversion and light: what the building draws beyond its machines. */
  readonly facilityKwh: Quantiles;
  /** At the building's meter; machines and facility add up to it in every quantile. */
  readonly totalKwh: Quantiles;
}

/**
 * What a PUE can be: 1 is a building that spends nothing beside its machines. Above 3 it wastes twice what it computes with;
 * the survey average is 1.56 (Uptime Institute 2024).
 */
export const pueBounds = { minimum: 1, maximum: 3 } as const;

/** PUE is the energy of the building over that of its machines (ISO/IEC 30134-2). */
export function withFacility(machinesKwh: Quantiles, pue: number): FacilityEnergy {
  const facilityKwh = scaled(machinesKwh, pue - 1);
  return { facilityKwh, totalKwh: together(machinesKwh, facilityKwh) };
}
