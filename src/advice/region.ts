/** The same run on cleaner electricity. */
import type { Estimate } from '../assess/estimate';
import type { CloudRegionRow } from '../reference/rows';
import { count } from './figures';
import type { AdviceRequest, Proposal } from './request';
import { ratioLogWidths } from './saving';

export function cleanerRegions({ present, reference }: AdviceRequest): readonly Proposal[] {
  const { source } = reference.about('zones');
  const here = present.grid.region === null ? null : reference.region(present.grid.region);
  const provider = here?.ok === true ? here.row.provider : null;
  const ranked = reference
    .all('regions')
    .flatMap((row) => {
      const zone = reference.zone(row.zone);
      return zone.ok ? [{ row, gramsPerKwh: zone.row.lifecycleGramsPerKwh }] : [];
    })
    .filter(({ gramsPerKwh }) => gramsPerKwh < present.grid.intensityGramsPerKwh)
    .sort((a, b) => a.gramsPerKwh - b.gramsPerKwh);
  const own = provider === null ? undefined : ranked.find(({ row }) => row.provider === provider);
  const any = ranked.find(({ row }) => known.has(row.provider) && row.provider !== provider);
  return [
    ...(own === undefined ? [] : [proposal(own.row, present, 'change-launch', source)]),
    ...(any === undefined || (own !== undefined && any.gramsPerKwh >= own.gramsPerKwh)
      ? []
      : [proposal(any.row, present, 'compare', source)]),
  ];
}

/** Clouds that rent out accelerators in most of their regions. */
const known: ReadonlySet<string> = new Set(['aws', 'gcp', 'azure']);

function proposal(row: CloudRegionRow, present: Estimate, verb: Proposal['verb'], source: string): Proposal {
  return {
    id: `region:${row.id}`,
    topic: 'region',
    title: `Run in ${row.name}`,
    detail: ({ grid, machine }) =>
      `${count(Math.round(grid.intensityGramsPerKwh))} instead of ${count(Math.round(present.grid.intensityGramsPerKwh))} g/kWh, PUE ${machine.pue.value} instead of ${present.machine.pue.value}; whether it offers the hardware is not checked`,
    verb,
    change: { machine: { region: row.id } },
    accuracy: 'The same training: accuracy stays.',
    source,
    edits: [],
    quantity: 'carbon',
    ratioLogWidth: ratioLogWidths.grid,
  };
}
