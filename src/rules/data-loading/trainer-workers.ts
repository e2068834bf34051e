import { isInTest } from '../../ml/file-role';
import { trainingArgumentCalls } from '../../ml/training-arguments';
import { codeOf } from '../../ml/unused-code';
import type { Activation } from '../../python/program/call-site';
import { addKeyword } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FindingProposal } from '../rule';
import { bySite } from '../sites';

const message =
  "The Trainer's loader has no worker processes by default, so recordings or pictures are padded and transformed between the steps while the accelerator waits. Set dataloader_num_workers to 4 or more.";

/** Arguments of a Hugging Face Trainer whose batches of recordings or pictures are made by code of the program's own. */
export function* trainersWithoutWorkers(program: Program): Iterable<FindingProposal> {
  if (!makesBatches(program)) {
    return;
  }
  for (const [site, calls] of bySite(program, trainingArgumentCalls(program))) {
    const isLeftOut = ({ arguments: given, context }: Activation): boolean => {
      const workers = given.get('dataloader_num_workers');
      const isZero = workers.kind === 'given' && constantOf(workers.possible) === 0;
      return (isZero || workers.kind === 'default') && !given.openKeywords && !isInTest(context);
    };
    if (calls.every(isLeftOut)) {
      const edits = site.arguments.some(({ name }) => name === 'dataloader_num_workers')
        ? []
        : addKeyword(site, 'dataloader_num_workers', '4');
      yield {
        place: calleePlace(site),
        message: message,
        confidence: 'medium',
        severity: 'hint',
        change: { numWorkers: 4 },
        fixes: edits.length === 0 ? [] : [{ title: 'Load batches in 4 processes', safe: false, edits }],
      };
    }
  }
}

/** A collator of the program's own, or a transform that is set on the data, for recordings or pictures. */
function makesBatches(program: Program): boolean {
  const isOwnCollator = ({ arguments: given }: Activation): boolean =>
    given.keywords.get('data_collator')?.options.some(({ value }) => value.kind === 'instance' && value.of !== null) === true;
  const hasTransform = ['set_transform', 'with_transform'].some((name) => program.callsNamed(name).length > 0);
  return largeInputs.test(codeOf(program)) && (hasTransform || program.activations.some(isOwnCollator));
}

/** What models of speech and vision call their inputs. */
const largeInputs = /\b(input_features|input_values|pixel_values)\b/;
