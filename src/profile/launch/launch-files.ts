import { readYaml } from '../../libraries/configuration/read-yaml';
import { at, type ConfigTree } from '../../libraries/configuration/config-tree';
import { fileDocument, type SourceDocument } from '../../python/source/document';
import { LineIndex } from '../../python/source/lines';
import { readNotebook } from '../../python/source/notebook';
import type { Launch } from './launch';
import { makeFile } from './launch-names';
import { allocationIn, variablesOf } from './batch-system';
import { launchIn, noAllocation, type AccelerateConfig } from './read-launch';
import { commandsIn } from './shell-words';

/** Text of another file, as seen from the script's folder and those above it. */
export type ReadText = (path: string) => string | null | undefined;

/** Launches of a script that a file states, in its order. */
export function launchesIn(path: string, text: string, script: string, readText: ReadText): readonly Launch[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.endsWith('.ipynb')) {
    const book = path === script ? null : readNotebook(path, text);
    const cells = book?.ok === true ? book.document.fragments : [];
    return cells.flatMap(({ cell, text: code }) =>
      launchesInShell({ path, fragments: [{ index: 0, cell, text: commandLines(code) }] }, script, readText),
    );
  }
  if (name.endsWith('.json')) {
    return launchesInJson(path, text, script, readText);
  }
  const commands = makeFile.test(name) ? text.replace(/^\t[@-]*/gm, (indent) => ' '.repeat(indent.length)) : text;
  return launchesInShell(fileDocument(path, commands), script, readText);
}

/** Launches that a shell text states: the one fragment of a document. */
function launchesInShell(document: SourceDocument, script: string, readText: ReadText): readonly Launch[] {
  const text = document.fragments[0]?.text ?? '';
  const lines = new LineIndex(text);
  const allocation = allocationIn(text);
  const context = {
    unit: { document, fragment: 0, base: 0 },
    line: (offset: number) => lines.position(offset).line,
    allocation,
    accelerateConfig: (file: string) => accelerateConfig(file, readText),
  };
  return commandsIn(text, variablesOf(allocation)).flatMap((command) => launchIn(command, runs(script), context) ?? []);
}

/**
 * The launch that a person states: a whole command, a launcher with its options alone, or options of the script alone. Null where the
 * command starts something else.
 */
export function launchStated(text: string, script: string, readText: ReadText): Launch | null {
  const name = quoted(script.slice(script.lastIndexOf('/') + 1));
  return text.trim().startsWith('-')
    ? launchTyped(`python ${name} ${text}`, script, readText)
    : (launchTyped(text, script, readText) ?? launchTyped(`${text} ${name}`, script, readText));
}

function launchTyped(text: string, script: string, readText: ReadText): Launch | null {
  const context = {
    unit: null,
    line: () => 1,
    allocation: noAllocation,
    accelerateConfig: (file: string) => accelerateConfig(file, readText),
  };
  const [command] = commandsIn(text);
  return command === undefined ? null : launchIn(command, runs(script), context);
}

/** Whether a word names the script: by its path, or as a module. */
function runs(script: string): (word: string, isModule: boolean) => boolean {
  return (word, isModule) => {
    const file = isModule ? `${word.replace(/\./g, '/')}.py` : word.replace(/^(?:\.{1,2}\/)+/, '').replace(/^\$\w+\/|^\$\{\w+\}\//, '');
    return file !== '' && (script === file || script.endsWith(file.startsWith('/') ? file : `/${file}`));
  };
}

/** The lines of a cell that the shell runs, each where it stood; the others are empty. */
function commandLines(cell: string): string {
  if (/^\s*%%(?:bash|sh|script)\b/.test(cell)) {
    return cell.replace(/^(\s*)%%.*/, '$1');
  }
  let goesOn = false;
  return cell
    .split('\n')
    .map((line) => {
      const [, indent, command, run] = /^(\s*)(?:!+(.*)|%run\s+(.*))$/s.exec(line) ?? [];
      const kept = goesOn ? line : command !== undefined ? `${indent ?? ''} ${command}` : run !== undefined ? `python ${run}` : '';
      goesOn = kept !== '' && /\\\s*$/.test(kept);
      return kept;
    })
    .join('\n');
}

function treeOf(path: string, text: string): ConfigTree | null {
  const tree = readYaml(
    text.replace(/^\s*\/\/.*$/gm, (comment) => ' '.repeat(comment.length)),
    { document: fileDocument(path, text), fragment: 0, base: 0 },
    '1.2',
  );
  return 'problem' in tree ? null : tree;
}

function accelerateConfig(path: string, readText: ReadText): AccelerateConfig | null {
  const text = readText(path);
  const tree = typeof text === 'string' ? treeOf(path, text) : null;
  if (tree === null) {
    return null;
  }
  const value = (key: string): string | number | boolean | null => {
    const found = at(tree, [key]);
    return found?.kind === 'scalar' ? found.value : null;
  };
  const number = (key: string): number | null => {
    const found = value(key);
    return typeof found === 'number' && found > 0 ? found : null;
  };
  const precision = value('mixed_precision');
  return {
    processes: number('num_processes'),
    nodes: number('num_machines'),
    mixedPrecision: precision === false ? 'no' : typeof precision === 'string' ? precision : null,
  };
}

/** Launch configurations and tasks of VS Code. (https://code.visualstudio.com/docs/python/debugging, 2025) */
function launchesInJson(path: string, text: string, script: string, readText: ReadText): readonly Launch[] {
  const tree = treeOf(path, text);
  const list = tree === null ? undefined : (at(tree, ['configurations']) ?? at(tree, ['tasks']));
  const lines = new LineIndex(text);
  return (list?.kind === 'list' ? list.items : []).flatMap((entry): readonly Launch[] => {
    const command = commandOf(entry);
    const launch = command === null ? null : launchTyped(command, script, readText);
    const place = entry.kind === 'map' ? entry.place : null;
    if (launch === null) {
      return [];
    }
    const line = place === null ? 1 : lines.position(place.start).line;
    // The command is put together from several values; what it gives stands in their entry.
    return [{ ...launch, words: launch.words.map((word) => ({ ...word, place })), at: { path, cell: null, line } }];
  });
}

/** The command that an entry stands for; variables of the editor are the folder of the workspace or the open file. */
function commandOf(entry: ConfigTree): string | null {
  const text = (key: string): string | null => {
    const found = at(entry, [key]);
    return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value.replace(/\$\{workspaceFolder\}\//g, '') : null;
  };
  const list = at(entry, ['args']);
  const args =
    list?.kind === 'list' ? list.items.map((item) => (item.kind === 'scalar' ? quoted(String(item.value)) : '')) : [text('args') ?? ''];
  const variables = at(entry, ['env']) ?? at(entry, ['options', 'env']);
  const environment =
    variables?.kind === 'map'
      ? [...variables.entries].flatMap(([name, value]) => (value.kind === 'scalar' ? [`${name}=${quoted(String(value.value))}`] : []))
      : [];
  const [program, module, command] = [text('program'), text('module'), text('command')];
  const head = program !== null ? `python ${quoted(program)}` : module !== null ? `python -m ${module}` : command;
  return head === null ? null : [...environment, head, ...args].join(' ');
}

/** A word of a shell text that stands for itself. */
export function quoted(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
