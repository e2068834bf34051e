/** Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning. */
import type { SourceRange } from '../../profile/run-profile';
import type { Finding, Fix, Severity, TextEdit } from '../../rules/finding';
import { docsUrl } from '../../rules/docs';
import type { FindingsReport, LocatedFinding, RuleDescription } from './findings-report';
import { fingerprints } from './identity';

const levels: Readonly<Record<Severity, 'warning' | 'note'>> = { warning: 'warning', information: 'note', hint: 'note' };

export function findingsSarif({ findings, toolVersion, rules }: FindingsReport): string {
  const ids = [...new Set(findings.map(({ finding }) => finding.rule))].sort();
  const prints = fingerprints(findings);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Joulewise',
            version: toolVersion,
            informationUri: 'https://github.com/joulewise/joulewise',
            rules: ids.map((id) => ruleOf(id, docsOf(id, findings), rules)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map(({ finding }, index) => resultOf(finding, ids.indexOf(finding.rule), prints[index] ?? '')),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function docsOf(id: string, findings: readonly LocatedFinding[]): string {
  return findings.find(({ finding }) => finding.rule === id)?.finding.docs ?? docsUrl(id);
}

function ruleOf(id: string, helpUri: string, rules: readonly RuleDescription[]): object {
  const described = rules.find((rule) => rule.id === id);
  if (described === undefined) {
    return { id, helpUri };
  }
  const { title, severity, topic, frameworks = [] } = described;
  return {
    id,
    shortDescription: { text: title },
    help: {
      text: `${title}. Why, and when not to change it: ${helpUri}`,
      markdown: `${title}. [Why, and when not to change it](${helpUri})`,
    },
    helpUri,
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [...(topic === undefined ? [] : [topic]), ...frameworks] },
  };
}

function resultOf(finding: Finding, ruleIndex: number, print: string): object {
  // Lines of a notebook count inside the cell, which no region of the file can say.
  const fixes = finding.cell === null ? finding.fixes.map(fixOf) : [];
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [locationOf(finding)],
    // The one key that GitHub code scanning compares.
    partialFingerprints: { primaryLocationLineHash: print },
    ...(fixes.length === 0 ? {} : { fixes }),
    properties: { confidence: finding.confidence },
  };
}

function locationOf(finding: Finding): object {
  const artifactLocation = { uri: uriOf(finding.path) };
  if (finding.cell === null) return { physicalLocation: { artifactLocation, region: regionOf(finding) } };
  const name = `cell ${finding.cell + 1}, line ${finding.line}`;
  return { physicalLocation: { artifactLocation }, logicalLocations: [{ name, fullyQualifiedName: `${finding.path}, ${name}` }] };
}

function regionOf({ line, column, endLine, endColumn }: SourceRange): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function fixOf({ title, edits }: Fix): object {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: { uri: uriOf(path) },
      replacements: edits.filter((edit) => edit.path === path).map(replacementOf),
    })),
  };
}

function replacementOf(edit: TextEdit): object {
  return { deletedRegion: regionOf(edit), insertedContent: { text: edit.text } };
}

/** A path as a URI reference: a relative one stays relative, a drive letter becomes a file URI. */
function uriOf(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  const encoded = slashes.split('/').map(encodeURIComponent).join('/');
  return /^[A-Za-z]:\//.test(slashes) ? `file:///${encoded.replace('%3A', ':')}` : encoded;
}
