/** Puts one model in place of another of the same library, where the code can be changed without changing what surrounds it. */
import type { Fact } from '../profile/run-profile';
import type { SourceDocument } from '../python/source/document';
import type { ModelRow } from '../reference/rows';
import type { TextEdit } from '../rules/finding';
import { mentions, replaceLiterals, replaceRange, textAt } from './source-text';

/** Edits that make the code build the other model; none where its name stands in no place that can simply be replaced. */
export function modelEdits(document: SourceDocument, fact: Fact<string>, from: ModelRow, to: ModelRow): readonly TextEdit[] {
  const { at } = fact;
  const written = at === undefined ? null : textAt(document, at);
  if (at === undefined || written === null || reliesOn(document, from, to)) {
    return [];
  }
  const literal = /^(["'])(.*)\1$/su.exec(written);
  if (literal !== null) {
    const name = literalName(literal[2] ?? '', from, to);
    const isHubId = from.family === 'huggingface';
    return name === null
      ? []
      : isHubId
        ? replaceLiterals(document, literal[2] ?? '', name)
        : [replaceRange(at, `${literal[1] ?? ''}${name}${literal[1] ?? ''}`)];
  }
  const attribute = attributeName(written, from, to);
  return attribute === null ? [] : [replaceRange(at, attribute)];
}

/** The other model's name, spelt the way this one is: bare, or with the prefix of its library or organisation. */
function literalName(written: string, from: ModelRow, to: ModelRow): string | null {
  if (from.family === 'huggingface') {
    return to.id;
  }
  const [bareFrom, bareTo] = [lastPart(from.id), lastPart(to.id)];
  return written.endsWith(bareFrom) ? `${written.slice(0, written.length - bareFrom.length)}${bareTo}` : null;
}

/** `models.resnet50(…)` can become `models.regnet_y_1_6gf(…)`; a bare name was imported by that name and stays. */
function attributeName(written: string, from: ModelRow, to: ModelRow): string | null {
  const [bareFrom, bareTo] = [lastPart(from.id), lastPart(to.id)];
  const match = new RegExp(`^([\\w.]+\\.)${bareFrom}(?=$|\\()`, 'u').exec(written);
  if (match === null || /_Weights\b/u.test(written)) {
    return null;
  }
  return `${match[1] ?? ''}${bareTo}${written.slice(match[0].length)}`;
}

/** Name of the attribute that holds the classifier, by the beginning of a torchvision name; code that replaces it must be changed too. */
const heads: readonly (readonly [RegExp, string])[] = [
  [/^(?:resnet|resnext|wide_resnet|regnet|shufflenet|googlenet|inception)/u, 'fc'],
  [/^(?:densenet|mobilenet|efficientnet|vgg|alexnet|squeezenet|convnext|mnasnet|maxvit)/u, 'classifier'],
  [/^vit/u, 'heads'],
  [/^swin/u, 'head'],
];

/** Whether the code speaks of this model in more places than its name. */
function reliesOn(document: SourceDocument, from: ModelRow, to: ModelRow): boolean {
  if (from.family === 'huggingface') {
    // AutoModel takes any id; BertModel only its own kind.
    return (
      typeOf(from.id) !== typeOf(to.id) &&
      mentions(
        document,
        /\b(?:Bert|DistilBert|Roberta|Albert|Electra|Deberta|DebertaV2|XLMRoberta|MPNet|ConvBert|MobileBert|GPT2|T5|ViT|Swin)(?:For|Model|Tokenizer|Config|LMHead)\w*/u,
      )
    );
  }
  if (typeOf(from.id) === typeOf(to.id)) {
    return mentions(document, weightsClass);
  }
  const [headFrom, headTo] = [headOf(from), headOf(to)];
  return mentions(document, weightsClass) || mentions(document, innerParts) || (headFrom !== headTo && mentions(document, headParts));
}

/** `ResNet50_Weights`: named after the model. */
const weightsClass = /_Weights\b/u;
const innerParts = /\.(?:layer[1-4]|features|blocks|stages|trunk_output|encoder|conv1|bn1|conv_stem|patch_embed)\b/u;
const headParts = /\.(?:fc|classifier|heads?)\b/u;

function headOf({ id, family }: ModelRow): string | null {
  // timm models give out their head by a method, whatever it is called inside.
  return family === 'timm' ? id : (heads.find(([names]) => names.test(lastPart(id)))?.[1] ?? null);
}

/** `resnet` of `torchvision/resnet50`, `bert` of `bert-base-uncased`. */
function typeOf(id: string): string {
  return /^[a-z]*/u.exec(lastPart(id).toLowerCase())?.[0] ?? '';
}

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
