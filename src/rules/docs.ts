/** Where the pages of the documentation are published. */
const docs = 'https://github.com/joulewise/joulewise/blob/main/docs';

/** The page of a rule. */
export function docsUrl(rule: string): string {
  return `${docs}/rules/${rule}.md`;
}

/** A section of the page about the configuration file and comments. */
export function configurationPage(section: string): string {
  return `${docs}/configuration.md#${section}`;
}
