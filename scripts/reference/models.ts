// Models: work and published accuracy by the names that code uses, from raw/models.json.
import type { ModelRow } from '../../src/reference/rows';
import { harmonised } from './activations';
import type { CatalogueModel } from './raw-rows';
import { readRaw } from './tables';

const sources: Readonly<Record<string, string>> = {
  torchvision: 'torchvision 0.28 weight metadata; multiply-adds and activations counted by running the model (BSD-3-Clause)',
  timm: 'huggingface/pytorch-image-models, results tables (Apache-2.0)',
  'keras.applications': 'Keras Applications table; parameters and multiply-adds counted by running keras 3.15 (Apache-2.0)',
  huggingface: 'model configuration instantiated with transformers 5.18; the parameter count agrees with the published one',
  ultralytics: 'Ultralytics model tables (figures only)',
};

/** Organisations that the hub has put in front of the names it once had. */
const hubOrganisations: readonly (readonly [RegExp, string])[] = [
  [/^bert-/, 'google-bert'],
  [/^(?:roberta|xlm-roberta)-/, 'FacebookAI'],
  [/^distil(?:bert|roberta|gpt2)/, 'distilbert'],
  [/^gpt2/, 'openai-community'],
  [/^albert-/, 'albert'],
  [/^t5-/, 'google-t5'],
  [/^xlnet-/, 'xlnet'],
  [/^camembert-/, 'almanach'],
];

/** timm families that are transformers (or token mixers of matrix products), and those that mix convolution and attention. The rest are convolutional. */
const transformers =
  /^(?:beit|cait|convit|crossvit|davit|deit|eva|flexivit|gmixer|gmlp|hiera|jx_nest|mixer|mvitv2|naflexvit|nest|pit|pvt|resmlp|swin|tnt|twins|vit|volo|xcit|gcvit|vitamin|aimv2|samvit)/;
const mixed =
  /(?:botnet|halonet|lambda|haloregnet|lamhalo)|^(?:bat_|caformer|coat|coatne?x?t|convformer|edgenext|efficientformer|efficientvit|eca_halo|eca_bot|fastvit|focalnet|levit|maxvit|maxxvit|mobilenetv4_hybrid|mobilevit|semobilevit|nextvit|poolformer|repvit|sequencer|shvit|swiftformer|tiny_vit|visformer|uniformer)/;
const hubCnns = new Set(['resnet', 'convnext']);
const hubMixed = new Set(['wav2vec2', 'hubert', 'whisper']);

/** Hybrids whose names begin like a transformer: a convolutional stem in front of it. */
const hybridStem = /^vit_.*(?:_r\d|_resnet|hybrid)/;

/** Rows of models.json. The order is the order of preference for a bare name: torchvision, timm, Keras, hub, Ultralytics. */
export function models(): readonly ModelRow[] {
  const order = Object.keys(sources);
  const aliases = readRaw('model-aliases.json');
  const rows = readRaw('models.json')
    .toSorted((a, b) => order.indexOf(a.family) - order.indexOf(b.family))
    .map((model): ModelRow => {
      const id = model.family === 'huggingface' ? model.id.slice('hf/'.length) : model.id;
      const measured = workAt(model);
      return {
        id,
        names: [...new Set([...namesOf(model, id), ...(aliases[id] ?? [])])],
        family: model.family,
        task: model.task,
        kind: kindOf(model, id),
        parameters: model.params,
        input: measured.input,
        forwardFlops: measured.gmacs === null ? null : significant(measured.gmacs * 2e9),
        activationElements: measured.activationsM === null ? null : significant(measured.activationsM * 1e6),
        layers: model.layers ?? null,
        hidden: model.hidden ?? null,
        heads: model.heads ?? null,
        modules: model.modules ?? null,
        accuracy: accuracyOf(model),
        pretrained: model.family !== 'torchvision' || model.weights !== undefined,
        popular: model.popular ?? model.task !== 'classification-quantized',
        source: sources[model.family] ?? model.family,
      };
    });
  return harmonised(rows);
}

function namesOf(model: CatalogueModel, id: string): readonly string[] {
  const last = id.slice(id.lastIndexOf('/') + 1);
  if (model.family === 'torchvision') {
    return [...model.names, last];
  }
  if (model.family === 'timm') {
    return [last];
  }
  if (model.family === 'ultralytics') {
    return [last, `${last}.pt`, `${last}.yaml`, ...(last.startsWith('yolov5') ? [`${last}u.pt`] : [])];
  }
  if (model.family === 'keras.applications') {
    return [`keras.applications.${last}`, `tensorflow.keras.applications.${last}`, last];
  }
  const organisation = hubOrganisations.find(([pattern]) => pattern.test(id));
  return organisation && !id.includes('/') ? [`${organisation[1]}/${id}`] : [last].filter((name) => name !== id);
}

