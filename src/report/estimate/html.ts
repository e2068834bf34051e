/** An estimate as one static HTML file without scripts: for a mail, a wiki or the archive of a project. */
import type { Estimate } from '../../assess/estimate';
import { escapeHtml } from '../escape-html';
import { runTitle } from './estimate-report';
import type { EstimateReport } from './estimate-report';
import { arithmeticText, breakdownRows, figureRows, gridText, machineText, memoryRow, pueText } from './figure-rows';
import type { FigureRow } from './figure-rows';

export function estimateHtml(report: EstimateReport): string {
  const title = `Forecast of ${report.shown}`;
  const runs = report.results.map(({ result }, index) => {
    const body = 'error' in result ? paragraph(`No estimate: ${result.error}`) : estimateBody(result);
    return `<section>\n<h2>${escapeHtml(runTitle(report, index))}</h2>\n${body}\n</section>`;
  });
  const { total } = report;
  if (report.results.length > 1 && total !== null) {
    runs.push(`<section>\n<h2>All runs together</h2>\n${figureTable(figureRows(total))}\n</section>`);
  }
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${runs.join('\n')}
<footer><p>Forecast by Joulewise before the run: modelled, not measured. Ranges hold for 8 of 10 runs.</p></footer>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
th, td { padding: 0.3rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); text-align: right; }
th:first-child { text-align: left; font-weight: normal; }
thead th, footer, .muted { opacity: 0.75; font-weight: normal; }
`;

function estimateBody(estimate: Estimate): string {
  const memory = memoryRow(estimate);
  const arithmetic = arithmeticText(estimate);
  const blocks = [
    paragraph(`On ${machineText(estimate)}, PUE ${pueText(estimate)}; grid ${gridText(estimate)}.`),
    figureTable([...figureRows(estimate), ...(memory === null ? [] : [memory])]),
    arithmetic === '' ? '' : paragraph(`Time = ${arithmetic}.`),
    table(
      ['Where it goes', 'Energy', 'Range', 'Share'],
      breakdownRows(estimate).map(({ quantity, figure, range, percent }) => [quantity, figure, range, `${percent} %`]),
    ),
    list(
      'What drives the range',
      estimate.drivers.map(({ quantity, share, narrowBy }) => `${quantity} ${Math.round(share * 100)} %. ${narrowBy}`.trim()),
    ),
    list(
      'Assumed',
      estimate.assumptions.map(({ quantity, value, why }) => `${quantity} = ${value}: ${why}`),
    ),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function figureTable(rows: readonly FigureRow[]): string {
  return table(
    ['Quantity', 'Expected', 'Range'],
    rows.map(({ quantity, figure, range }) => [quantity, figure, range]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const heads = head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
  const body = rows.map(([first = '', ...cells]) => {
    const others = cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('');
    return `<tr><th scope="row">${escapeHtml(first)}</th>${others}</tr>`;
  });
  return `<table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<h3>${escapeHtml(title)}</h3>\n<ul>\n${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('\n')}\n</ul>`;
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}
