// Trims the catalogue of models and data sets into ./raw.
import type { CatalogueDataset, ModelAccuracy } from './raw-rows';
import { writeJsonLines } from './tables';

interface DownloadedModel {
  readonly id: string;
  readonly family: string;
  readonly task: string;
  readonly code_names: readonly string[];
  readonly model_type?: string;
  readonly params: number | null;
  readonly input?: readonly number[] | null;
  readonly train_img_s_rtx3090_amp?: { readonly nchw?: { readonly size: number }; readonly nhwc?: { readonly size: number } };
  readonly fwd_gmacs?: number | null;
  readonly fwd_gmacs_counted?: number | null;
  readonly macts_M?: number | null;
  readonly leaf_acts_M?: number | null;
  readonly layer_acts_M?: number | null;
  readonly layers?: number;
  readonly hidden?: number | null;
  readonly heads?: number | null;
  readonly leaf_modules?: number | null;
  readonly accuracy?: ModelAccuracy;
  readonly default_weights?: string;
  readonly popular?: boolean;
  readonly verified: boolean | string;
}

interface DownloadedDataset {
  readonly id: string;
  readonly task: string;
  readonly train: number;
  readonly classes: number | null;
  readonly image: readonly number[] | null;
  readonly avg_tokens: number | null;
  readonly identifiers: CatalogueDataset['identifiers'];
  readonly verified: false | { readonly source: string; readonly train: number };
}

/** Splits of each configuration of a data set on the hub. */
type HubSizes = Record<string, Record<string, Partial<Record<string, number>>>>;

export function vendorCatalogue(read: (path: string) => string, raw: (name: string) => URL): void {
  // Two accuracies of the source are the bare word NaN, which is not JSON.
  const catalogue = JSON.parse(read('catalogue/models.json').replaceAll(': NaN', ': null')) as {
    readonly models: readonly DownloadedModel[];
  };
  writeJsonLines(
    raw('models.json'),
    catalogue.models.filter((model) => traceable(model) && model.params !== null && model.params > 0).map(trimmedModel),
  );
  const sets = JSON.parse(read('catalogue/datasets.json')) as { readonly datasets: readonly DownloadedDataset[] };
  writeJsonLines(raw('datasets.json'), sets.datasets.map(trimmedDataset));
  writeJsonLines(
    raw('huggingface-datasets-2.3.0.json'),
    Object.entries(JSON.parse(read('catalogue/hf_dataset_sizes_v2.3.0.json')) as HubSizes).map(([id, configurations]) => ({
      id,
      train: Object.fromEntries(
        Object.entries(configurations)
          .map(([name, splits]) => [name, splits.train ?? 0] as const)
          .filter(([, samples]) => samples > 0),
      ),
    })),
  );
}

/** Rows whose figures were read from a public table, counted by running the code, or agree with the published count. */
function traceable(model: DownloadedModel): boolean {
  return model.verified !== false || model.family === 'keras.applications' || model.family === 'ultralytics';
}

/** Keras rows whose accuracies were not checked, and whose nested layers were not counted through. */
function halfChecked(model: DownloadedModel): boolean {
  return model.family === 'keras.applications' && model.verified === false;
}

function trimmedModel(model: DownloadedModel): object {
  return {
    id: model.id,
    family: model.family,
    task: model.task,
    names: model.code_names,
    type: model.model_type,
    params: model.params,
    input: model.input ?? undefined,
    // Side of the images of timm's training benchmark: the size that the weights were trained at.
    trainSize: model.train_img_s_rtx3090_amp?.nhwc?.size ?? model.train_img_s_rtx3090_amp?.nchw?.size,
    gmacs: model.fwd_gmacs_counted ?? model.fwd_gmacs ?? undefined,
    gmacsBySequence: sequences(model),
    activationsM: halfChecked(model) ? undefined : (model.macts_M ?? model.leaf_acts_M ?? model.layer_acts_M ?? undefined),
    layers: model.hidden === undefined || model.hidden === null ? undefined : model.layers,
    hidden: model.hidden ?? undefined,
    heads: model.heads ?? undefined,
    modules: model.leaf_modules ?? undefined,
    accuracy: halfChecked(model) ? {} : model.accuracy,
    weights: model.default_weights,
    popular: model.popular,
  };
}

/** Multiply-adds of one forward pass in G by the number of tokens; of a seq2seq model by the tokens in, with 128 out. */
function sequences(model: DownloadedModel): Readonly<Record<string, number>> | undefined {
  const found = Object.entries(model).flatMap(([key, value]: [string, unknown]) => {
    const match = /^fwd_gmacs_(?:seq(\d+)|enc(512)_dec128)$/.exec(key);
    const tokens = match?.[1] ?? match?.[2];
    return tokens !== undefined && typeof value === 'number' ? [[tokens, value] as const] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function trimmedDataset(set: DownloadedDataset): object {
  return {
    id: set.id,
    task: set.task,
    train: set.verified === false ? set.train : set.verified.train,
    classes: set.classes ?? undefined,
    image: set.image ?? undefined,
    tokens: set.avg_tokens ?? undefined,
    identifiers: set.identifiers,
    checked: set.verified === false ? undefined : set.verified.source,
  };
}
