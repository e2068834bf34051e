import assert from 'node:assert/strict';
import { createSemantics } from '../../../src/libraries/semantics';
import { Memory } from '../../../src/python/evaluate/memory';
import { Program } from '../../../src/python/program/program';
import { fileDocument, type SourceDocument } from '../../../src/python/source/document';
import type { Place } from '../../../src/python/values/trail';
import { defaultWorld } from '../../../src/python/world';
import { parser } from '../../support/parser';
import { argumentsText, contextText, shown } from './support';

type Files = Readonly<Record<string, string>>;

const semantics = createSemantics();
export const editedPath = 'edited.py';

/** What an evaluation noted, as text; two evaluations that are alike give the same lines. */
function linesOf(program: Program): readonly string[] {
  const at = (place: Place): string => {
    const { document, fragment, start, end } = program.span(place);
    return `${document.path}:${String(fragment)}:${String(start)}-${String(end)}`;
  };
  return [
    ...program.activations.map(
      (one) =>
        `${String(one.order)} ${at(one.site.place)} ${one.site.text}(${argumentsText(one)}) = ${shown(one.result)} in ${contextText(one.context)}`,
    ),
    ...program.definitions.map(({ name, place, value, context }) => `${name} ${at(place)} = ${shown(value)} in ${contextText(context)}`),
    ...program.assignments.map(({ place, value }) => `assigned ${at(place)} ${shown(value)}`),
    ...program.attributeWrites.map(({ place, order, value }) => `written ${at(place)} ${String(order)} ${shown(value)}`),
    ...program.externalWrites.map(({ target, place, value }) => `outside ${target} ${at(place)} ${shown(value)}`),
    ...program.loops.map(({ place, exits, isFollowed }) => `loop ${at(place)} ${String(exits.length)} ${String(isFollowed)}`),
    ...program.classes.map(
      ({ name, attributes }) => `class ${name} ${[...attributes].map(([key, value]) => `${key}: ${shown(value)}`).join()}`,
    ),
    ...[...program.outline.flat()].map(({ span }) => String(span.start)),
    `imports ${[...program.imports].join()} wants ${program.wants.join()} remarks ${program.remarks.join()}`,
    `asks ${String(program.asksForProcesses)} exhausted ${String(program.exhausted)}`,
  ];
}

/** The program of one text after another, each evaluated with what is remembered of those before. */
export class Edited {
  private readonly memory = new Memory();

  next(text: string, files: Files = {}, fuel?: number): Program {
    const parse = (sibling: SourceDocument) => parser().parse(sibling, false);
    const workspace = { read: (file: string) => files[file] ?? null };
    return Program.evaluateNext(
      this.memory,
      parser().parse(fileDocument(editedPath, text), true),
      semantics,
      parse,
      workspace,
      defaultWorld,
      fuel,
    );
  }

  /** Evaluates a text, and compares it with an evaluation that remembers nothing. */
  check(text: string, files: Files = {}, fuel?: number): Program {
    const program = this.next(text, files, fuel);
    const lines = linesOf(program);
    const parse = (sibling: SourceDocument) => parser().parse(sibling, false);
    const fresh = Program.evaluate(
      parser().parse(fileDocument(editedPath, text), true),
      semantics,
      parse,
      { read: (file) => files[file] ?? null },
      defaultWorld,
      fuel,
    );
    assert.deepEqual(lines, linesOf(fresh), text);
    return program;
  }
}

/** Edits as people make them: a line more, less, twice, elsewhere, or with another number or name. */
export function edited(text: string, random: () => number): string {
  const lines = text.split('\n');
  const any = (): number => Math.floor(random() * lines.length);
  const at = any();
  const line = lines[at] ?? '';
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const edits: readonly (() => void)[] = [
    () => lines.splice(at, 0, `${indent}edited = ${String(at)}`),
    () => lines.splice(at, 1),
    () => lines.splice(at, 0, line),
    () =>
      lines.splice(
        at,
        1,
        line.replace(/\d+/, (digits) => `${digits}1`),
      ),
    () =>
      lines.splice(
        at,
        1,
        line.replace(/\b[a-z_]{3,}\b/, (name) => `${name}x`),
      ),
    () => {
      const other = any();
      [lines[at], lines[other]] = [lines[other] ?? '', line];
    },
    () => lines.splice(at, 1, `${line} # said`),
  ];
  edits[Math.floor(random() * edits.length)]?.();
  return lines.join('\n');
}
