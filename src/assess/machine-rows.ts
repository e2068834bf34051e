import { count } from '../advice/figures';
import { knownFact } from '../profile/run-profile';
import type { InputsOf } from './input-rows';
import type { InputKey } from './overrides';
import type { InputRow } from './report-model';

/** The rows that settings decide: hardware, place and host. */
export function machineRows(of: InputsOf): readonly InputRow[] {
  const { configuration, estimate } = of;
  const machine = estimate?.machine;
  const grid = estimate?.grid;
  const place = configuration.region ?? configuration.zone;
  return [
    row(of, 'hardware', 'hardware', configuration.hardware, machine?.hardwareName ?? configuration.hardware ?? '', 'pick'),
    countRow(of),
    row(
      of,
      'region',
      'region',
      place ?? (configuration.intensityGramsPerKwh === null ? null : 'given'),
      grid === undefined ? (place ?? '') : `${grid.name}, ${count(Math.round(grid.intensityGramsPerKwh))} g/kWh`,
      'pick',
    ),
    row(of, 'pue', 'PUE', configuration.pue, counted(machine?.pue.value ?? configuration.pue ?? undefined), 'number'),
    row(of, 'cpuCores', 'CPU cores', configuration.cpuCores, counted(configuration.cpuCores ?? machine?.cpuCores), 'number'),
  ];
}

/** Who chooses no number gets that of the code or of its launch, with what else these say. */
function countRow(of: InputsOf): InputRow {
  const { configuration, estimate, run, disputed } = of;
  const plain = row(of, 'count', 'accelerators', configuration.count, counted(configuration.count ?? estimate?.machine.count), 'number');
  if (configuration.count !== null) {
    return plain;
  }
  const devices = knownFact(run, 'devices');
  const count = estimate?.machine.count ?? devices?.value;
  // Whoever names a machine that comes with several has all of them.
  const isOfCode = devices !== undefined && count === devices.value;
  const alternatives = devices === undefined ? (disputed.devices ?? []) : (devices.alternatives ?? []);
  return {
    ...plain,
    ...(isOfCode ? { value: count, display: counted(count), origin: devices.origin, at: devices.at ?? null } : {}),
    alternatives: alternatives.map(({ value, when }) => ({ display: String(value), when })),
  };
}

function row(
  { overrides, problems, estimate }: InputsOf,
  key: InputKey,
  label: string,
  chosen: string | number | null,
  display: string,
  editor: InputRow['editor'],
): InputRow {
  const problem = problems.get(key);
  const overridden = overrides[key] !== undefined && problem === undefined;
  return {
    key,
    label,
    value: chosen ?? valueInForce(key, estimate),
    display,
    origin: overridden ? 'user' : chosen !== null ? 'setting' : originOf(key, estimate),
    at: null,
    alternatives: [],
    editor,
    choices: [],
    overridden,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** What holds although nobody chose it: assumed, or published for the region. */
function originOf(key: InputKey, estimate: InputsOf['estimate']): InputRow['origin'] {
  if (estimate === null) {
    return 'unknown';
  }
  if (estimate.assumptions.some(({ quantity }) => quantity === key)) {
    return 'assumed';
  }
  return key === 'count' && estimate.machine.count === 1 ? 'assumed' : 'catalogue';
}

function valueInForce(key: InputKey, estimate: InputsOf['estimate']): InputRow['value'] {
  switch (key) {
    case 'count':
      return estimate?.machine.count ?? null;
    case 'pue':
      return estimate?.machine.pue.value ?? null;
    case 'cpuCores':
      return estimate?.machine.cpuCores ?? null;
    default:
      return null;
  }
}

function counted(value: number | undefined): string {
  return value === undefined ? '' : count(value);
}
