import { calledObject, receiverObject, type ObjectKey } from '../../ml/called-object';
import { ancestors, originOf } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { countedRounds } from '../../ml/loop-rounds';
import { guardsWithin, isInLoop, libraryName, makers } from '../../ml/surroundings';
import type { TrainingLoop } from '../../ml/training-loops';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';

const message =
  'This model is frozen and sees the same samples in every epoch, so it computes the same features again each time. Compute them once before training, and train on the stored features.';

/** Frozen features are computed again in every epoch. */
export const frozenWorkRepeated: Rule = {
  meta: {
    id: 'frozen-work-repeated',
    topic: 'transfer-learning',
    title: 'Frozen features computed again in every epoch',
    severity: 'hint',
    frameworks: ['torch'],
    markers: ['requires_grad'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'no measured figure; the forward pass of the frozen part is saved in all epochs but the first',
    },
  },
  *check(program, ml) {
    const models = frozenObjects(program);
    const frozen = models.size > 0 && readsKnownData(program) && !changesSamples(program) ? models : none;
    const encoders = frozenTextEncoders(program);
    const text = encoders.size > 0 && !changesTexts(program) ? encoders : none;
    for (const loop of frozen.size + text.size === 0 ? [] : ml.trainingLoops) {
      const call = program.activations.find((one) => {
        const object = calledObject(one);
        return object !== undefined && (frozen.has(object) || (text.has(object) && readsTokens(program, one))) && repeats(one, loop);
      });
      if (call !== undefined && program.isHere(call.site.place) && !isInTest(call.context)) {
        yield { place: calleePlace(call.site), message, confidence: 'medium' };
      }
    }
  },
};

const none: ReadonlySet<ObjectKey> = new Set();

/** Samples differ from epoch to epoch, or the frozen part is trained later. */
function changesSamples(program: Program): boolean {
  const words =
    /random_?(crop|resized|horizontal|flip|rotation|affine|erasing|apply)|augment|jitter|mix_?up|cut_?mix|noise|mask|albumentations|kornia|\brand(n|int|perm)?(_like)?\(|unfreeze|requires_grad(_\(|\s*=\s*)True/i;
  return program.document.fragments.some(({ text }) => words.test(text));
}

/** Texts differ from epoch to epoch, or their encoder learns. */
function changesTexts(program: Program): boolean {
  const words =
    /train_text_encoder|add_tokens|resize_token_embeddings|mlm|mask_tokens|empty_prompt|(caption|prompt|text|cond\w*)_?drop|shuffle_(caption|tag)|back_?translat|paraphras|unfreeze/i;
  return program.document.fragments.some(({ text }) => words.test(text));
}

/** Encoders of texts whose parameters are all frozen. What `from_pretrained` makes is in evaluation mode until something calls `train`. */
function frozenTextEncoders(program: Program): ReadonlySet<ObjectKey> {
  const trained = new Set(program.callsNamed('train').map(receiverObject));
  return new Set(
    program
      .callsNamed('requires_grad_')
      .filter(
        ({ receiver, arguments: { positional }, context }) =>
          receiver !== null &&
          positional[0] !== undefined &&
          constantOf(positional[0]) === false &&
          guardsWithin(context, null).every(({ decided }) => decided !== undefined) &&
          makers(receiver).some(({ site }) => site.name === 'from_pretrained' && textEncoders.test(site.receiverText ?? '')),
      )
      .map(receiverObject)
      .filter((object): object is ObjectKey => object !== undefined && !trained.has(object)),
  );
}

const textEncoders = /^(transformers\.)?(\w*Text(Encoder)?Model\w*|(U?M?T5|Bert|Roberta)(Encoder)?Model)$/;

/** Tokens of a batch, not a text that is made up for this step. */
function readsTokens(program: Program, { site }: Activation): boolean {
  return /\binput_ids\b|_ids\b/.test(site.arguments[0] === undefined ? '' : program.textOf(site.arguments[0].valuePlace));
}

/** The data set is one whose samples this file decides on. */
function readsKnownData(program: Program): boolean {
  return program.activations.some(({ callee }) =>
    /^(torch\.utils\.data\.TensorDataset|torchvision\.datasets\.\w+|datasets\.load_dataset)$/.test(libraryName(callee) ?? ''),
  );
}

/** Models whose parameters are all frozen, and that are in evaluation mode. */
function frozenObjects(program: Program): ReadonlySet<ObjectKey> {
  const atOnce = program
    .callsNamed('requires_grad_')
    .filter(({ arguments: { positional } }) => positional[0] !== undefined && constantOf(positional[0]) === false)
    .map(receiverObject);
  const oneByOne = program.attributeWrites.flatMap(({ name, object, value, context }) => {
    const origin = originOf(object.options[0]?.value ?? { kind: 'absent' });
    const source = name === 'requires_grad' && constantOf(value) === false && origin?.kind === 'element' ? origin.of.options[0] : undefined;
    const made = source === undefined ? null : originOf(source.value);
    const isWhole = made?.kind === 'call' && made.activation.site.name === 'parameters' && guardsWithin(context, null).length === 0;
    return isWhole ? [receiverObject(made.activation)] : [];
  });
  const evaluated = new Set(program.callsNamed('eval').map(receiverObject));
  return new Set([...atOnce, ...oneByOne].filter((object): object is ObjectKey => object !== undefined && evaluated.has(object)));
}

/** Called for every batch of several epochs, on what the data set yields and not on what another model made. */
function repeats(call: Activation, { batch, epoch }: TrainingLoop): boolean {
  const [input] = call.arguments.positional;
  if (epoch === null || input === undefined || !isInLoop(call.context, batch) || guardsWithin(call.context, batch).length > 0) {
    return false;
  }
  const isModel = ({ callee, context }: Activation): boolean =>
    (callee.kind === 'object' || callee.kind === 'unknown' || callee.kind === 'outside') && isInLoop(context, batch);
  return countedRounds(epoch) !== 1 && ![...ancestors(input)].some(isModel);
}
