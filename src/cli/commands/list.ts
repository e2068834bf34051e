import { nearest } from '../../assess/read-fact';
import type { Reference, ReferenceKind } from '../../reference/reference';
import { rules } from '../../rules/index';
import { docsUrl } from '../../rules/docs';
import { loadReference } from '../assets';
import { oneOf, type Command, type ExitStatus, type Given } from '../command';
import { write, type Streams } from '../streams';
import { columns } from '../text/columns';
import { UsageError } from '../usage-error';
import { methods } from './estimate';

export const list: Command = {
  name: 'list',
  summary: 'rules, hardware, regions, models, datasets or methods',
  help: `Usage: joulewise list rules|hardware|instances|regions|zones|models|datasets|methods [options]

  --format text|json  (default text)
`,
  options: { format: { type: 'string' } },
  run,
};

/** Everything that can be listed has an id, a name and other names; the columns of its table come along. */
export interface ListItem {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

const subjects: Readonly<Record<string, (reference: () => Reference) => readonly ListItem[]>> = {
  rules: () =>
    rules.map(({ meta: { id, title, topic, severity, frameworks, saving } }) => ({
      id,
      name: title,
      aliases: [],
      topic,
      severity,
      frameworks,
      saving,
      docs: docsUrl(id),
    })),
  hardware: rowsOf('accelerators'),
  instances: rowsOf('instances'),
  regions: rowsOf('regions'),
  zones: rowsOf('zones'),
  models: namedRows('models'),
  datasets: namedRows('datasets'),
  methods: () => methods.map((id) => ({ id, name: methodNames[id], aliases: [], available: true })),
};

const methodNames: Readonly<Record<(typeof methods)[number], string>> = {
  joulewise: 'Joulewise',
  'ml-co2-impact': 'ML CO2 Impact',
  'green-algorithms': 'Green Algorithms',
  codecarbon: 'CodeCarbon',
  'cloud-carbon-footprint': 'Cloud Carbon Footprint',
};

function rowsOf(kind: 'accelerators' | 'instances' | 'regions' | 'zones'): (reference: () => Reference) => readonly ListItem[] {
  return (reference) => reference().all(kind);
}

function namedRows(kind: Extract<ReferenceKind, 'models' | 'datasets'>): (reference: () => Reference) => readonly ListItem[] {
  return (reference) =>
    reference()
      .all(kind)
      .map(({ names, ...row }) => ({ ...row, name: row.id, aliases: names }));
}

async function run(given: Given, streams: Streams): Promise<ExitStatus> {
  const format = oneOf(given, 'format', ['text', 'json'], 'text');
  const [subject, ...rest] = given.positionals;
  const known = Object.keys(subjects);
  const items = subject === undefined || rest.length > 0 ? undefined : subjects[subject];
  if (items === undefined) {
    const near = subject === undefined ? undefined : nearest(subject, known);
    throw new UsageError(
      `joulewise list takes one of ${known.join(', ')}${subject === undefined ? '' : `, not "${given.positionals.join(' ')}"`}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
    );
  }
  const rows = items(loadReference);
  await write(
    streams.stdout,
    format === 'json'
      ? `${JSON.stringify({ version: 1, items: rows }, null, 2)}\n`
      : columns(rows.map(({ id, name, aliases }) => [id, name === id ? '' : name, aliases.slice(0, 4).join(', ')])),
  );
  return 0;
}
