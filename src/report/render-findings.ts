/** The renderers of findings by name; a new format is one file and one line here. */
import type { FindingsReport } from './findings/findings-report';
import { findingsGithub } from './findings/github';
import { findingsSarif } from './findings/sarif';
import { findingsText } from './findings/text';

const renderers = {
  text: findingsText,
  sarif: findingsSarif,
  github: findingsGithub,
} as const satisfies Readonly<Record<string, (report: FindingsReport) => string>>;

export type FindingsFormat = keyof typeof renderers;

export const findingsFormats = Object.keys(renderers) as readonly FindingsFormat[];

export function renderFindings(format: FindingsFormat, report: FindingsReport): string {
  return renderers[format](report);
}
