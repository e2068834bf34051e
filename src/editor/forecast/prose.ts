/**
 * Plain text as Markdown. `MarkdownString.appendText` does the same but makes every space one that never breaks,
 * so that sentences break inside of words.
 */
export function asProse(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/[\\`*_{}[\]()#+\-!~|<>&]/g, '\\$&');
}
