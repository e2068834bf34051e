/** Options that `Parser.init` of web-tree-sitter hands to the Emscripten loader. */
interface EmscriptenModule {
  wasmBinary: Uint8Array;
  locateFile(file: string): string;
}
