/** An estimate as Markdown: for a pull request, a README or lab notes. */
import type { Estimate } from '../../assess/estimate';
import { runTitle } from './estimate-report';
import type { EstimateReport } from './estimate-report';
import { arithmeticText, breakdownRows, figureRows, gridText, machineText, memoryRow, pueText } from './figure-rows';
import type { FigureRow } from './figure-rows';

export function estimateMarkdown(report: EstimateReport): string {
  const runs = report.results.map(({ result }, index) => {
    const body = 'error' in result ? [`No estimate: ${escaped(result.error)}`] : estimateBlocks(result);
    return [`## ${escaped(runTitle(report, index))}`, ...body].join('\n\n');
  });
  const { total } = report;
  const sum = report.results.length > 1 && total !== null ? [`## All runs together\n\n${figureTable(figureRows(total))}`] : [];
  return `# Forecast of ${escaped(report.shown)}\n\n${[...runs, ...sum].join('\n\n')}\n\n${closing}\n`;
}

const closing = 'Forecast by Joulewise before the run: modelled, not measured. Ranges hold for 8 of 10 runs.';

function estimateBlocks(estimate: Estimate): string[] {
  const memory = memoryRow(estimate);
  const arithmetic = arithmeticText(estimate);
  return [
    `On ${escaped(machineText(estimate))}, PUE ${escaped(pueText(estimate))}; grid ${escaped(gridText(estimate))}.`,
    figureTable([...figureRows(estimate), ...(memory === null ? [] : [memory])]),
    ...(arithmetic === '' ? [] : [`Time = ${escaped(arithmetic)}.`]),
    table(
      ['Where it goes', 'Energy', 'Range', 'Share'],
      breakdownRows(estimate).map(({ quantity, figure, range, percent }) => [quantity, figure, range, `${percent} %`]),
    ),
    ...bullets(
      'What drives the range:',
      estimate.drivers.map(({ quantity, share, narrowBy }) => `${quantity} ${Math.round(share * 100)} %. ${narrowBy}`.trim()),
    ),
    ...bullets(
      'Assumed:',
      estimate.assumptions.map(({ quantity, value, why }) => `${quantity} = ${value}: ${why}`),
    ),
  ];
}

function figureTable(rows: readonly FigureRow[]): string {
  return table(
    ['Quantity', 'Expected', 'Range'],
    rows.map(({ quantity, figure, range }) => [quantity, figure, range]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const rule = `| ${head.map((_, index) => (index === 0 ? '---' : '---:')).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function bullets(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [title, items.map((item) => `- ${escaped(item)}`).join('\n')];
}

/** Names from code and tables stay names: nothing in them is read as markup. */
function escaped(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, (character) => `\\${character}`);
}
