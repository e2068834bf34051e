/**
 * Messages between the extension host and the report page. What the page sends is validated strictly: it names things of the
 * model it was given (a run by index, an input by key, a finding by its place) and never carries a path or an address to open.
 */
import * as v from 'valibot';
import type { ReportModel } from '../assess/report-model';

/** What the page can ask for without naming a part of the report. */
export const pageActions = [
  'ready',
  'chooseHardware',
  'chooseRegion',
  'chooseLaunch',
  'resetLaunch',
  'writeLaunch',
  'estimate',
  'resetAll',
  'pin',
  'unpin',
  'export',
  'openMethod',
  'openSettings',
  'showLog',
] as const;
export type PageAction = (typeof pageActions)[number];

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(300));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const findingReference = v.strictObject({ rule: shortText, line: count, column: count, cell: v.nullable(count) });

/** A finding named by its rule and place, so that a click on a page that is out of date finds nothing instead of something else. */
export type FindingReference = v.InferOutput<typeof findingReference>;

const overrideValue = v.union([v.pipe(v.number(), v.finite()), v.boolean(), v.pipe(v.string(), v.maxLength(300))]);

const pageMessage = v.variant('type', [
  v.strictObject({ type: v.literal('action'), action: v.picklist(pageActions) }),
  v.strictObject({ type: v.literal('selectRun'), index: count }),
  /** Use this typical machine (hardware id of `ReportModel.typical`). */
  v.strictObject({ type: v.literal('useHardware'), hardware: shortText }),
  /** What-if: key and value of a row of the inputs table. */
  v.strictObject({ type: v.literal('override'), key: shortText, value: overrideValue }),
  /** Ask for the value of this row with the host's own pick. */
  v.strictObject({ type: v.literal('pickInput'), key: shortText }),
  v.strictObject({ type: v.literal('reset'), key: shortText }),
  v.strictObject({ type: v.literal('jumpToInput'), key: shortText }),
  /** Id of an option of `ReportModel.launch`. */
  v.strictObject({ type: v.literal('useLaunch'), launch: shortText }),
  /** Try the hardware that this launch asks for. */
  v.strictObject({ type: v.literal('useLaunchHardware'), launch: shortText }),
  v.strictObject({ type: v.literal('jumpToLaunch'), launch: shortText }),
  v.strictObject({ type: v.literal('jumpToFinding'), finding: findingReference }),
  v.strictObject({ type: v.literal('applyFix'), finding: findingReference, fix: count }),
  v.strictObject({ type: v.literal('previewFix'), finding: findingReference, fix: count }),
  v.strictObject({ type: v.literal('openRule'), finding: findingReference }),
  v.strictObject({ type: v.literal('applyAlternative'), id: shortText }),
  v.strictObject({ type: v.literal('previewAlternative'), id: shortText }),
  v.strictObject({ type: v.literal('openSource'), id: shortText }),
  /** The page could not show what it was sent; for the log. */
  v.strictObject({ type: v.literal('fault'), message: v.pipe(v.string(), v.maxLength(2000)) }),
]);
export type PageMessage = v.InferOutput<typeof pageMessage>;

const hostMessage = v.variant('type', [
  /** Sent first, once: the page's texts in the display language, by the keys of `strings`. */
  v.object({ type: v.literal('strings'), locale: v.string(), strings: v.record(v.string(), v.string()) }),
  v.object({ type: v.literal('report'), model: v.custom<ReportModel>(isReportModel) }),
]);
export type HostMessage = v.InferOutput<typeof hostMessage>;

export type Read<T> = { readonly ok: true; readonly message: T } | { readonly ok: false; readonly problem: string };

/** For the host: what the page sent, or why it is not understood (log it and go on). */
export function readPageMessage(raw: unknown): Read<PageMessage> {
  return read(pageMessage, raw);
}

/** For the page: what the host sent, or why it is not understood. */
export function readHostMessage(raw: unknown): Read<HostMessage> {
  return read(hostMessage, raw);
}

function read<T>(schema: v.GenericSchema<unknown, T>, raw: unknown): Read<T> {
  const result = v.safeParse(schema, raw);
  if (result.success) return { ok: true, message: result.output };
  return { ok: false, problem: result.issues.map((issue) => `${v.getDotPath(issue) ?? 'message'}: ${issue.message}`).join('; ') };
}

/** The outline only: host and page come from one build, and types hold the rest. */
function isReportModel(raw: unknown): boolean {
  if (typeof raw !== 'object' || raw === null || !('state' in raw)) return false;
  if (raw.state === 'empty') return 'reason' in raw;
  if (raw.state === 'error') return 'message' in raw;
  if (raw.state !== 'ready') return false;
  const model = raw as Readonly<Record<string, unknown>>;
  return ['runs', 'typical', 'inputs', 'measures'].every((part) => Array.isArray(model[part]));
}
