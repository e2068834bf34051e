// Trims downloaded source tables into ./raw, so that building needs nothing outside the repository.
// Usage: node scripts/reference/vendor.mjs FOLDER   (FOLDER holds the downloads under the names that ./raw/README.md lists)
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv, writeJsonLines } from './tables.mjs';

const [, , downloads] = process.argv;
if (!downloads) {
  console.error('Say where the downloaded tables are: node scripts/reference/vendor.mjs FOLDER');
  process.exit(2);
}
const read = (path) => readFileSync(join(downloads, path), 'utf8');
const raw = (name) => new URL(`raw/${name}`, import.meta.url);
const number = (text) => (text === undefined || text === '' ? null : Number(text));
const per = (text, unit) => (text === '' ? null : Number((Number(text) / unit).toPrecision(6)));

writeJsonLines(
  raw('epoch-hardware.json'),
  parseCsv(read('epoch-ml-hardware/ml_hardware.csv'))
    .filter((row) => row['TDP (W)'] !== '')
    .map((row) => ({
      name: row['Hardware name'],
      released: row['Release date'].slice(0, 4),
      tdp: number(row['TDP (W)']),
      memory: per(row['Memory (bytes)'], 1e9),
      bandwidth: per(row['Memory bandwidth (byte/s)'], 1e9),
      tensor16: per(row['Tensor-FP16/BF16 performance (FLOP/s)'], 1e12),
      fp8: per(row['FP8 performance (FLOP/s)'], 1e12),
      tf32: per(row['TF32 (TensorFloat-32) performance (FLOP/s)'], 1e12),
      fp32: per(row['FP32 (single precision) performance (FLOP/s)'], 1e12),
      fp64: per(row['FP64 (double precision) performance (FLOP/s)'], 1e12),
    })),
);

writeJsonLines(
  raw('huggingface-skus.json'),
  JSON.parse(read('huggingface-tasks/hardware-skus-0.21.54.json'))
    .filter((sku) => sku.power !== undefined && sku.vendor !== 'QUALCOMM')
    .map(({ class: kind, vendor, name, tflops, memory, power, releaseYear }) => ({
      kind,
      vendor,
      name,
      tflops,
      memory,
      power,
      year: releaseYear,
    })),
);

const zones = JSON.parse(read('co2js/electricity-maps/yearly_2025.json'));
writeJsonLines(
  raw('electricity-maps-2025.json'),
  Object.entries(zones).map(([id, zone]) => ({ id, name: zone.zone.zoneName, lifecycle: zone.carbonIntensity.value })),
);

writeJsonLines(
  raw('electricity-maps-2024.json'),
  parseCsv(read('green-algorithms-data-v3.1/CI-electricitymap-yearly_2024-with-continents.csv'))
    .map((row) => ({
      // The source writes Namibia's code as an empty field.
      id: row['Zone id'] || 'NA',
      country: row.Country,
      direct: number(row['Carbon intensity gCO₂eq/kWh (direct)']),
      lifecycle: number(row['Carbon intensity gCO₂eq/kWh (Life cycle)']),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
);

writeJsonLines(
  raw('cloud-regions.json'),
  parseCsv(read('derived/cloud-regions.csv')).map((row) => ({
    provider: row.provider,
    region: row.region,
    zone: row.em_zone,
    zoneSource: row.zone_source,
    pue: number(row.pue),
    pueYear: number(row.pue_year),
    water: number(row.wue_l_per_kwh),
  })),
);

writeJsonLines(
  raw('google-regions-2024.json'),
  parseCsv(read('google-region-carbon-info/2024.csv')).map((row) => ({
    region: row['Google Cloud Region'],
    place: row.Location,
    direct: number(row['Grid carbon intensity (gCO2eq / kWh)']),
  })),
);

// Two accuracies of the source are the bare word NaN, which is not JSON.
const catalogue = JSON.parse(read('catalogue/models.json').replaceAll(': NaN', ': null')).models;
/** Rows whose figures were read from a public table, counted by running the code, or agree with the published count. */
const traceable = (model) => model.verified !== false || model.family === 'keras.applications' || model.family === 'ultralytics';
writeJsonLines(
  raw('models.json'),
  catalogue
    .filter((model) => traceable(model) && model.params > 0)
    .map((model) => ({
      id: model.id,
      family: model.family,
      task: model.task,
      names: model.code_names,
      type: model.model_type,
      params: model.params,
      input: model.input ?? undefined,
      trainSize: trainSize(model.train_img_s_rtx3090_amp),
      gmacs: model.fwd_gmacs_counted ?? model.fwd_gmacs ?? undefined,
      gmacsBySequence: sequences(model),
      activationsM: activations(model),
      layers: model.hidden ? model.layers : undefined,
      hidden: model.hidden ?? undefined,
      heads: model.heads ?? undefined,
      modules: model.leaf_modules ?? undefined,
      // Accuracies that were not checked against the public table stay out.
      accuracy: model.verified === false && model.family === 'keras.applications' ? {} : model.accuracy,
      weights: model.default_weights,
      popular: model.popular,
    })),
);

/** Side of the images that timm's training benchmark used: the size that the weights were trained at. */
function trainSize(benchmark) {
  return benchmark?.nhwc?.size ?? benchmark?.nchw?.size;
}

/** Multiply-adds of one forward pass in G, by the number of tokens. */
function sequences(model) {
  const found = Object.entries(model)
    .map(([key, value]) => [/^fwd_gmacs_(?:seq(\d+)|enc(512)_dec128)$/.exec(key), value])
    .filter(([match]) => match !== null)
    .map(([match, value]) => [match[1] ?? match[2], value]);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** Outputs of the layers in millions; Keras models with nested layers were not counted through. */
function activations(model) {
  const counted = model.macts_M ?? model.leaf_acts_M ?? model.layer_acts_M;
  return model.family === 'keras.applications' && model.verified === false ? undefined : (counted ?? undefined);
}

writeJsonLines(
  raw('datasets.json'),
  JSON.parse(read('catalogue/datasets.json')).datasets.map((set) => ({
    id: set.id,
    task: set.task,
    train: set.verified ? set.verified.train : set.train,
    classes: set.classes ?? undefined,
    image: set.image ?? undefined,
    tokens: set.avg_tokens ?? undefined,
    identifiers: set.identifiers,
    checked: set.verified ? set.verified.source : undefined,
  })),
);

writeJsonLines(
  raw('huggingface-datasets-2.3.0.json'),
  Object.entries(JSON.parse(read('catalogue/hf_dataset_sizes_v2.3.0.json'))).map(([id, configs]) => ({
    id,
    train: Object.fromEntries(
      Object.entries(configs)
        .filter(([, splits]) => splits.train > 0)
        .map(([name, splits]) => [name, splits.train]),
    ),
  })),
);
