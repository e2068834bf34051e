/** Reads `[tool.joulewise]` of a `pyproject.toml`, or a `joulewise.toml`, and says what is wrong with it and where. */
import { parse, TomlError } from 'smol-toml';
import type { Versions } from '../../python/library-knowledge';
import { LineIndex } from '../../python/source/lines';
import type { Severity } from '../../rules/finding';
import type { Configuration } from '../configuration';
import { nearest } from '../read-fact';
import { fields, machineFields, overrideFields, type FieldKind } from './fields';
import { TomlPlaces, type TextRange, type TomlPath } from '../../libraries/configuration/place-in-toml';
import { rulesNamed, unknownRule } from './rule-names';
import { isTable } from './versions/requirement-files';

/** What a table, or one of its overrides, chooses; undefined where it says nothing. */
export interface Choices {
  readonly enable?: boolean;
  readonly level?: Severity;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly machine: Partial<Configuration>;
}

export interface PathOverride extends Choices {
  /** Patterns as in `.gitignore`, relative to the folder of the file. */
  readonly paths: readonly string[];
}

export interface ConfigurationProblem {
  /** One sentence. */
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ConfigurationFile extends Choices {
  readonly overrides: readonly PathOverride[];
  readonly versions: Versions;
  readonly problems: readonly ConfigurationProblem[];
}

type Table = Readonly<Record<string, unknown>>;

/** Whether a file of this name is read as `joulewise.toml`: the whole file is the table. */
function isOwnFile(path: string): boolean {
  return /(?:^|\/)joulewise\.toml$/u.test(path);
}

export interface ReadToml {
  /** The whole file; null where its syntax is broken. */
  readonly toml: Table | null;
  /** What it says of Joulewise; null where it says nothing. */
  readonly configuration: ConfigurationFile | null;
}

export function readConfigurationFile(path: string, text: string): ReadToml {
  let toml: Table;
  try {
    toml = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) {
      throw error;
    }
    const concernsUs = isOwnFile(path) || text.includes('tool.joulewise');
    return { toml: null, configuration: concernsUs ? brokenFile(error, text) : null };
  }
  if (isOwnFile(path)) {
    return { toml, configuration: new Reader(text, []).file(toml) };
  }
  const tool = toml.tool;
  const ours = isTable(tool) ? tool.joulewise : undefined;
  return { toml, configuration: isTable(ours) ? new Reader(text, ['tool', 'joulewise']).file(ours) : null };
}

function brokenFile({ message, line, column }: TomlError, text: string): ConfigurationFile {
  const what = (message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /u, '');
  const endColumn = Math.max(column + 1, new LineIndex(text).lineText(line).length + 1);
  const problem = { message: `The file is not valid TOML: ${what}.`, line, column, endLine: line, endColumn };
  return { severities: {}, machine: {}, overrides: [], versions: {}, problems: [problem] };
}

const levels: readonly Severity[] = ['hint', 'information', 'warning'];
const severities: readonly string[] = ['off', ...levels];

/** Takes each key that is right; of the others it says what would be. */
class Reader {
  private readonly problems: ConfigurationProblem[] = [];
  private readonly places: TomlPlaces;
  private lines: LineIndex | undefined;

  constructor(
    private readonly text: string,
    private readonly root: TomlPath,
  ) {
    this.places = new TomlPlaces(text);
  }

  file(table: Table): ConfigurationFile {
    const choices = this.choices(table, this.root, fields);
    const versions = this.versions(table.versions);
    const overrides = Array.isArray(table.overrides) ? table.overrides.flatMap((one: unknown, index) => this.override(one, index)) : [];
    return { ...choices, overrides, versions, problems: this.problems };
  }

  private override(given: unknown, index: number): readonly PathOverride[] {
    const at = [...this.root, 'overrides', index];
    if (!isTable(given)) {
      return [];
    }
    if (given.paths === undefined) {
      this.wrong('An override names the paths it holds for: paths = ["experiments/"].', this.places.ofKey(at));
      return [];
    }
    const paths = isTextList(given.paths) ? given.paths : [];
    return [{ paths, ...this.choices(given, at, overrideFields) }];
  }

  private choices(table: Table, at: TomlPath, known: Readonly<Record<string, FieldKind>>): Choices {
    const right = Object.entries(table).filter(([key, value]) => this.isRight(key, value, [...at, key], known));
    const accepted = Object.fromEntries(right);
    const names = (key: 'select' | 'ignore'): readonly string[] | undefined =>
      accepted[key] === undefined ? undefined : this.rules(accepted[key] as readonly string[], [...at, key]);
    const select = names('select');
    const ignore = names('ignore');
    const machine = Object.entries(machineFields).flatMap(([key, { name }]) => (key in accepted ? [[name, accepted[key]]] : []));
    return {
      ...(accepted.enable === undefined ? {} : { enable: accepted.enable as boolean }),
      ...(accepted.level === undefined ? {} : { level: accepted.level as Severity }),
      ...(select === undefined ? {} : { select }),
      ...(ignore === undefined ? {} : { ignore }),
      severities: this.severities(accepted.rules as Table | undefined, [...at, 'rules']),
      machine: Object.fromEntries(machine) as Partial<Configuration>,
    };
  }

