/** Published weights instead of training from scratch, where the data set is small. */
import type { Fact, RunProfile } from '../profile/run-profile';
import { factValue, knownFact } from '../profile/run-profile';
import type { SourceDocument } from '../python/source/document';
import type { TextEdit } from '../rules/finding';
import { count, time } from './figures';
import type { AdviceRequest, Proposal } from './request';
import { replaceRange, textAt } from './source-text';

/** ImageNet and larger sets are what others take their published weights from. */
const smallSamples = 200_000;

interface Recipe {
  readonly epochs: number;
  /** Natural logarithm of P90 over P50 of the epochs that are enough. */
  readonly logWidth: number;
  readonly accuracy: string;
  readonly source: string;
}

/** 1,000 steps of 512 images are 10 epochs of CIFAR-10; half of them, and twice as many, are the range. */
const vision: Recipe = {
  epochs: 10,
  logWidth: Math.log(2),
  accuracy: 'Fine-tuning ViT-B/16 on CIFAR-10 gave 98.6 % after 5 epochs, 98.9 % after 10 and 99.0 % after 100.',
  source: 'google-research/vision_transformer, fine-tuning table (ViT-B/16 on CIFAR-10, batch 512)',
};

/** The paper recommends 2, 3 or 4 epochs. */
const text: Recipe = {
  epochs: 3,
  logWidth: Math.log(4 / 3),
  accuracy: 'The authors of BERT fine-tune for 2 to 4 epochs; from scratch, small data sets do not reach these scores.',
  source: 'Devlin et al., BERT, NAACL 2019, section A.3',
};

export function transferLearning({ run, reference, document, present }: AdviceRequest): readonly Proposal[] {
  const model = factValue(run, 'model');
  const samples = factValue(run, 'trainSamples');
  const epochs = factValue(run, 'epochs');
  const found = model === undefined ? null : reference.model(model);
  if (
    factValue(run, 'pretrained') !== false ||
    found?.ok !== true ||
    !found.row.pretrained ||
    samples === undefined ||
    samples > smallSamples ||
    epochs === undefined
  ) {
    return [];
  }
  const { row } = found;
  const recipe = row.input?.length === 1 ? text : row.input?.length === 3 && hasColour(run) ? vision : null;
  if (recipe === null || epochs <= recipe.epochs) {
    return [];
  }
  const edits = transferEdits(run, document, recipe);
  return [
    {
      id: 'transfer-learning',
      topic: 'transfer-learning',
      title: `Fine-tune pretrained ${row.id.slice(row.id.lastIndexOf('/') + 1)}`,
      detail: (changed) => `${recipe.epochs} epochs instead of ${count(epochs)} on ${count(samples)} samples; ${time(changed, present)}`,
      verb: edits.length > 0 ? 'edit-code' : 'compare',
      change: { pretrained: true, epochs: recipe.epochs },
      accuracy: recipe.accuracy,
      source: recipe.source,
      edits,
      quantity: 'energy',
      ratioLogWidth: recipe.logWidth,
    },
  ];
}

/** Published weights of image models want three channels. */
function hasColour(run: RunProfile): boolean {
  const shape = factValue(run, 'sampleShape');
  return shape === undefined || shape[0] === 3;
}

/** Both edits or none: pretrained weights with the old epochs, or few epochs from scratch, would be neither. */
function transferEdits(run: RunProfile, document: SourceDocument, recipe: Recipe): readonly TextEdit[] {
  const weights = literalEdit(document, knownFact(run, 'pretrained'), { False: 'True', None: '"DEFAULT"' });
  const epochs = knownFact(run, 'epochs');
  const fewer = literalEdit(document, epochs, epochs === undefined ? {} : { [String(epochs.value)]: String(recipe.epochs) });
  return weights === null || fewer === null ? [] : [weights, fewer];
}

/** Replaces what a fact was read from, where it is written as one of these texts. `weights=` goes along where the place includes it. */
function literalEdit(
  document: SourceDocument,
  fact: Fact<unknown> | undefined,
  replacements: Readonly<Record<string, string>>,
): TextEdit | null {
  const written = fact?.at === undefined ? null : textAt(document, fact.at);
  const match = written === null ? null : /^(\w+\s*=\s*)?(.+)$/su.exec(written.trim());
  const replacement = match === null ? undefined : replacements[match[2] ?? ''];
  return fact?.at === undefined || replacement === undefined ? null : replaceRange(fact.at, `${match?.[1] ?? ''}${replacement}`);
}
