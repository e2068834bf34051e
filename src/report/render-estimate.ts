/** The exports of an estimate by name; a new format is one file and one line here. */
import { estimateCsv } from './estimate/csv';
import type { EstimateReport } from './estimate/estimate-report';
import { estimateHtml } from './estimate/html';
import { estimateLatex } from './estimate/latex';
import { estimateMarkdown } from './estimate/markdown';
import { estimateModelCard } from './estimate/model-card';

const renderers = {
  markdown: { extension: 'md', render: estimateMarkdown },
  html: { extension: 'html', render: estimateHtml },
  csv: { extension: 'csv', render: estimateCsv },
  'model-card': { extension: 'yaml', render: estimateModelCard },
  latex: { extension: 'tex', render: estimateLatex },
} as const satisfies Readonly<Record<string, { readonly extension: string; readonly render: (report: EstimateReport) => string }>>;

export type ExportFormat = keyof typeof renderers;

export const exportFormats = Object.keys(renderers) as readonly ExportFormat[];

/** The ending of a file of this format, without its dot. */
export function exportExtension(format: ExportFormat): string {
  return renderers[format].extension;
}

export function renderEstimate(format: ExportFormat, report: EstimateReport): string {
  return renderers[format].render(report);
}
