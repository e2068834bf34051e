import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/process.mjs';
import { settingDefaults } from '../../../src/editor/contributions';
import { joulewise } from '../cli/in-process';

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const scripts = (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Readonly<Record<string, string>> })
  .scripts;

/** Commands after a dollar sign, each with the lines shown below it. */
function sessions(): readonly { readonly command: string; readonly lines: readonly string[] }[] {
  const blocks = [...readme.matchAll(/^```\n(\$ [\s\S]*?)^```/gm)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((session) => {
      const [command = '', ...lines] = session.split('\n');
      return { command, lines: lines.filter((line) => line.trim() !== '' && line.trim() !== '…') };
    });
}

function words(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

describe('the README', () => {
  it('lists every setting and no other', () => {
    const listed = [...readme.matchAll(/^\| `joulewise\.([\w.]+)` \|/gm)].map(([, setting]) => setting);
    assert.deepEqual([...listed].sort(), Object.keys(settingDefaults).sort());
  });

  it('names commands that exist', () => {
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script);
    assert.deepEqual(
      named.filter((script) => !Object.hasOwn(scripts, script)),
      [],
    );
  });

  it('links to files that exist', () => {
    const targets = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target).filter((target) => !target.startsWith('http'));
    assert.deepEqual(
      targets.filter((target) => !target.startsWith('media/screenshots/') && !existsSync(path.join(root, target))),
      [],
    );
  });

  for (const { command, lines } of sessions()) {
    it(`shows what \`${command}\` prints`, async () => {
      const [program, ...args] = words(command);
      assert.equal(program, 'joulewise');
      const { stdout } = await joulewise(args, { cwd: root });
      // Figures are printed with spaces that do not break, which nobody types into a page.
      const printed = stdout.replaceAll(/[\u00A0\u202F]/g, ' ').split('\n');
      let at = -1;
      for (const line of lines) {
        at = printed.indexOf(line, at + 1);
        assert(at >= 0, `Not printed, or not in this order: ${line}\n${printed.join('\n')}`);
      }
    });
  }
});
