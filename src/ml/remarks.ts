import { commentsOf } from '../python/source/comments';
import type { Program } from '../python/program/program';
import type { Place } from '../python/values/trail';

/** Lines above a statement that a comment about it may stand on. */
const linesAbove = 2;

/** What is written in comments inside a statement, behind it, and on the lines just above. */
export function remarksAt(program: Program, place: Place): readonly string[] {
  const at = program.span(place);
  const span = program.statementAround(at)?.span ?? at;
  const fragment = span.document.fragments[span.fragment];
  if (fragment === undefined) {
    return [];
  }
  const { text } = fragment;
  let start = span.start;
  for (let lines = 0; lines <= linesAbove && start > 0; lines++) {
    start = text.lastIndexOf('\n', start - 1);
  }
  const lineEnd = text.indexOf('\n', span.end);
  const end = lineEnd < 0 ? text.length : lineEnd;
  return commentsOf(fragment)
    .filter((comment) => comment.start >= start && comment.end <= end)
    .map((comment) => comment.text.replace(/^#+\s*/, ''));
}
