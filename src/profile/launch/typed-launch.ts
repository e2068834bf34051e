import type { SourceDocument } from '../../python/source/document';
import { keyOf } from './find-launches';
import type { Launch } from './launch';
import { launchStated, quoted, type ReadText } from './launch-files';

/**
 * The launch as a command that is read alike without the file it stands in: with the processes that its batch system or configuration
 * gives, and the variables that the script names. Null where no such command is found.
 */
export function typedLaunch(launch: Launch, script: SourceDocument, read: ReadText): string | null {
  const wanted = fingerprint(launch, script);
  const variables = [...relevantVariables(launch, script)].map(([name, value]) => `${name}=${quoted(value)} `).join('');
  const spelledOut = `${starterOf(launch)} ${quoted(nameOf(script))} ${launch.words.map((word) => shellWord(word)).join(' ')}`.trimEnd();
  return (
    [launch.text, variables + launch.text, variables + spelledOut].find((text) => {
      const typed = launchStated(text, script.path, read);
      return typed !== null && fingerprint(typed, script) === wanted;
    }) ?? null
  );
}

/** What of a launch the script can see. */
function fingerprint(launch: Launch, script: SourceDocument): string {
  return JSON.stringify([keyOf(launch), launch.words.map(({ isOpen }) => isOpen === true), [...relevantVariables(launch, script)].sort()]);
}

function relevantVariables({ environment }: Launch, { fragments }: SourceDocument): readonly (readonly [string, string])[] {
  return [...environment].filter(
    ([name]) => name === 'ACCELERATE_MIXED_PRECISION' || fragments.some(({ text }) => new RegExp(`\\b${name}\\b`, 'u').test(text)),
  );
}

function starterOf({ processes }: Launch): string {
  if (processes === null) {
    return 'python';
  }
  const nodes = Math.max(1, Math.round(processes.count / processes.perNode));
  return `torchrun ${nodes > 1 ? `--nnodes ${String(nodes)} ` : ''}--nproc_per_node ${String(processes.perNode)}`;
}

function nameOf({ path }: SourceDocument): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** An open word keeps the variable that opens it. */
function shellWord({ text, isOpen }: Launch['words'][number]): string {
  return isOpen === true ? text : quoted(text);
}
