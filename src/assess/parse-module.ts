import type { ParsedDocument, PythonParser } from '../python/parser';
import type { SourceDocument } from '../python/source/document';

/**
 * A module of the workspace. A script that its own module imports again is read a second time under another name, because a tree
 * belongs to one reading.
 */
export function parseModule(parser: PythonParser, module: SourceDocument, script: SourceDocument): ParsedDocument {
  if (module.path !== script.path) {
    return parser.parse(module, true);
  }
  const again = { ...module, path: `${module.path}\0module` };
  const parsed = parser.parse(again, false);
  again.path = module.path;
  return parsed;
}
