import { itemsOf, newSequence } from '../../python/evaluate/containers';
import type { Store } from '../../python/evaluate/store';
import { certainly, constantOf, type Option, type Possible } from '../../python/values/possible';
import { constant, type Value } from '../../python/values/value';
import { dictionary } from '../../python/dictionary';

/** Which figure stands for a size that nothing states. */
export type SizeLevel = 'low' | 'typical' | 'high';

interface SizeKind {
  /** Names of variables, parameters and attributes that hold such a size. */
  readonly names: RegExp;
  /** Expressions that compute one. */
  readonly texts: RegExp | null;
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

/**
 * Sizes by what they are called. The figures are about the tenth, the middle and the last tenth of what scripts write for them: 3,400
 * literals and command-line defaults in the code of 44 public repositories, counted in 2026.
 */
const kinds = {
  classes: {
    names:
      /^(n|num|nb|no)_?(of_)?(class|classes|cls|label|labels|categories|targets|outputs|tags|actions)$|^(class|label|target|action)_(num|count|size|dim)$|^(out|output)_(dim|size|features|classes|channels)$|^n_?(class(es)?|out)$/,
    texts: /class|label|categor|target|unique|species|breed|tag2|action_space/,
    low: 2,
    typical: 10,
    high: 1000,
  },
  vocabulary: {
    names:
      /^(n|num|nb)_?(vocab|words|tokens|chars|symbols)$|^(\w+_)?vocab(ulary)?_?(size|len|dim|num)$|^max_(features|nb_words|num_words|words|vocab)$|^ntokens?$|^num_embeddings$|^(n|num)_?(users|items|entities|embeddings)$/,
    texts: /vocab|word_index|word2|idx2word|tokenizer|itos|stoi|char2|token/,
    low: 500,
    typical: 10_000,
    high: 100_000,
  },
  columns: {
    names:
      /^(n|num|nb)_?(features|inputs|cols|columns|feats|vars)$|^(in|input|feature|feat|state|obs)_(dim|dims|size|feats|shape|features)$|^n_in$|^n_?features?$/,
    texts: /shape|columns|features|feats|len\(/,
    low: 5,
    typical: 32,
    high: 1000,
  },
  channels: { names: /^(n|num|nb|in|img|image|input)_?(channels?|chans?|ch)$|^channels?$/, texts: null, low: 1, typical: 3, high: 16 },
  hidden: {
    names:
      /^(n|num|nb)_?(hidden|hid|embed|embd|emb|latent|filters|units|neurons)(_(units|channels|nodes))?$|^(\w+_)?(hidden|hid|embed|embedding|emb|latent|model|inner|ff|z|enc|dec|rnn|lstm)_?(dim|dims|size|units|channels|features|nodes|width)$|^d_(model|ff|hid)$|^nhid$|^n?emsize$/,
    texts: null,
    low: 16,
    typical: 128,
    high: 1024,
  },
  layers: {
    names: /^(n|num|nb)_?(hidden_|res_|residual_)?(layers?|blocks?)$|^depth$/,
    texts: null,
    low: 1,
    typical: 2,
    high: 12,
  },
  heads: { names: /^(n|num|nb)_?(attention_)?heads?$/, texts: null, low: 4, typical: 8, high: 8 },
  length: {
    names:
      /^(max_?)?(seq|sequence|sentence|text|token|context)_?(len|length|size)$|^(max_?len(gth)?|max_?position_?embeddings)$|^(time_?steps|n_?timesteps|block_size|look_?back|window(_size)?|n_steps|sequence_length|lookback)$/,
    texts: null,
    low: 10,
    typical: 70,
    high: 1024,
  },
  side: {
    names: /^(img|image|im|input|crop|train)_?(size|height|width|h|w|rows|cols|res|sz|side)$|^(height|width|resolution|imsize|isize)$/,
    texts: null,
    low: 28,
    typical: 128,
    high: 512,
  },
  bands: { names: /^(n|num|nb)?_?bands?$/, texts: /band/, low: 32, typical: 144, high: 369 },
} satisfies Readonly<Record<string, SizeKind>>;

export type SizeKindName = keyof typeof kinds;

/** A size that was taken because nothing states it. */
export interface AssumedSize {
  /** What the code calls it. */
  readonly what: string;
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

/** The sizes that one evaluation took for granted. */
export class AssumedSizes {
  private readonly taken = new Map<string, AssumedSize>();
  /** Those for which the code had a number of its own. */
  private readonly withdrawn = new Set<string>();

  constructor(private readonly level: SizeLevel) {}

  get all(): readonly AssumedSize[] {
    return [...this.taken.values()].filter(({ what }) => !this.withdrawn.has(what));
  }

  /** What stands for a value of which nothing is known but its name; undefined for names that do not say what they hold. */
  named(name: string, possible: Possible): Possible | undefined {
    if (!isOpenSize(possible)) {
      return undefined;
    }
    const searched = searchedSize(possible);
    const kind = kindOfName(name);
    return searched !== undefined ? this.takeSize(name, searched) : kind === undefined ? undefined : this.take(name, kind);
  }

  /** What stands for an argument of a layer, by how it is computed, else by what the layer wants there. */
  argument(text: string, possible: Possible, otherwise: SizeKindName | undefined): Possible | undefined {
    const stated = this.stated(possible);
    if (stated !== undefined || !isOpenSize(possible)) {
      return stated;
    }
    const searched = searchedSize(possible);
    if (searched !== undefined) {
      return this.takeSize(text, searched);
    }
    const last = /(\w+)["'\])]*$/.exec(text)?.[1] ?? '';
    const kind = kindOfName(last) ?? kindOfText(text) ?? otherwise;
    return kind === undefined ? undefined : this.take(text, kind);
  }

  /** A tuple with what stands for lengths in it that are not known: `(x.shape[1], 1)`. The tuple itself when there is nothing to add. */
  items(store: Store, name: string, text: string, possible: Possible): Possible {
    const isAny = (item: Possible): boolean => name.endsWith('shape') && isAnyLength(item);
    const [only, ...others] = possible.options;
    const items = only?.value.kind === 'sequence' && others.length === 0 ? itemsOf(only.value) : undefined;
    if (items?.some((item) => isOpenSize(item) || isAny(item)) !== true) {
      return possible;
    }
    const texts = text.replace(/^\(|,?\s*\)$/g, '').split(/,(?![^([]*[)\]])/);
    const wanted = wantedInShape[items.length - 1] ?? [];
    return certainly(
      newSequence(
        store,
        'tuple',
        items.map((item, index) =>
          isAny(item)
            ? this.take(`axis ${String(index)} of ${text}`, items.length > 2 ? 'side' : 'length')
            : (this.argument(texts.length === items.length ? (texts[index] ?? '') : '', item, wanted[index]) ?? item),
        ),
      ),
    );
  }

  /**
   * The one number that the code names beside what is not known: `found if found is not None else 50304`. It is likelier than a size
   * that was taken for granted.
   */
  private stated({ options }: Possible): Possible | undefined {
    const numbers = new Set(options.flatMap(({ value }) => (isNumber(value) ? [Number(value.value)] : [])));
    const guesses = [...this.taken].filter(([, size]) => numbers.delete(size[this.level]));
    const [number, ...others] = numbers;
    const isOpen = guesses.length > 0 || options.some(isOpenNumber);
    const isSize = options.every((option) => isNumber(option.value) || isNone(option) || isOpenNumber(option));
    if (number === undefined || others.length > 0 || !isOpen || !isSize) {
      return undefined;
    }
    guesses.forEach(([what]) => this.withdrawn.add(what));
    return certainly(constant(number));
  }

  private take(what: string, kind: SizeKindName): Possible {
    return this.takeSize(what, kinds[kind]);
  }

  private takeSize(what: string, { low, typical, high }: Readonly<Record<SizeLevel, number>>): Possible {
    const size = { what, low, typical, high };
    this.taken.set(what, size);
    return certainly(constant(size[this.level]));
  }
}

/** The size of a kind that is taken at one level. */
export function usualSize(kind: SizeKindName, level: SizeLevel): number {
  return kinds[kind][level];
}

/** An axis that Keras lets be of any length: `(None, 64)`. */
function isAnyLength({ options }: Possible): boolean {
  return options.length === 1 && options[0]?.value.kind === 'constant' && options[0].value.value === null;
}

/** The bounds within which a search varies a whole number, and what lies in their middle: `trial.suggest_int("hidden", 64, 512)`. */
function searchedSize({ options }: Possible): Readonly<Record<SizeLevel, number>> | undefined {
  const [only, ...others] = options;
  if (only?.value.kind !== 'unknown' || only.value.origin.kind !== 'call' || others.length > 0) {
    return undefined;
  }
  const { site, arguments: given } = only.value.origin.activation;
  if (site.name !== 'suggest_int') {
    return undefined;
  }
  const bound = (name: string, position: number): unknown => {
    const answer = given.get(name, position);
    return answer.kind === 'given' ? constantOf(answer.possible) : undefined;
  };
  const [low, high, log] = [bound('low', 1), bound('high', 2), bound('log', 4)];
  return typeof low === 'number' && typeof high === 'number' && low > 0 && high >= low
    ? { low, typical: Math.round(log === true ? Math.sqrt(low * high) : (low + high) / 2), high }
    : undefined;
}

/** Whether a value may be any number, for all that is known; what is text or an object is none. */
function isOpenSize({ options }: Possible): boolean {
  return options.some(isOpenNumber) && options.every((option) => isOpenNumber(option) || isNone(option));
}

function isOpenNumber({ value }: Option): boolean {
  return value.kind === 'unknown' && (value.type === null || value.type === 'int');
}

function isNumber(value: Value): value is Extract<Value, { kind: 'constant' }> {
  return value.kind === 'constant' && value.type === 'int';
}

function isNone({ value }: Option): boolean {
  return value.kind === 'constant' && value.value === null;
}

function kindOfName(name: string): SizeKindName | undefined {
  const plain = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/^_+/, '');
  return names.find((kind) => kinds[kind].names.test(plain));
}

function kindOfText(text: string): SizeKindName | undefined {
  const lower = text.toLowerCase();
  return names.find((kind) => kinds[kind].texts?.test(lower) === true);
}

const names = Object.keys(kinds) as readonly SizeKindName[];

/** What the axes of one sample hold, by their number: columns, steps of columns, sides and channels. */
const wantedInShape: readonly (readonly SizeKindName[])[] = [['columns'], ['length', 'columns'], ['side', 'side', 'channels']];

/** What layers want where an argument is not known. */
export const wantedBy: Readonly<Record<string, SizeKindName>> = dictionary({
  num_embeddings: 'vocabulary',
  in_features: 'columns',
  input_size: 'columns',
  out_features: 'classes',
  units: 'classes',
  in_channels: 'channels',
  out_channels: 'hidden',
  filters: 'hidden',
  hidden_size: 'hidden',
  embedding_dim: 'hidden',
  output_dim: 'hidden',
  embed_dim: 'hidden',
  d_model: 'hidden',
  num_classes: 'classes',
  classes: 'classes',
  num_layers: 'layers',
});
