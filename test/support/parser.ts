import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PythonParser } from '../../src/python/parser';

const find = createRequire(import.meta.url);
const wasm = (name: string): Uint8Array => readFileSync(find.resolve(name));

let loaded: PythonParser | undefined;
let memory: WebAssembly.Memory | undefined;

/** One parser for all tests: loading the grammar is the slowest thing they do. */
before(async () => {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, descriptors: [WebAssembly.MemoryDescriptor]) {
      memory = new target(...descriptors);
      return memory;
    },
  });
  loaded = await PythonParser.load(wasm('web-tree-sitter/web-tree-sitter.wasm'), wasm('tree-sitter-python/tree-sitter-python.wasm'));
  WebAssembly.Memory = Memory;
});

/** Bytes that the parser's own memory has grown to; it never shrinks. */
export function parserMemory(): number {
  return memory?.buffer.byteLength ?? 0;
}

export function parser(): PythonParser {
  assert(loaded !== undefined, 'The parser is there once the tests run.');
  return loaded;
}
