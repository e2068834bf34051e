import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { totalOf } from '../../../src/assess/estimate-run';
import type { EstimateReport } from '../../../src/report/estimate/estimate-report';
import { exportExtension, exportFormats, renderEstimate } from '../../../src/report/render-estimate';
import { estimate } from '../../webview/fixtures';

const single: EstimateReport = {
  shown: 'train.py',
  results: [{ profile: estimate.profile, result: estimate }],
  total: totalOf([estimate]),
};
const twice: EstimateReport = { ...single, results: [single.results[0]!, single.results[0]!], total: totalOf([estimate, estimate]) };
const none: EstimateReport = {
  shown: 'train.py',
  results: [{ profile: { id: 'train.py#1' }, result: { error: 'The number of epochs is unknown.', missing: ['epochs'] } }],
  total: null,
};

describe('exports of an estimate', () => {
  for (const format of exportFormats) {
    it(`${format} says so where there is no estimate`, () => {
      assert.match(renderEstimate(format, none), /No estimate|The number of epochs is unknown\./);
    });
  }

  it('have an ending each', () => {
    assert.deepEqual(exportFormats.map(exportExtension), ['md', 'html', 'csv', 'yaml', 'tex']);
  });
});

describe('Markdown export', () => {
  const text = renderEstimate('markdown', single).replaceAll('\u00a0', ' ');

  it('shows figures with ranges, and what they stand on', () => {
    assert.match(text, /\| Energy \| 1\.39 kWh \| 0\.9 – 2\.1 \|/);
    assert.match(text, /\| Carbon \| 420 g CO₂e \| 277 – 638 \|/);
    assert.match(text, /301 g CO₂e per kWh, Ireland, 2025, lifecycle \(Electricity Maps, yearly average\)/);
    assert.match(text, /Time = 90 epochs × 1,184 steps × 0\.104 seconds per step \+ 18 s start-up\./);
  });

  it('sums several runs', () => {
    assert.match(renderEstimate('markdown', twice).replaceAll('\u00a0', ' '), /## All runs together\n\n[\s\S]*\| Energy \| 2\.79 kWh/);
  });

  it('reads nothing in a name as markup', () => {
    assert.match(
      renderEstimate('markdown', { ...single, shown: '[x](javascript:alert)|<img>' }),
      /\\\[x\\\]\(javascript:alert\)\\\|\\<img\\>/,
    );
  });
});

describe('HTML export', () => {
  it('shows a hostile name as text', () => {
    const html = renderEstimate('html', { ...single, shown: '<img src=x onerror=alert(1)>.py' });
    assert.ok(!html.includes('<img'));
    assert.ok(html.includes('&lt;img src=x onerror=alert(1)&gt;.py'));
  });
});

describe('CSV export', () => {
  it('has plain numbers in named units, and energy × intensity = carbon', () => {
    const [head = '', row = ''] = renderEstimate('csv', single).split('\r\n');
    const cells = row.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)!.map((cell) => cell.replace(/,$/, ''));
    const of = (name: string): string => cells[head.split(',').indexOf(name)]!;
    assert.equal(of('hardware'), 'nvidia-geforce-rtx-3090');
    assert.ok(
      Math.abs((Number(of('energy_kwh_p50')) * Number(of('intensity_g_per_kwh'))) / 1000 - Number(of('carbon_kg_co2e_p50'))) < 1e-5,
    );
  });

  it('quotes commas and disarms formulas', () => {
    assert.match(renderEstimate('csv', { ...single, shown: '=HYPERLINK("x"),a.py' }), /\r\n"'=HYPERLINK\(""x""\),a\.py",/);
  });

  it('has a line for a run without an estimate', () => {
    assert.match(renderEstimate('csv', none), /\r\ntrain\.py,train\.py#1,,+The number of epochs is unknown\.\r\n$/);
  });
});

describe('model card export', () => {
  it('gives grams', () => {
    assert.equal(
      renderEstimate('model-card', single),
      [
        'co2_eq_emissions:',
        '  emissions: 419.9 # grams of CO2e',
        '  source: "Joulewise forecast before the run, 420 g CO₂e (277 – 638); grid 301 g CO₂e per kWh, Ireland, 2025, lifecycle (Electricity Maps, yearly average)"',
        '  training_type: "pre-training"',
        '  geographical_location: "Ireland"',
        '  hardware_used: "1 × RTX 3090"',
        '',
      ].join('\n'),
    );
  });

  it('sums several runs', () => {
    assert.match(renderEstimate('model-card', twice), /emissions: 839\.7 #/);
  });
});

describe('LaTeX export', () => {
  it('is one paragraph with figures, ranges and sources', () => {
    const text = renderEstimate('latex', single);
    assert.match(text, /^One training run on 1 \$\\times\$ RTX 3090 is forecast to take 3~h~05~min \(2~h~06~min~-- 4~h~36~min\)/);
    assert.match(text, /420~g~CO\\textsubscript\{2\}e \(277~-- 638\)/);
    assert.match(text, /80 \\% intervals/);
  });

  it('escapes what LaTeX would read as a command', () => {
    const result = { ...estimate, grid: { ...estimate.grid, name: 'A_B & 100% \\input{x}' } };
    const text = renderEstimate('latex', { ...single, results: [{ profile: estimate.profile, result }], total: totalOf([result]) });
    assert.match(text, /A\\_B \\& 100\\% \\textbackslash\{\}input\\\{x\\\}/);
  });
});
