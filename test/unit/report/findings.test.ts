import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { renderFindings } from '../../../src/report/render-findings';
import type { Finding } from '../../../src/rules/finding';
import { fp32Finding, syncFinding, workersFinding } from '../../webview/fixtures';

const titles = new Map([[workersFinding.rule, 'The DataLoader loads in the main process']]);

function render(format: 'text' | 'sarif' | 'github', ...findings: Finding[]): string {
  return renderFindings(format, { findings, toolVersion: '0.1.0', titles });
}

interface Sarif {
  version: string;
  runs: {
    tool: { driver: { rules: { id: string; shortDescription?: { text: string }; helpUri: string }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      locations: { physicalLocation: { artifactLocation: { uri: string }; region?: object }; logicalLocations?: { name: string }[] }[];
      fixes?: { artifactChanges: { replacements: { deletedRegion: object; insertedContent: { text: string } }[] }[] }[];
    }[];
  }[];
}

function sarif(...findings: Finding[]): Sarif['runs'][number] {
  return (JSON.parse(render('sarif', ...findings)) as Sarif).runs[0]!;
}

describe('findings as text', () => {
  it('begin with a place that terminals make a link of', () => {
    assert.match(
      render('text', workersFinding),
      /^classify\/train\.py:26:14: information: The DataLoader .* \[dataloader-workers-zero\]\n {4}fix: Set num_workers=8\n$/,
    );
  });

  it('name the cell of a notebook, counted from one', () => {
    assert.match(render('text', { ...syncFinding, path: 'a.ipynb', cell: 2, line: 3 }), /^a\.ipynb, cell 3:3:9: hint: /);
  });
});

describe('findings as SARIF', () => {
  it('list each rule once, with title and page', () => {
    const { tool, results } = sarif(workersFinding, syncFinding, { ...workersFinding, line: 40, endLine: 40 });
    assert.deepEqual(
      tool.driver.rules.map(({ id }) => id),
      ['dataloader-workers-zero', 'step-host-sync'],
    );
    assert.equal(tool.driver.rules[0]!.shortDescription?.text, 'The DataLoader loads in the main process');
    assert.deepEqual(
      results.map(({ ruleIndex }) => ruleIndex),
      [0, 1, 0],
    );
  });

  it('place results and fixes exactly', () => {
    const [result] = sarif(workersFinding).results;
    assert.deepEqual(result!.locations[0]!.physicalLocation.region, { startLine: 26, startColumn: 14, endLine: 26, endColumn: 60 });
    assert.deepEqual(result!.fixes![0]!.artifactChanges[0]!.replacements, [
      { deletedRegion: { startLine: 26, startColumn: 58, endLine: 26, endColumn: 58 }, insertedContent: { text: ', num_workers=8' } },
    ]);
  });

  it('keep a path with spaces a URI', () => {
    assert.equal(
      sarif({ ...syncFinding, path: 'my code/train.py' }).results[0]!.locations[0]!.physicalLocation.artifactLocation.uri,
      'my%20code/train.py',
    );
  });

  it('claim no line of a notebook file, which holds JSON', () => {
    const [result] = sarif({ ...workersFinding, path: 'a.ipynb', cell: 2 }).results;
    assert.equal(result!.locations[0]!.physicalLocation.region, undefined);
    assert.equal(result!.locations[0]!.logicalLocations![0]!.name, 'cell 3, line 26');
    assert.equal(result!.fixes, undefined);
  });
});

describe('findings as GitHub annotations', () => {
  it('stand at their lines', () => {
    assert.match(
      render('github', workersFinding),
      /^::notice file=classify\/train\.py,line=26,endLine=26,col=14,endColumn=60,title=dataloader-workers-zero::The DataLoader /,
    );
  });

  it('give no columns where a finding spans lines', () => {
    assert.match(
      render('github', { ...fp32Finding, severity: 'warning', endLine: 60 }),
      /^::warning file=classify\/train\.py,line=58,endLine=60,title=/,
    );
  });

  it('cannot be broken by what a message or a path holds', () => {
    const hostile = { ...syncFinding, path: 'a,b:c.py', message: '100%\n::error::x' };
    assert.equal(
      render('github', hostile),
      '::notice file=a%2Cb%3Ac.py,line=66,endLine=66,col=9,endColumn=20,title=step-host-sync::100%25%0A::error::x\n',
    );
  });
});
