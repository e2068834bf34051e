/** What the files around a script say of it: the nearest configuration file, and the versions of the packages it will run with. */
import ignore from 'ignore';
import type { CheckOptions } from '../../rules/check';
import type { Workspace } from '../assess';
import { configurationNames, noProject, type Project } from './no-project';
import type { Configuration } from '../configuration';
import { readConfigurationFile, type Choices, type ConfigurationFile, type ReadToml } from './configuration-file';
import {
  asVersions,
  fromCondaEnvironment,
  fromLockTables,
  fromPipfileLock,
  fromPyproject,
  fromRequirementLines,
  includedFiles,
} from './versions/requirement-files';
import type { Requirement } from './versions/specifiers';
import type { Versions } from '../../python/library-knowledge';
import { foldersAbove } from '../../python/source/folders';

/** Where versions are stated, the most exact first: what is locked, what the project asks for, what an environment is made of. */
const evidence: Readonly<Record<string, (text: string) => readonly Requirement[]>> = {
  'uv.lock': fromLockTables,
  'poetry.lock': fromLockTables,
  'pdm.lock': fromLockTables,
  'Pipfile.lock': fromPipfileLock,
  'requirements.txt': fromRequirementLines,
  'requirements-train.txt': fromRequirementLines,
  'requirements-gpu.txt': fromRequirementLines,
  'requirements-dev.txt': fromRequirementLines,
  'requirements/base.txt': fromRequirementLines,
  'environment.yml': fromCondaEnvironment,
  'environment.yaml': fromCondaEnvironment,
  'conda.yml': fromCondaEnvironment,
};

/** Either tells that a folder is the root of a repository: `.git` is a file in a worktree and a folder elsewhere. */
const rootMarkers = ['.git/HEAD', '.git'];

/** Folders whose surroundings are kept between two analyses. */
const mostKept = 500;

/** What the files in the folders above say to every script of a folder. */
interface Around {
  /** The nearest configuration file. */
  readonly nearest: { readonly file: string; readonly folder: string; readonly configuration: ConfigurationFile } | null;
  readonly versions: Versions;
  readonly wants: readonly string[];
}

interface Kept {
  /** The texts it was read from. */
  readonly seen: readonly (readonly [string, string | null | undefined])[];
  readonly around: Around;
  readonly projects: Map<string, Project>;
}

/** Reads projects, and keeps what it read until a text changes. */
export class Projects {
  private readonly files = new Map<string, { readonly text: string; readonly read: ReadToml }>();
  private readonly stated = new Map<string, { readonly text: string; readonly requirements: readonly Requirement[] }>();
  private readonly kept = new Map<string, Kept>();

  /** The project of the script at a path. */
  of(path: string, workspace: Workspace): Project {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const known = this.kept.get(folder);
    const isCurrent = known?.seen.every(([file, text]) => workspace.read(file) === text) === true;
    const kept = isCurrent ? known : this.keep(folder, workspace);
    const project = kept.projects.get(path) ?? projectOf(path, kept.around);
    kept.projects.set(path, project);
    return project;
  }

  private keep(folder: string, workspace: Workspace): Kept {
    const seen: (readonly [string, string | null | undefined])[] = [];
    const around = this.read(folder, (file) => {
      const text = workspace.read(file);
      seen.push([file, text]);
      return text;
    });
    if (this.kept.size >= mostKept) {
      this.kept.clear();
      this.files.clear();
      this.stated.clear();
    }
    const kept = { seen, around, projects: new Map<string, Project>() };
    this.kept.set(folder, kept);
    return kept;
  }

  private read(path: string, read: (file: string) => string | null | undefined): Around {
    const wants: string[] = [];
    const textOf = (file: string): string | null => {
      const text = read(file);
      if (text === undefined) {
        wants.push(file);
      }
      return text ?? null;
    };
    let nearest: Around['nearest'] = null;
    const requirements: Requirement[] = [];
    for (const folder of foldersAbove(path)) {
      const tomls = configurationNames.map((name) => {
        const text = textOf(folder + name);
        return { file: folder + name, read: text === null ? null : this.toml(folder + name, text) };
      });
      const ours = tomls.find((one) => (one.read?.configuration ?? null) !== null);
      const configuration = ours?.read?.configuration ?? null;
      if (nearest === null && ours !== undefined && configuration !== null) {
        nearest = { file: ours.file, folder, configuration };
      }
      const pyproject = tomls.find(({ file }) => file.endsWith('pyproject.toml'))?.read?.toml;
      requirements.push(...this.requirementsIn(folder, textOf, pyproject ?? null));
      if (rootMarkers.map((marker) => textOf(folder + marker)).some((text) => text !== null)) {
        break;
      }
    }
    return { nearest, versions: asVersions(requirements), wants };
  }

