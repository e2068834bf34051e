// Builds the reference tables in src/reference/data from the raw tables in ./raw.
// Usage: npm run reference [-- --check]   (--check writes nothing and fails when a table differs)
import { readFileSync, writeFileSync } from 'node:fs';
import { accelerators } from './accelerators';
import { datasets } from './datasets';
import { zones } from './grid';
import { instances } from './instances';
import { models } from './models';
import { packedText } from './packed';
import { regions } from './regions';
import { readRaw, tableText } from './tables';

/** Text of every table by file name, in the order they depend on each other. */
export function buildTables(): Readonly<Record<string, string>> {
  return {
    'accelerators.json': tableText({
      source:
        'Epoch AI, Data on Machine Learning Hardware; Hugging Face hardware SKUs; vendor specifications as listed by Wikipedia; each row names its own',
      year: 2026,
      licence: 'CC BY (Epoch AI), MIT (Hugging Face)',
      rows: accelerators(),
    }),
    'zones.json': tableText({
      source: 'Electricity Maps, yearly averages: life cycle 2025 (through co2.js), direct 2024 (through Green Algorithms data v3.1)',
      year: 2025,
      licence: 'ODbL-1.0',
      rows: zones(),
    }),
    'regions.json': tableText({
      source:
        'zones: Cloud Carbon Footprint, Green Software Foundation and provider region pages; PUE and water: provider disclosures collected by the Green Software Foundation',
      year: 2024,
      licence: 'Apache-2.0 (Cloud Carbon Footprint), facts disclosed by the providers',
      rows: regions(),
    }),
    'instances.json': tableText({
      source: 'instance pages of AWS, Google Cloud and Azure; each row names its own',
      year: 2025,
      licence: 'facts published by the providers',
      rows: instances(),
    }),
    'models.json': packedText({
      source:
        'timm results, torchvision weight metadata, Keras Applications, model configurations of the Hugging Face hub, Ultralytics; each row names its own',
      year: 2026,
      licence: 'Apache-2.0 (timm, Keras), BSD-3-Clause (torchvision)',
      shared: ['family', 'task', 'kind', 'source'],
      rows: models(),
    }),
    'datasets.json': packedText({
      source: 'huggingface/datasets 2.3.0, TensorFlow Datasets and the documentation of the sets; each row names its own',
      year: 2026,
      licence: 'Apache-2.0 (Hugging Face)',
      shared: ['task', 'source'],
      rows: datasets(),
    }),
    'embodied.json': `${JSON.stringify(readRaw('embodied.json'), null, 2)}\n`,
    'peers.json': `${JSON.stringify(readRaw('peers.json'))}\n`,
    'defaults.json': `${JSON.stringify(readRaw('defaults.json'), null, 2)}\n`,
  };
}

const target = new URL('../../src/reference/data/', import.meta.url);

function main(check: boolean): void {
  for (const [name, text] of Object.entries(buildTables())) {
    const file = new URL(name, target);
    if (!check) {
      writeFileSync(file, text);
      console.log(`${name}: ${text.length} bytes`);
    } else if (readFileSync(file, 'utf8') !== text) {
      console.error(`${name} differs from what the generator writes; run "npm run reference".`);
      process.exitCode = 1;
    }
  }
}

if (process.argv[1] && import.meta.url === new URL(`file://${process.argv[1]}`).href) {
  main(process.argv.includes('--check'));
}
