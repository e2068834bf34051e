/** Models of the same task and library that do less work for nearly the same published accuracy. */
import type { Estimate } from '../assess/estimate';
import { factValue, knownFact } from '../profile/run-profile';
import type { ModelRow } from '../reference/rows';
import { percent, score, time } from './figures';
import { modelEdits } from './model-edit';
import type { AdviceRequest, Proposal } from './request';
import { exceedsError, ratioLogWidths, savingOf } from './saving';

interface Benchmark {
  readonly key: string;
  readonly name: string;
  /** Points of accuracy that may be given up, in the benchmark's own points. */
  readonly distance: number;
}

/** The distances are ours; what is given up is stated with each alternative. */
const benchmarks: readonly Benchmark[] = [
  { key: 'imagenet-top1', name: 'ImageNet top-1', distance: 2 },
  { key: 'glue-dev', name: 'GLUE dev', distance: 3 },
  { key: 'coco-box-ap', name: 'COCO box AP', distance: 2 },
  { key: 'coco-voc-miou', name: 'COCO mIoU', distance: 2 },
  { key: 'kinetics400-top1', name: 'Kinetics-400 top-1', distance: 2 },
];

/** Without published weights, what other data sets taught them does not count. */
const fromScratch: Benchmark = { key: 'imagenet-top1-1k-only', name: 'ImageNet-1k top-1', distance: 2 };

/** Differences below this are within what seeds and recipes make. */
const sameAccuracy = 0.5;

export function architectures(request: AdviceRequest): readonly Proposal[] {
  const { run, reference, present } = request;
  const fact = knownFact(run, 'model');
  const found = fact === undefined ? null : reference.model(fact.value);
  if (fact === undefined || found?.ok !== true) {
    return [];
  }
  const { row } = found;
  const proposals = reference
    .all('models')
    .flatMap((other) => {
      const benchmark = comparable(row, other, request);
      return benchmark === null
        ? []
        : [{ other, benchmark, lost: (row.accuracy[benchmark.key] ?? 0) - (other.accuracy[benchmark.key] ?? 0) }];
    })
    .flatMap((candidate) => {
      const estimate = request.reestimate({ model: candidate.other.id });
      const saving =
        'error' in estimate ? null : savingOf(present, estimate, { quantity: 'energy', ratioLogWidth: ratioLogWidths.architecture });
      return saving === null || !exceedsError(saving, ratioLogWidths.architecture) ? [] : [{ ...candidate, saved: -saving.p50 }];
    })
    .sort((a, b) => b.saved - a.saved);
  const best = proposals[0];
  const asGood = proposals.find(({ lost }) => lost <= sameAccuracy);
  return [...new Set([best, asGood])].flatMap((chosen) =>
    chosen === undefined ? [] : [proposal(request, row, chosen.other, chosen.benchmark)],
  );
}

function comparable(row: ModelRow, other: ModelRow, { run }: AdviceRequest): Benchmark | null {
  if (
    other === row ||
    other.family !== row.family ||
    other.task !== row.task ||
    !isLess(other.forwardFlops, row.forwardFlops) ||
    !sameInput(row, other)
  ) {
    return null;
  }
  if (factValue(run, 'pretrained') === true && !other.pretrained) {
    return null;
  }
  const shape = factValue(run, 'sampleShape');
  // The patches of a transformer are cut for one size of image.
  if (other.kind === 'transformer' && other.input?.length === 3 && shape !== undefined && String(shape) !== String(other.input)) {
    return null;
  }
  const candidates = factValue(run, 'pretrained') === true ? benchmarks : [fromScratch, ...benchmarks];
  const benchmark = candidates.find(({ key }) => row.accuracy[key] !== undefined && other.accuracy[key] !== undefined);
  const lost = benchmark === undefined ? Infinity : (row.accuracy[benchmark.key] ?? 0) - (other.accuracy[benchmark.key] ?? 0);
  return benchmark !== undefined && lost <= benchmark.distance ? benchmark : null;
}

function isLess(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && one < other;
}

/** Accuracies published for another size of input say nothing about this one. */
function sameInput(row: ModelRow, other: ModelRow): boolean {
  return row.input?.length === 1 ? other.input?.length === 1 : String(row.input) === String(other.input);
}

function proposal(request: AdviceRequest, row: ModelRow, other: ModelRow, benchmark: Benchmark): Proposal {
  const fact = knownFact(request.run, 'model');
  const edits = fact === undefined ? [] : modelEdits(request.document, fact, row, other);
  const [before, after] = [row.accuracy[benchmark.key] ?? 0, other.accuracy[benchmark.key] ?? 0];
  return {
    id: `model:${other.id}`,
    topic: 'architecture',
    title: `${shortName(other)} instead of ${shortName(row)}`,
    detail: (changed: Estimate) =>
      `${percent((other.forwardFlops ?? 0) / (row.forwardFlops ?? 1))} of the arithmetic a sample; ${time(changed, request.present)}`,
    verb: edits.length > 0 ? 'edit-code' : 'compare',
    change: { model: other.id },
    accuracy: `Published ${benchmark.name} ${score(after)} instead of ${score(before)}; on your data it may differ.`,
    source: other.source === row.source ? other.source : `${other.source}; ${row.source}`,
    edits,
    quantity: 'energy',
    ratioLogWidth: ratioLogWidths.architecture,
  };
}

function shortName({ id, family }: ModelRow): string {
  return family === 'huggingface' ? id : id.slice(id.lastIndexOf('/') + 1);
}
