import { exactly, together, type Quantiles } from '../accounting/quantiles';
import type { ForecastConstants } from './constants';
import type { LogWidths } from './interval';
import { around, combined, symmetric } from './interval';
import type { ResolvedMachine } from './machine';
import type { Pace } from './pace';
import { boardShare, runPower } from './power';
import type { RunForecast } from './run-forecast';

/** The host's share is a rule of thumb: virtual cores and desktop processors differ by half. */
const HOST_LOG_WIDTH = Math.log(1.5);

export interface EnergyInputs {
  readonly machine: ResolvedMachine;
  readonly devices: number;
  readonly pace: Pick<Pace, 'busy' | 'loadingCores'>;
  readonly durationHours: Quantiles;
  /** Of the duration. */
  readonly widths: LogWidths;
  readonly constants: ForecastConstants;
  /** Mean watts of all that runs, per accelerator, where somebody states them: nothing is modelled then. */
  readonly statedWatts?: number | undefined;
}

/** Energy by part. The total is the sum of its parts in each quantile: they grow together with the duration. */
export function forecastEnergy({
  machine,
  devices,
  pace,
  durationHours,
  widths,
  constants,
  statedWatts,
}: EnergyInputs): Pick<RunForecast, 'energyKwh' | 'acceleratorWatts'> {
  if (statedWatts !== undefined) {
    const total = around((statedWatts * devices * durationHours.p50) / 1000, widths);
    return { energyKwh: { accelerators: total, cpu: exactly(0), memory: exactly(0), total }, acceleratorWatts: statedWatts };
  }
  const share = boardShare(machine.accelerator, pace.busy, constants.power);
  const power = runPower(machine, devices, share, pace.loadingCores, constants.power);
  const [below, above] = constants.power.logWidth;
  const kwh = (watts: number, partWidths: LogWidths): Quantiles => around((watts * durationHours.p50) / 1000, combined(widths, partWidths));
  const accelerators = kwh(power.accelerators, { below, above });
  const cpu = kwh(power.host, symmetric(HOST_LOG_WIDTH));
  const memory = kwh(power.memory, symmetric(HOST_LOG_WIDTH));
  return {
    energyKwh: { accelerators, cpu, memory, total: together(together(accelerators, cpu), memory) },
    acceleratorWatts: power.perAccelerator,
  };
}