  private requirementsIn(
    folder: string,
    textOf: (file: string) => string | null,
    pyproject: Readonly<Record<string, unknown>> | null,
  ): readonly Requirement[] {
    const listed = Object.entries(evidence).flatMap(([name, reader]) => {
      const file = folder + name;
      const text = textOf(file);
      if (text === null) {
        return [];
      }
      const included = reader === fromRequirementLines ? includedFiles(text) : [];
      const beside = file.slice(0, file.lastIndexOf('/') + 1);
      return [
        ...this.statedIn(file, text, reader),
        ...included.flatMap((other) => {
          const inner = textOf(joined(beside, other));
          return inner === null ? [] : this.statedIn(joined(beside, other), inner, fromRequirementLines);
        }),
      ];
    });
    return [...listed, ...(pyproject === null ? [] : fromPyproject(pyproject))];
  }

  private toml(file: string, text: string): ReadToml {
    const known = this.files.get(file);
    if (known?.text === text) {
      return known.read;
    }
    const read = readConfigurationFile(file, text);
    this.files.set(file, { text, read });
    return read;
  }

  private statedIn(file: string, text: string, reader: (text: string) => readonly Requirement[]): readonly Requirement[] {
    const known = this.stated.get(file);
    if (known?.text === text) {
      return known.requirements;
    }
    const requirements = reader(text);
    this.stated.set(file, { text, requirements });
    return requirements;
  }
}

function projectOf(path: string, { nearest, versions, wants }: Around): Project {
  return nearest === null
    ? { ...noProject, versions, wants }
    : {
        ...governed(path, nearest.folder, nearest.configuration),
        file: nearest.file,
        versions: { ...versions, ...nearest.configuration.versions },
        wants,
      };
}

function joined(folder: string, relative: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${relative}`.split('/')) {
    if (part === '..' && parts.length > 0) {
      parts.pop();
    } else if (part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

/** What the file says for one path: the table, then each override that names the path, the later over the earlier. */
function governed(path: string, folder: string, file: ConfigurationFile): Pick<Project, 'enable' | 'rules' | 'machine' | 'problems'> {
  const inside = path.slice(folder.length);
  const layers: readonly Choices[] = [file, ...file.overrides.filter(({ paths }) => names(paths, inside))];
  const last = <K extends 'enable' | 'level' | 'select'>(key: K): Choices[K] | undefined =>
    layers.findLast((layer) => layer[key] !== undefined)?.[key];
  const select = last('select');
  const level = last('level');
  return {
    enable: last('enable') ?? true,
    rules: {
      ...(level === undefined ? {} : { level }),
      ...(select === undefined ? {} : { select: new Set(select) }),
      ignore: new Set(layers.flatMap(({ ignore: ignored = [] }) => ignored)),
      severities: Object.assign({}, ...layers.map(({ severities }) => severities)) as Choices['severities'],
    },
    machine: Object.assign({}, ...layers.map(({ machine }) => machine)) as Partial<Configuration>,
    problems: file.problems,
  };
}

function names(patterns: readonly string[], inside: string): boolean {
  return (
    inside !== '' &&
    ignore()
      .add([...patterns])
      .ignores(inside)
  );
}

/** The rules that run: what the person asks for at this moment goes before what the project says. */
export function rulesOver(project: CheckOptions, person: CheckOptions): CheckOptions {
  const asked = (rule: string): boolean => person.select?.has(rule) === true;
  const severities = Object.entries(project.severities ?? {}).filter(([rule, severity]) => severity !== 'off' || !asked(rule));
  const select = person.select ?? project.select;
  const level = person.level ?? project.level;
  return {
    ...(select === undefined ? {} : { select }),
    ignore: new Set([...[...(project.ignore ?? [])].filter((rule) => !asked(rule)), ...(person.ignore ?? [])]),
    severities: { ...Object.fromEntries(severities), ...person.severities },
    ...(level === undefined ? {} : { level }),
  };
}
