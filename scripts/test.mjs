/**
 * Every check of the repository, in two lanes side by side, and one last line that counts them all.
 *   npm test                              everything
 *   npm test -- lint unit                 some parts
 *   npm test -- unit --grep "DataLoader"  what follows goes to Mocha
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Problem, main, root, run } from './process.mjs';
import { installPackages, provideBrowser, provideServer } from './setup.mjs';

/**
 * @typedef {{ passed: number, failed: number, output: string }} Outcome
 * @typedef {{ lane: number, needs: readonly ('build' | 'browser' | 'server')[], run: (grep: readonly string[]) => Promise<Outcome> }} Part
 */

const bin = path.join(root, 'node_modules', '.bin');
const out = path.join(root, 'out', 'test');

/** @type {Readonly<Record<string, Part>>} */
const parts = {
  unit: { lane: 0, needs: [], run: (grep) => mocha('unit', grep) },
  rules: { lane: 0, needs: [], run: (grep) => mocha('rules', grep) },
  package: { lane: 0, needs: ['build'], run: (grep) => mocha('package', [...grep, '--timeout', '60000']) },
  webview: { lane: 0, needs: ['build', 'browser'], run: (grep) => mocha('webview', [...grep, '--timeout', '30000']) },
  integration: { lane: 0, needs: ['build', 'browser', 'server'], run: (grep) => integration(['default', 'restricted', 'web'], grep) },
  format: { lane: 1, needs: [], run: () => check('prettier', ['--check', '--log-level', 'warn', '.']) },
  types: { lane: 1, needs: [], run: () => check('tsc', ['-b']) },
  lint: { lane: 1, needs: [], run: () => check('eslint', ['--max-warnings=0', '.']) },
};

/**
 * Only when asked for by name: it downloads a desktop VS Code.
 * @type {Readonly<Record<string, Part>>}
 */
const onRequest = {
  desktop: { lane: 0, needs: ['build'], run: (grep) => integration(['desktop'], grep) },
};

/**
 * A tool that passes or fails as a whole counts as one check.
 * @param {string} tool
 * @param {readonly string[]} parameters
 * @returns {Promise<Outcome>}
 */
async function check(tool, parameters) {
  const { status, output } = await run(path.join(bin, tool), parameters);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, output };
}

/**
 * @param {string} folder
 * @param {readonly string[]} parameters
 */
async function mocha(folder, parameters) {
  const files = await testFiles(path.join('test', folder));
  if (files.length === 0) {
    return { passed: 0, failed: 0, output: '' };
  }
  const counts = path.join(out, `${folder}.json`);
  return counted([[path.join(bin, 'mocha'), [...parameters, ...files], { MOCHA_COUNTS: counts }, counts]]);
}

/**
 * @param {readonly string[]} suites
 * @param {readonly string[]} parameters
 */
function integration(suites, parameters) {
  const grep = parameters[0] === '--grep' ? parameters[1] : undefined;
  return counted(
    suites.map((suite) => {
      const counts = path.join(out, `integration-${suite}.json`);
      const env = { MOCHA_COUNTS: counts, ...(grep === undefined ? {} : { MOCHA_GREP: grep }) };
      return [path.join(bin, 'tsx'), ['test/integration/launch.ts', suite], env, counts];
    }),
  );
}

/**
 * Runs commands that leave their counts in a file; one that dies before it wrote them is one failure.
 * @param {readonly [command: string, parameters: readonly string[], env: NodeJS.ProcessEnv, counts: string][]} commands
 * @returns {Promise<Outcome>}
 */
async function counted(commands) {
  const total = { passed: 0, failed: 0, output: '' };
  for (const [command, parameters, env, file] of commands) {
    await rm(file, { force: true });
    const { status, output } = await run(command, parameters, { env });
    const counts = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : { passed: 0, failed: 0 };
    total.passed += counts.passed;
    total.failed += counts.failed === 0 && status !== 0 ? 1 : counts.failed;
    total.output += output;
  }
  return total;
}

/** @param {string} folder */
async function testFiles(folder) {
  const absolute = path.join(root, folder);
  const names = existsSync(absolute) ? await readdir(absolute, { recursive: true }) : [];
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => path.join(folder, name));
}

/**
 * @param {readonly (readonly [string, Part])[]} chosen
 * @param {readonly string[]} grep
 */
async function runAll(chosen, grep) {
  const total = { passed: 0, failed: 0 };
  const lanes = [0, 1].map(async (lane) => {
    for (const [name, part] of chosen.filter(([, { lane: own }]) => own === lane)) {
      const started = Date.now();
      const { passed, failed, output } = await part.run(grep);
      total.passed += passed;
      total.failed += failed;
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      const lines = output.trim();
      console.log(`\n── ${name}: ${failed === 0 ? 'ok' : `${failed} failed`} (${seconds} s)${lines === '' ? '' : `\n${lines}`}`);
    }
  });
  await Promise.all(lanes);
  return total;
}

await main(async () => {
  const given = process.argv.slice(2);
  const firstFlag = given.findIndex((word) => word.startsWith('-'));
  const names = firstFlag === -1 ? given : given.slice(0, firstFlag);
  const grep = firstFlag === -1 ? [] : given.slice(firstFlag);
  const known = { ...parts, ...onRequest };
  const unknown = names.find((name) => !(name in known));
  if (unknown !== undefined) {
    throw new Problem(`There is no part "${unknown}"; the parts are ${Object.keys(known).join(', ')}.`);
  }
  const chosen = Object.entries(names.length === 0 ? parts : known).filter(([name]) => names.length === 0 || names.includes(name));
  const needs = new Set(chosen.flatMap(([, part]) => part.needs));

  await installPackages();
  await mkdir(out, { recursive: true });
  if (needs.has('browser')) {
    process.env['CHROMIUM_PATH'] = await provideBrowser();
  }
  if (needs.has('server')) {
    await provideServer();
  }
  if (needs.has('build')) {
    const { build } = await import('./build.mjs');
    await build({ production: true });
  }
  const total = await runAll(chosen, grep);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});
