import { isOutOfReach } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import { constantOf } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { asText, type FactReader } from './facts';
import { builtName } from './network-names';
import type { Fact } from './run-profile';

/** What the name of a class or function outside the workspace says of the model it makes. */
export interface OutsideModel {
  readonly model: Fact<string>;
  readonly pretrained?: Fact<boolean>;
  readonly isMadeHere?: boolean;
}

/** Packages whose classes build networks at random weights (MONAI 1.5, PyTorch Geometric 2.6, x-transformers: their documentation, 2025). */
const buildersFromScratch = /^(monai\.networks|torch_geometric\.nn\.models|x_transformers|vit_pytorch|diffusers\.UNet\dD\w*Model$)/;
/** Classes of segmentation_models_pytorch; their encoders come with weights of ImageNet unless told otherwise (0.5, 2025). */
const segmentation = /^segmentation_models_pytorch\.([A-Z]\w*)$/;
/** Names that say nothing, and classes that are no models. */
const noNames =
  /^(Model|Net|Network|Module|MyModel|BaseModel|Trainer|DataParallel|\w*(Loss|Criterion|Dataset|Loader|Config|Tokenizer|Processor|Scheduler|Optimizer|Wrapper|Manager|Accelerator|Engine))$/;

/** A model that code outside the workspace makes: named after its class, or after the network that a function is named after. */
export function outsideModel(reader: FactReader, maker: Activation, name: string, reference: Reference): OutsideModel | undefined {
  const { callee, site } = maker;
  const short = name.slice(name.lastIndexOf('.') + 1);
  const kind = segmentation.exec(name)?.[1];
  if (kind !== undefined) {
    return withEncoder(reader, maker, kind);
  }
  if (!isOutOfReach(callee) || short === '' || noNames.test(short)) {
    return undefined;
  }
  if (name === 'clip.load') {
    return clipModel(reader, maker);
  }
  if (name.startsWith('open_clip.create_model')) {
    return openClipModel(reader, maker);
  }
  const isClass = /^[A-Z]\w*[a-z]/.test(short) || /^[A-Z][A-Z0-9]{2,}$/.test(short);
  if (isClass || reference.model(short).ok) {
    return { model: reader.seen(short, site.place, name), isMadeHere: buildersFromScratch.test(name) };
  }
  const built = builtName(short);
  return built === '' ? undefined : { model: reader.seen(built, site.place, name) };
}

/** OpenAI's package loads its published weights by their name (README of openai/CLIP, 2021). */
function clipModel(reader: FactReader, maker: Activation): OutsideModel | undefined {
  const name = reader.argument(maker.arguments.get('name', 0), asText);
  return {
    model: name === undefined ? reader.seen('CLIP', maker.site.place, 'clip.load') : { ...name, value: `CLIP ${name.value}` },
    pretrained: { value: true, origin: 'literal' },
  };
}

/** OpenCLIP makes a model of a name, and loads the weights that are named beside it (open_clip 2.32, 2025). */
function openClipModel(reader: FactReader, maker: Activation): OutsideModel | undefined {
  const name = reader.argument(maker.arguments.get('model_name', 0), asText);
  const weights = maker.arguments.get('pretrained', 1);
  const isPretrained = weights.kind === 'given' ? constantOf(weights.possible) : null;
  return {
    model: name === undefined ? reader.seen('OpenCLIP', maker.site.place, 'open_clip') : { ...name, value: `CLIP ${name.value}` },
    ...(isPretrained === undefined
      ? {}
      : {
          pretrained: {
            value: isPretrained !== null && isPretrained !== '',
            origin: weights.kind === 'given' ? 'literal' : 'framework-default',
          },
        }),
  };
}

function withEncoder(reader: FactReader, maker: Activation, kind: string): OutsideModel {
  const encoder = reader.argument(maker.arguments.get('encoder_name', 0), asText);
  const weights = maker.arguments.get('encoder_weights', 2);
  const isPretrained = weights.kind === 'given' ? constantOf(weights.possible) : 'imagenet';
  return {
    model: reader.seen(`${kind} (${encoder?.value ?? 'resnet34'})`, maker.site.place, 'segmentation_models_pytorch'),
    ...(isPretrained === undefined
      ? {}
      : { pretrained: { value: isPretrained !== null, origin: weights.kind === 'given' ? 'literal' : 'framework-default' } }),
  };
}