  private isRight(key: string, value: unknown, at: TomlPath, known: Readonly<Record<string, FieldKind>>): boolean {
    const kind = known[key];
    if (kind === undefined) {
      const near = nearest(key, Object.keys(known));
      const advice = near === undefined ? `It may be ${Object.keys(known).join(', ')}.` : `Did you mean ${near}?`;
      this.wrong(`Joulewise has no option "${key}". ${advice}`, this.places.ofKey(at));
      return false;
    }
    const expected = objection(kind, value);
    if (expected !== null) {
      this.wrong(`${key} must be ${expected}, not ${shown(value)}.`, this.places.ofKey(at));
    }
    return expected === null;
  }

  private rules(names: readonly string[], at: TomlPath): readonly string[] {
    return names.flatMap((name) => {
      const found = rulesNamed(name);
      if (found === undefined) {
        this.wrong(unknownRule(name), this.places.ofText(at, name));
      }
      return found ?? [];
    });
  }

  private severities(table: Table | undefined, at: TomlPath): Choices['severities'] {
    const chosen: Record<string, Severity | 'off'> = {};
    for (const [name, severity] of Object.entries(table ?? {})) {
      const found = rulesNamed(name);
      if (found === undefined) {
        this.wrong(unknownRule(name), this.places.ofKey([...at, name]));
      } else if (typeof severity !== 'string' || !severities.includes(severity)) {
        this.wrong(`${name} must be ${severities.join(', ')}, not ${shown(severity)}.`, this.places.ofKey([...at, name]));
      } else {
        found.forEach((rule) => {
          chosen[rule] = severity as Severity | 'off';
        });
      }
    }
    return chosen;
  }

  private versions(given: unknown): Versions {
    const chosen: Record<string, string> = {};
    for (const [name, version] of Object.entries(isTable(given) ? given : {})) {
      if (typeof version === 'string' && /^\d[\w.+-]*$/u.test(version)) {
        chosen[name] = version;
      } else {
        const at = this.places.ofKey([...this.root, 'versions', name]);
        this.wrong(`The version of ${name} must be text such as "2.1", not ${shown(version)}.`, at);
      }
    }
    return chosen;
  }

  private wrong(message: string, { start, end }: TextRange): void {
    this.lines ??= new LineIndex(this.text);
    const from = this.lines.position(start);
    const to = this.lines.position(end);
    this.problems.push({ message, line: from.line, column: from.column, endLine: to.line, endColumn: to.column });
  }
}

/** What a value of this kind must be, where the given one is not. */
function objection(kind: FieldKind, value: unknown): string | null {
  const unless = (isRight: boolean, expected: string): string | null => (isRight ? null : expected);
  switch (kind.type) {
    case 'flag':
      return unless(typeof value === 'boolean', 'true or false');
    case 'text':
      return unless(typeof value === 'string' && value.trim() !== '', 'text in quotes');
    case 'currency':
      return unless(typeof value === 'string' && /^[A-Z]{3}$/u.test(value), 'a currency code of three capital letters, such as "USD"');
    case 'level':
      return unless(
        levels.some((level) => level === value),
        '"hint", "information" or "warning"',
      );
    case 'number': {
      const { minimum, maximum, integer } = kind.bounds;
      const isRight = typeof value === 'number' && value >= minimum && value <= maximum && (!integer || Number.isInteger(value));
      return unless(isRight, `${integer ? 'a whole number' : 'a number'} from ${minimum} to ${maximum}`);
    }
    case 'rules':
      return unless(isTextList(value), 'a list of rules or topics, such as ["step-host-sync", "precision"]');
    case 'patterns':
      return unless(isTextList(value), 'a list of paths, such as ["experiments/", "*_old.py"]');
    case 'severities':
      return unless(isTable(value), 'a table from rules to severities, such as {step-host-sync = "hint"}');
    case 'versions':
      return unless(isTable(value), 'a table from packages to versions, such as {torch = "2.1"}');
    case 'overrides':
      return unless(Array.isArray(value) && value.every(isTable), 'a list of tables, each written below [[overrides]]');
  }
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function shown(value: unknown): string {
  return typeof value === 'bigint' || value instanceof Date ? String(value) : JSON.stringify(value);
}
