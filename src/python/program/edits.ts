/** Changes of source text that rules and advice may propose. Each keeps the formatting around it and gives text that parses. */
export { addKeyword, replaceArgument } from '../edits/arguments';
export { insertImport, insertStatement, type ImportResult } from '../edits/imports';
export { applyEdits, type SpanEdit } from '../edits/span-edit';
export { appendToLine, deleteStatement, insertBehind, wrapInWith } from '../edits/statements';
