/** Where the pages of the rules are published. */
const pages = 'https://github.com/joulewise/joulewise/blob/main/docs/rules';

/** The page of a rule. */
export function docsUrl(rule: string): string {
  return `${pages}/${rule}.md`;
}
