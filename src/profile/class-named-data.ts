import { makers } from '../ml/surroundings';
import type { Possible } from '../python/values/possible';
import type { FactReader } from './facts';
import type { Fact } from './run-profile';

/** Words that tell how a class hands out data, and not which data it is. */
const saysNothing = new Set(
  `my custom base basic simple default own new raw main train training test testing val valid validation eval inference submission image images
   img folder file files list map torch tensor numpy array pandas csv tsv txt xml json jsonl ndjson hdf h lmdb parquet pickle npy sequence seq sequential token tokens
   tokenized tokenizer time series timeseries window windowed sliding tabular table tables rows records puzzle puzzles pair paired pairs siamese triplet contrastive video frame frames audio
   speech graph node edge segmentation seg mask masked detection det object classification classifier class regression supervised self instruct
   instruction sft dpo rlhf reward preference chat conversation prompt lm language model gpt bert llama t qa question answering char character
   word sentence document text texts string lazy cache cached memory mem fast in random dummy synthetic toy fake mock mixed multi single label
   labeled labelled unlabeled points patch feature features embedding embeddings local disk iterable streaming stream batch dict wrapper
   build make create get load fetch read prepare utils common tools loaders dataloader dataloaders split splits collate padding dream booth deep wide fm neural composed compose episodic episode few shot fewshot labelled
   textual inversion controlnet lora peft moco simclr byol dino mae clip frame df db registry factory core io module modules subset set concat caption captions transform transformed augmented aug py pt nn dl v vae gan unet lstm rnn cnn mlp transformer net data module lightning loader dataset d of the and for`
    .trim()
    .split(/\s+/),
);

/** Collections that go by their initials: `IEMOCAP`. */
const abbreviation = /^[A-Z][A-Z\d]{3,}$/;

/** Collections whose name is a word and initials: `BraTS20`. */
const mixedCase = /^([A-Z][a-z]{1,3}[A-Z]{2,3}\d*)_?Data/;

/** `CarvanaDataset`: the data set that a class of the program is written for. */
export function classNamedDataset(reader: FactReader, data: Possible): Fact<string> | undefined {
  const [only, ...others] = data.options;
  if (only?.value.kind !== 'instance' || only.value.of === null || others.length > 0) {
    return undefined;
  }
  const { name } = only.value.of;
  if (!/data_?(set|module)?$/i.test(name) && !abbreviation.test(name)) {
    return undefined;
  }
  const [maker] = makers(data);
  if (abbreviation.test(name) && maker !== undefined) {
    return reader.seen(name, maker.site.place, `class ${name}`);
  }
  const [, mixed] = mixedCase.exec(name) ?? [];
  const told = mixed !== undefined && !saysNothing.has(mixed.replace(/[A-Z]+\d*$/, '').toLowerCase()) ? mixed : tellingWords(name);
  const [made] = makers(data);
  return told === '' || made === undefined ? undefined : reader.seen(told, made.site.place, `class ${name}`);
}

/** What a name says beyond the words of the trade: `Carvana` of `CarvanaDataset`. */
export function tellingWords(name: string): string {
  return name
    .replace(/_/g, ' ')
    .replace(/([a-z\d])(?=[A-Z])|([A-Z]+)(?=[A-Z][a-z])/g, '$1$2 ')
    .split(/[\s\d]+/)
    .filter((word) => word.length > 2 && !saysNothing.has(word.toLowerCase()))
    .join('');
}