function kindOf(model: CatalogueModel, id: string): ModelRow['kind'] {
  const name = id.slice(id.lastIndexOf('/') + 1);
  if (model.family === 'huggingface') {
    return hubCnns.has(model.type ?? '') ? 'cnn' : hubMixed.has(model.type ?? '') ? 'mixed' : 'transformer';
  }
  if (model.family === 'torchvision') {
    return /^(?:vit_|swin|mvit)/.test(name) ? 'transformer' : name.startsWith('maxvit') ? 'mixed' : 'cnn';
  }
  if (model.family === 'timm') {
    return mixed.test(name) || hybridStem.test(name) ? 'mixed' : transformers.test(name) ? 'transformer' : 'cnn';
  }
  return 'cnn';
}

interface Work {
  readonly input: readonly number[] | null;
  readonly gmacs: number | null;
  readonly activationsM: number | null;
}

/**
 * The input the work holds for. timm's tables test many models at larger images than they train at;
 * work of convolutions goes with the number of pixels, so it is brought to the training size.
 */
function workAt(model: CatalogueModel): Work {
  const activationsM = model.activationsM ?? null;
  if (model.gmacsBySequence) {
    const [tokens, gmacs] = Object.entries(model.gmacsBySequence).at(-1) ?? [];
    return { input: [Number(tokens)], gmacs: gmacs ?? null, activationsM };
  }
  const gmacs = model.gmacs ?? null;
  if (model.task === 'video' || (model.family === 'huggingface' && model.task !== 'image-encoder')) {
    return { input: null, gmacs, activationsM };
  }
  if (model.family === 'huggingface') {
    return { input: [3, 224, 224], gmacs, activationsM };
  }
  if (!model.input) {
    return { input: null, gmacs, activationsM };
  }
  const [channels, height, width] = model.family === 'keras.applications' ? channelsFirst(model.input) : model.input;
  const side = model.trainSize;
  if (!side || side === width || kindOf(model, model.id) === 'transformer') {
    return { input: [channels, height, width], gmacs, activationsM };
  }
  const pixels = (side * side) / (height * width);
  return {
    input: [channels, side, side],
    gmacs: gmacs === null ? null : gmacs * pixels,
    activationsM: activationsM === null ? null : activationsM * pixels,
  };
}

function channelsFirst([height, width, channels]: readonly [number, number, number]): readonly [number, number, number] {
  return [channels, height, width];
}

function accuracyOf(model: CatalogueModel): Readonly<Record<string, number>> {
  const given = model.accuracy ?? {};
  const found: Record<string, number> = {};
  const add = (key: string, value: unknown): void => {
    if (typeof value === 'number') {
      found[key] = Number(value.toFixed(2));
    }
  };
  if (model.family === 'torchvision') {
    for (const [key, value] of Object.entries(given)) {
      const [weights = '', benchmark = '', metric = ''] = key.split(':');
      const name = torchvisionMetrics[`${benchmark}:${metric}`];
      if (weights === model.weights && name) {
        add(name, value);
      }
    }
  } else if (model.family === 'timm') {
    add('imagenet-top1', given.imagenet_top1_best?.top1);
    add('imagenet-top1-1k-only', given.imagenet_top1_in1k_only?.top1);
  } else if (model.family === 'keras.applications') {
    add('imagenet-top1', given.imagenet_top1);
  } else if (model.family === 'ultralytics') {
    add('coco-box-ap', given.coco_map50_95);
  } else if (given.glue_like?.verified === true) {
    add('glue-dev', given.glue_like.score);
  }
  return found;
}

const torchvisionMetrics: Readonly<Record<string, string>> = {
  'ImageNet-1K:acc@1': 'imagenet-top1',
  'COCO-val2017:box_map': 'coco-box-ap',
  'COCO-val2017:mask_map': 'coco-mask-ap',
  'COCO-val2017-VOC-labels:miou': 'coco-voc-miou',
  'Kinetics-400:acc@1': 'kinetics400-top1',
};

function significant(value: number): number {
  return Number(value.toPrecision(5));
}
