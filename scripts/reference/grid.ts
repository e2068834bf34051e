// Grid zones: yearly intensity of electricity as consumed, from Electricity Maps (ODbL).
import type { GridZoneRow } from '../../src/reference/rows';
import { readRaw } from './tables';

/** Rows of zones.json. */
export function zones(): readonly GridZoneRow[] {
  const before = new Map(readRaw('electricity-maps-2024.json').map((row) => [row.id, row]));
  const names = readRaw('zone-names.json');
  return readRaw('electricity-maps-2025.json').map(({ id, name, lifecycle }) => {
    const country = before.get(id)?.country;
    const part = id.includes('-') && country !== undefined && country !== name;
    return {
      id,
      name: part ? `${country}, ${name}` : name,
      aliases: [...new Set([...(part && !names.ambiguous.includes(name) ? [name] : []), ...(names.aliases[id] ?? [])])],
      lifecycleGramsPerKwh: lifecycle,
      directGramsPerKwh: before.get(id)?.direct ?? null,
      year: 2025,
    };
  });
}
