import { createSemantics } from '../libraries/semantics';
import { Memory } from '../python/evaluate/memory';
import type { Workspace } from '../python/evaluate/semantics';
import type { ParsedDocument, PythonParser } from '../python/parser';
import { Program } from '../python/program/program';
import type { SourceDocument } from '../python/source/document';
import type { World } from '../python/world';
import { parseModule } from './parse-module';

/** How many documents keep their last evaluation, a few megabytes each. */
const mostMemories = 4;

/** Makes programs of documents, and remembers the last evaluations of those that are being written. */
export class Evaluations {
  private readonly semantics = createSemantics();
  /** By path; the one used last stands last. Of a document that was evaluated once, nothing is noted yet. */
  private readonly memories = new Map<string, Memory | null>();

  constructor(private readonly parser: PythonParser) {}

  /** Evaluates a document; `remember` keeps its syntax for the next reading. */
  of(document: SourceDocument, workspace: Workspace, world: World, remember = false): Program {
    return Program.evaluate(this.parser.parse(document, remember), this.semantics, this.modulesOf(document), workspace, world);
  }

  /** As above, with what is remembered of the text before; most documents are only looked at, and nothing is noted of their first text. */
  next(document: SourceDocument, workspace: Workspace, world: World): Program {
    const memory = this.memoryOf(document.path);
    return memory === null
      ? this.of(document, workspace, world, true)
      : Program.evaluateNext(memory, this.parser.parse(document, true), this.semantics, this.modulesOf(document), workspace, world);
  }

  forget(path: string): void {
    this.parser.forget(path);
    this.memories.delete(path);
  }

  private memoryOf(path: string): Memory | null {
    const known = this.memories.get(path);
    const memory = known === null ? new Memory() : (known ?? null);
    this.memories.delete(path);
    this.memories.set(path, memory);
    const [oldest] = this.memories.keys();
    if (oldest !== undefined && this.memories.size > mostMemories) {
      this.memories.delete(oldest);
    }
    return memory;
  }

  private modulesOf(script: SourceDocument): (module: SourceDocument) => ParsedDocument {
    return (module) => parseModule(this.parser, module, script);
  }
}
