import { isInTest } from '../../ml/file-role';
import { kerasFits } from '../../ml/keras';
import type { MlView } from '../../ml/ml-view';
import { calleePlace } from '../quoting';
import type { Activation } from '../../python/program/call-site';
import { addKeyword } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import type { Place } from '../../python/values/trail';
import type { FixProposal, Rule } from '../rule';

/** Measure energy or power, or log the power of the accelerators among other things: packages, and words of hand-made meters. */
const meters =
  /codecarbon|zeus|carbontracker|eco2ai|experiment_impact_tracker|pyjoules|pyrapl|perun|nvml|nvidia-smi|rapl|wandb|comet_ml|clearml|mlflow|neptune|power_?draw|energy|emission|joule/i;

const message =
  'Nothing here measures what the training uses. A meter such as CodeCarbon, Zeus or CarbonTracker costs a line or two, and makes the next run comparable with this one.';

/** A training whose energy nobody will know. */
export const noEnergyTracking: Rule = {
  meta: {
    id: 'no-energy-tracking',
    topic: 'hardware',
    title: 'Nothing measures the energy of the training',
    severity: 'hint',
    frameworks: ['torch', 'transformers', 'keras', 'lightning'],
    markers: ['.train(', '.fit(', '.backward('],
    saving: { energyShare: null, evidence: 'none', source: 'Measuring saves nothing by itself' },
  },
  *check(program, ml) {
    if (program.document.fragments.some(({ text }) => meters.test(text))) {
      return;
    }
    const start = startOfTraining(program, ml);
    if (start !== undefined && program.isHere(start)) {
      const fix = reportFix(program);
      yield { place: start, message, confidence: 'medium', fixes: fix === undefined ? [] : [fix] };
    }
  },
};

/** The first training of the file: a framework's call, or the head of a loop written by hand. */
function startOfTraining(program: Program, ml: MlView): Place | undefined {
  const owned = [
    ...program.callsOf('transformers.Trainer.train'),
    ...program.callsOf('lightning.pytorch.Trainer.fit'),
    ...kerasFits(program),
  ];
  const [first] = owned.filter((call) => !isInTest(call.context));
  if (first !== undefined) {
    return calleePlace(first.site);
  }
  const [loop] = ml.trainingLoops.filter(({ backward }) => !isInTest(backward.context));
  return loop === undefined ? undefined : (loop.epoch ?? loop.batch).header;
}

/** Transformers has a reporter for CodeCarbon, where nothing else is reported to. */
function reportFix(program: Program): FixProposal | undefined {
  const [made, ...others] = program.callsOf('transformers.TrainingArguments');
  if (made === undefined || others.length > 0 || !program.isHere(made.site.place) || mayReport(made)) {
    return undefined;
  }
  const edits = addKeyword(made.site, 'report_to', '"codecarbon"');
  return edits.length === 0 ? undefined : { title: 'Report emissions with CodeCarbon', safe: false, edits };
}

function mayReport(made: Activation): boolean {
  const answer = made.arguments.get('report_to');
  return answer.kind === 'given' || answer.kind === 'unknown';
}
