import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, it } from 'mocha';
import { renderFindings } from '../../../src/report/render-findings';
import type { FindingsReport, LocatedFinding, RuleDescription } from '../../../src/report/findings/findings-report';
import type { Finding } from '../../../src/rules/finding';
import { fp32Finding, syncFinding, workersFinding } from '../../webview/fixtures';

const rules: readonly RuleDescription[] = [
  { id: workersFinding.rule, title: 'The DataLoader loads in the main process', severity: 'information', topic: 'data-loading' },
];
const lineText = `loader = DataLoader(dataset, batch_size=32, shuffle=True)`;

function render(format: 'text' | 'sarif' | 'github', ...findings: Finding[]): string {
  return renderFindings(format, report(findings.map((finding) => ({ finding, lineText }))));
}

function report(findings: readonly LocatedFinding[]): FindingsReport {
  return { findings, toolVersion: '0.1.0', rules };
}

interface Sarif {
  version: string;
  runs: {
    tool: {
      driver: {
        rules: {
          id: string;
          shortDescription?: { text: string };
          helpUri: string;
          defaultConfiguration?: object;
          properties?: { tags: string[] };
        }[];
      };
    };
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      partialFingerprints: { primaryLocationLineHash: string };
      locations: { physicalLocation: { artifactLocation: { uri: string }; region?: object }; logicalLocations?: { name: string }[] }[];
      fixes?: { artifactChanges: { replacements: { deletedRegion: object; insertedContent: { text: string } }[] }[] }[];
    }[];
  }[];
}

function sarif(...findings: Finding[]): Sarif['runs'][number] {
  return (JSON.parse(render('sarif', ...findings)) as Sarif).runs[0]!;
}

describe('findings as text', () => {
  it('begin with a place that terminals make a link of, and show the line with carets under what is meant', () => {
    const lines = render('text', { ...workersFinding, column: 10, endColumn: 20 }).split('\n');
    assert.match(lines[0] ?? '', /^classify\/train\.py:26:10: information: The DataLoader .* \[dataloader-workers-zero\]$/);
    assert.deepEqual(lines.slice(1), [
      '   26 | loader = DataLoader(dataset, batch_size=32, shuffle=True)',
      '      |          ^^^^^^^^^^',
      '    fix: Set num_workers=8',
      '',
    ]);
  });

  it('underline the rest of the line where a finding goes on', () => {
    const lines = render('text', { ...workersFinding, column: 1, endLine: 30 }).split('\n');
    assert.equal(lines[2], `      | ${'^'.repeat(lineText.length)}`);
  });

  it('keep tabs, and cut what is too wide around what is meant', () => {
    const tabbed = renderFindings('text', report([{ finding: { ...workersFinding, column: 3, endColumn: 4 }, lineText: '\t\tx' }]));
    assert.match(tabbed, /\n {3}26 \| \t\tx\n {6}\| \t\t\^\n/);
    const wide = { finding: { ...workersFinding, column: 301, endColumn: 304 }, lineText: `${'a'.repeat(300)}bcd${'e'.repeat(300)}` };
    const [, code = '', carets = ''] = renderFindings('text', report([wide])).split('\n');
    assert.ok(code.length <= 130);
    assert.equal(code.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), 'bcd');
  });

  it('name the cell of a notebook, counted from one', () => {
    assert.match(render('text', { ...syncFinding, path: 'a.ipynb', cell: 2, line: 3 }), /^a\.ipynb, cell 3:3:9: hint: /);
  });
});

describe('findings as SARIF', () => {
  // The schema is written in draft 4, of which it uses nothing that draft 7 reads otherwise.
  const { $schema, id, ...schema } = JSON.parse(
    readFileSync(new URL('../../vendor/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'),
  ) as Record<string, unknown>;
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(schema);

  it('are valid after the schema of OASIS, with rules, fixes and fingerprints', () => {
    assert.ok(String($schema).includes('draft-04') && String(id).includes('sarif'));
    const log = JSON.parse(render('sarif', workersFinding, syncFinding, { ...workersFinding, path: 'a.ipynb', cell: 2 })) as Sarif;
    assert.ok(validate(log), JSON.stringify(validate.errors, null, 1));
    const broken = { ...log, runs: [{ ...log.runs[0], results: [{ ruleId: 'x' }] }] };
    assert.equal(validate(broken), false, 'a result without a message is refused');
  });

  it('tell equal lines apart by their order, and stay the same when lines move', () => {
    const prints = (...findings: Finding[]): readonly string[] =>
      sarif(...findings).results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
    const [first, second] = prints(workersFinding, { ...workersFinding, line: 40, endLine: 40 });
    assert.match(first ?? '', /^[0-9a-f]{16}:1$/);
    assert.equal(second, first?.replace(/1$/, '2'));
    assert.deepEqual(prints({ ...workersFinding, line: 99, endLine: 99 }), [first]);
  });

  it('describe their rules', () => {
    const [rule] = sarif(workersFinding).tool.driver.rules;
    assert.deepEqual(rule!.defaultConfiguration, { level: 'note' });
    assert.deepEqual(rule!.properties?.tags, ['data-loading']);
  });

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
