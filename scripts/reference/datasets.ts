// Data sets: how many samples code trains on, by the names that code uses.
import type { DatasetRow } from '../../src/reference/rows';
import type { CatalogueDataset } from './raw-rows';
import { readRaw } from './tables';

/** Sets of the hub with more parts than this (one per language or domain) are known by their parts' names in no one's code. */
const mostParts = 30;

/** Rows of datasets.json: the described sets first, then the remaining sets of the hub by their sizes alone. */
export function datasets(): readonly DatasetRow[] {
  const described = describedSets();
  const taken = new Set(described.flatMap((row) => [row.id, ...row.names]));
  return [...described, ...hubSets(taken)];
}

function describedSets(): readonly DatasetRow[] {
  const { fixed, sources, names } = readRaw('dataset-names.json');
  return readRaw('datasets.json')
    .filter((set) => set.checked !== undefined || sources[set.id] !== undefined)
    .map((set) => ({
      id: set.id,
      names: [...new Set([...identifiers(set.identifiers), ...(names[set.id] ?? [])])].filter((name) => name !== set.id),
      task: set.task,
      trainSamples: set.train,
      classes: set.classes ?? null,
      sampleShape: fixed.includes(set.id) && set.image ? [set.image[2], set.image[0], set.image[1]] : null,
      // The mean is about the bytes per sample over 4.5, and stands only where those bytes were read.
      tokensPerSample: set.checked === undefined ? null : (set.tokens ?? null),
      source: set.checked === undefined ? (sources[set.id] ?? '') : shortened(set.checked),
    }));
}

function hubSets(taken: ReadonlySet<string>): readonly DatasetRow[] {
  const rows: DatasetRow[] = [];
  for (const { id, train } of readRaw('huggingface-datasets-2.3.0.json')) {
    const parts = Object.entries(train);
    if (parts.length === 0 || parts.length > mostParts) {
      continue;
    }
    const whole = parts.length === 1 ? parts[0] : parts.find(([name]) => name === 'default' || name === 'plain_text' || name === id);
    for (const [part, samples] of parts) {
      const isWhole = part === whole?.[0];
      const names = [`${id}:${part}`, ...(isWhole ? [id] : [])].filter((name) => !taken.has(name));
      const name = isWhole ? id : `${id}/${part}`;
      if (names.length > 0 && !taken.has(name)) {
        rows.push({
          id: name,
          names: names.filter((other) => other !== name),
          task: 'unknown',
          trainSamples: samples,
          classes: null,
          sampleShape: null,
          tokensPerSample: null,
          source: 'huggingface/datasets 2.3.0, dataset_infos.json (Apache-2.0)',
        });
      }
    }
  }
  return rows;
}

/** The catalogue writes identifiers for people, some with remarks; only those that can stand in code are kept. */
function identifiers(by: CatalogueDataset['identifiers']): readonly string[] {
  const code = [by.torchvision, by.keras, by.sklearn, by.hf, by.tfds, by.other]
    .flat()
    .filter((name) => name !== undefined)
    .map((name) => name.replace(/ \(.*$/, '').replace(/\(.*\)$/, ''))
    .filter((name) => /^[\w./:+-]+$/.test(name));
  return code.flatMap((name) => (name.startsWith('keras.') ? [name, name.replace('.load_data', ''), `tensorflow.${name}`] : [name]));
}

function shortened(source: string): string {
  return source.startsWith('huggingface/datasets')
    ? 'huggingface/datasets 2.3.0, dataset_infos.json (Apache-2.0)'
    : 'GAISSA-UPC/energydl-full, sizes read from TensorFlow Datasets';
}
