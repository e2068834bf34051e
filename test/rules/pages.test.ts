import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../src/rules/finding';
import { rules } from '../../src/rules/index';
import { root } from '../../scripts/process.mjs';
import { analyze, edited } from '../support/analysis';

const folder = path.join(root, 'docs', 'rules');
const sections = ['Why', 'Bad', 'Good', 'When not to', 'Evidence'];

function page(rule: string): string {
  return readFileSync(path.join(folder, `${rule}.md`), 'utf8');
}

/** The Python code of a section. */
function code(rule: string, section: string): string {
  const body = page(rule).split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  const block = /```python\n([\s\S]*?)```/.exec(body)?.[1];
  assert.ok(block, `${rule}: the section ${section} has no Python code`);
  return block;
}

function findings(rule: string, source: string): readonly Finding[] {
  const { findings: found, syntaxBroken } = analyze(source, { select: new Set([rule]) });
  assert.ok(!syntaxBroken, source);
  return found;
}

describe('pages of rules', () => {
  it('exist for every rule and for nothing else', () => {
    const pages = readdirSync(folder).filter((file) => file !== 'README.md' && file !== 'not-rules.md');
    assert.deepEqual(pages.sort(), rules.map(({ meta }) => `${meta.id}.md`).sort());
  });

  it('stand beside a file of tests each', () => {
    for (const { meta } of rules) {
      assert.ok(existsSync(path.join(root, 'test', 'rules', `${meta.id}.test.ts`)), meta.id);
    }
  });

  for (const { meta } of rules) {
    describe(meta.id, () => {
      it('say what the rule says of itself', () => {
        const [heading, , about = ''] = page(meta.id).split('\n');
        assert.equal(heading, `# ${meta.title}`);
        assert.ok(
          about.startsWith(`\`${meta.id}\` · ${meta.severity} · ${meta.frameworks.join(', ')} · evidence: ${meta.saving.evidence}`),
          about,
        );
      });

      it('have every section', () => {
        const headings = [...page(meta.id).matchAll(/^## (.*)$/gm)].map((found) => found[1]);
        assert.deepEqual(headings, sections);
      });

      it('show bad code that is found, and good code that is not', () => {
        assert.equal(findings(meta.id, code(meta.id, 'Bad')).length, 1);
        assert.deepEqual(findings(meta.id, code(meta.id, 'Good')), []);
      });

      it('show bad code whose fixes silence the rule', () => {
        const bad = code(meta.id, 'Bad');
        for (const fix of findings(meta.id, bad)[0]?.fixes ?? []) {
          assert.deepEqual(findings(meta.id, edited(bad, fix.edits) as string), [], fix.title);
        }
      });
    });
  }
});

describe('the tables of rules', () => {
  it('list every rule with its title, severity and evidence; the README those that are on by default', () => {
    const index = page('README');
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    for (const { meta } of rules) {
      assert.ok(index.includes(`| [${meta.id}](${meta.id}.md) | ${meta.title} | ${meta.severity} | ${meta.saving.evidence} |`), meta.id);
      const row = `| [${meta.id}](docs/rules/${meta.id}.md) | ${meta.title} | ${meta.severity} |`;
      assert.equal(readme.includes(row), meta.severity !== 'hint', meta.id);
    }
  });
});
